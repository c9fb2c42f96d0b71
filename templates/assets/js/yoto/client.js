// The client that the family registered at Yoto: its id, its secret, and the callback address to register.
import { api } from "../api.js";
import { listenToCopy } from "../copy-button.js";
import { listenToForm, say } from "../form.js";
import { listenToReveals } from "../password-field.js";
import { partOf } from "../pieces.js";
import { text } from "../texts.js";
import { showScopes } from "./scopes.js";

/**
 * @typedef {object} Client
 * @property {string} [clientID]
 * @property {boolean} hasSecret
 * @property {string} callbackURL where Yoto sends the browser back
 * @property {string} [pasteURL] where nobody is: for the way by pasting
 * @property {string[]} [scopes] what to tick at Yoto's dashboard
 * @property {boolean} fixedByEnvironment
 */

const section = document.querySelector("[data-yoto-client]");
const form = document.querySelector("[data-form=client]");

/** Shows the client's form, for administrators. */
export async function openClient() {
  listenToReveals(form);
  listenToForm(form, async ({ clientID, clientSecret }) => {
    const body = { clientID: clientID.trim(), ...(clientSecret ? { clientSecret } : {}) };
    show(await api("PUT", "/api/yoto/client", body));
    return text("client-saved");
  });
  const tell = (isCopied) => say(section, "done", text(isCopied ? "copied" : "not-copied"));
  listenToCopy(partOf(section, "copy"), partOf(section, "callback"), tell);
  listenToCopy(partOf(section, "copy-paste"), partOf(section, "paste-callback"), tell);
  const client = await api("GET", "/api/yoto/client");
  show(client);
  section.open = !client.clientID;
  section.hidden = false;
}

/** @param {Client} client */
function show(client) {
  partOf(section, "callback").value = client.callbackURL;
  const pasteField = partOf(section, "paste-callback");
  pasteField.value = client.pasteURL ?? "";
  pasteField.closest("[data-optional]").hidden = !client.pasteURL || client.pasteURL === client.callbackURL;
  showScopes(partOf(section, "wanted-scopes"), client.scopes ?? []);
  partOf(section, "client-state").textContent = text(client.clientID ? "client-known" : "client-missing");
  partOf(section, "fixed").hidden = !client.fixedByEnvironment;
  partOf(section, "has-secret").hidden = !client.hasSecret;
  const { clientID, clientSecret } = form.elements;
  clientID.value = client.clientID ?? "";
  clientSecret.value = "";
  form.hidden = client.fixedByEnvironment;
}
