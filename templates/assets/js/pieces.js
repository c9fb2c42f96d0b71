/**
 * A copy of a `<template>`'s first element, with values put into its parts. Values are only ever text.
 *
 * @param {string} name of the template's `data-piece`
 * @param {Record<string, string>} [values] by the name of the parts' `data-part`
 * @returns {HTMLElement}
 */
export function piece(name, values = {}) {
  const template = document.querySelector(`template[data-piece="${CSS.escape(name)}"]`);
  const copy = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
  for (const [part, value] of Object.entries(values)) partOf(copy, part).textContent = value;
  return copy;
}

/**
 * A part of a piece, or of the page.
 *
 * @param {ParentNode} root
 * @param {string} name of its `data-part`
 * @returns {HTMLElement}
 */
export function partOf(root, name) {
  return root.querySelector(`[data-part="${CSS.escape(name)}"]`);
}
