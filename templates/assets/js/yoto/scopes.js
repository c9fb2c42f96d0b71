import { piece } from "../pieces.js";
import { hasText, text } from "../texts.js";

/**
 * Lists permissions at Yoto with what they are for; hides the list and its heading when there are none.
 *
 * @param {HTMLElement} place
 * @param {string[]} scopes
 */
export function showScopes(place, scopes) {
  place.replaceChildren(...scopes.map((scope) =>
    piece("scope", { name: scope, meaning: hasText(`scope-${scope}`) ? text(`scope-${scope}`) : "" })));
  place.closest("[data-optional]").hidden = scopes.length === 0;
}
