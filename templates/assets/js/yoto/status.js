// How the connection to Yoto is: in words, with what it may do and how long it lasts.
import { partOf, piece } from "../pieces.js";
import { hasText, text } from "../texts.js";
import { dayText, timeText } from "../time-text.js";

/**
 * @typedef {object} YotoStatus
 * @property {"disconnected" | "connecting" | "connected" | "reconnect"} state
 * @property {{userID: string, email?: string}} [account]
 * @property {string[]} [scopes]
 * @property {string[]} [missingScopes]
 * @property {string} [expiresAt]
 * @property {string} [loginEndsBy]
 * @property {string} [warning]
 * @property {{code: string, detail: string, at: string}} [lastError]
 * @property {{method: string, userCode?: string, expiresAt?: string}} [connecting]
 */

const panel = document.querySelector("[data-yoto-status]");

/** @param {YotoStatus} status */
export function showStatus(status) {
  panel.dataset.state = status.state;
  write("state", text(`state-${status.state}`));
  write("state-text", text(`state-${status.state}-text`));
  write("account", status.account ? status.account.email || status.account.userID : "");
  write("ends", status.loginEndsBy ? dayText(status.loginEndsBy) : "");
  write("renewed", status.expiresAt ? timeText(status.expiresAt) : "");
  write("warning", status.warning ?? "");
  write("last-error", lastErrorText(status));
  showScopes("scopes", status.scopes ?? []);
  showScopes("missing-scopes", status.missingScopes ?? []);
}

/** What went wrong last; of no interest once a connection stands. */
function lastErrorText({ state, lastError }) {
  if (!lastError || state === "connected" || state === "connecting") return "";
  return text("last-error", { detail: lastError.detail, when: timeText(lastError.at) });
}

/** Writes a part, and hides what stands around it when there is nothing to say. */
function write(name, words) {
  const place = partOf(panel, name);
  if (place.textContent !== words) place.textContent = words;
  (place.closest("[data-optional]") ?? place).hidden = words === "";
}

function showScopes(name, scopes) {
  const place = partOf(panel, name);
  place.replaceChildren(...scopes.map((scope) =>
    piece("scope", { name: scope, meaning: hasText(`scope-${scope}`) ? text(`scope-${scope}`) : "" })));
  place.closest("[data-optional]").hidden = scopes.length === 0;
}
