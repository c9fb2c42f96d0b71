// How the connection to Yoto is: in words, with what it may do and how long it lasts.
import { partOf } from "../pieces.js";
import { text } from "../texts.js";
import { showScopes } from "./scopes.js";
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
 * @property {{method: string, userCode?: string, expiresAt?: string}} [connecting] what waits for a person, also
 *   beside a connection that still works
 */

const panel = document.querySelector("[data-yoto-status]");

/**
 * Whether nobody is needed: connected, with every permission, and no end in sight.
 *
 * @param {YotoStatus} status
 */
export function isInOrder({ state, warning, missingScopes }) {
  return state === "connected" && !warning && !missingScopes?.length;
}

/** @param {YotoStatus} status */
export function showStatus(status) {
  panel.dataset.state = status.state;
  write("state", text(`state-${status.state}`));
  const isWanting = status.state === "connected" && !isInOrder(status);
  write("state-text", text(isWanting ? "state-wanting-text" : `state-${status.state}-text`));
  write("account", status.account ? status.account.email || status.account.userID : "");
  write("ends", status.loginEndsBy ? dayText(status.loginEndsBy) : "");
  write("renewed", status.expiresAt ? timeText(status.expiresAt) : "");
  write("warning", status.warning ?? "");
  write("last-error", lastErrorText(status));
  showScopes(partOf(panel, "scopes"), status.scopes ?? []);
  showScopes(partOf(panel, "missing-scopes"), status.missingScopes ?? []);
}

/** What went wrong last; of no interest once a connection stands or a new one is under way. */
function lastErrorText({ state, lastError, connecting }) {
  if (!lastError || state === "connected" || connecting) return "";
  return text("last-error", { detail: lastError.detail, when: timeText(lastError.at) });
}

/** Writes a part, and hides what stands around it when there is nothing to say. */
function write(name, words) {
  const place = partOf(panel, name);
  if (place.textContent !== words) place.textContent = words;
  (place.closest("[data-optional]") ?? place).hidden = words === "";
}
