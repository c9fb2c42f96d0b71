/**
 * A sentence of the page. Pages keep their words in templates (`<template data-text="saved">`), where authors and
 * translators find them; scripts only choose.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [values] what stands for `{name}` in the sentence
 * @returns {string} the name itself when the page has no such sentence
 */
export function text(name, values = {}) {
  const template = document.querySelector(`template[data-text="${CSS.escape(name)}"]`);
  if (!template) return name;
  return template.content.textContent.trim().replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

/** Whether the page has a sentence. */
export function hasText(name) {
  return document.querySelector(`template[data-text="${CSS.escape(name)}"]`) !== null;
}

/**
 * What to tell people of a problem: the edge's own words, or ours when there was no answer.
 *
 * @param {unknown} error
 */
export function problemText(error) {
  if (error?.name !== "Problem") throw error;
  if (error.status === 0) return text("no-answer");
  if (error.status === 429) return text("too-many", { wait: waitText(error.retryAfterSeconds) });
  return error.message || text("failed", { status: error.status });
}

/** `30 seconds`, `2 minutes`. */
function waitText(seconds) {
  const [amount, unit] = seconds < 90 ? [Math.max(1, seconds), "second"] : [Math.ceil(seconds / 60), "minute"];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" })
    .format(amount);
}
