// The first administrator: made with the one-time link that the edge prints.
import { api } from "../api.js";
import { listenToForm } from "../form.js";
import { openPublicPage, showState } from "../page-state.js";
import { listenToReveals, listenToStrength } from "../password-field.js";

/**
 * The link's token, out of the address as soon as it is read: addresses are shown, copied and remembered. A reload
 * finds it in the history's own state, which only this page sees.
 */
function takeToken() {
  const token = new URLSearchParams(location.search).get("token") ?? history.state?.token ?? "";
  history.replaceState({ token }, "", location.pathname);
  return token;
}

const token = takeToken();
const form = document.querySelector("[data-form=setup]");
const edge = await openPublicPage();
if (edge) {
  if (!edge.setupNeeded) showState("finished");
  else showState(token ? "ready" : "no-link");
}

listenToReveals(form);
listenToStrength(form.elements.password, () => form.elements.username.value);
listenToForm(form, async ({ username, password }) => {
  await api("POST", "/api/setup", { token, username, password });
  history.replaceState(null, "", location.pathname);
  location.replace("/settings/yoto/");
});
