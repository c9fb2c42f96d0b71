// The login, and back to where the visitor came from.
import { api } from "../api.js";
import { listenToForm } from "../form.js";
import { safeNextPath } from "../next-path.js";
import { openPublicPage, showState } from "../page-state.js";
import { listenToReveals } from "../password-field.js";
import { currentUser } from "../session.js";

const next = safeNextPath(new URLSearchParams(location.search).get("next"));
const form = document.querySelector("[data-form=login]");

listenToReveals(form);
listenToForm(form, async ({ username, password }) => {
  await api("POST", "/api/user/login", { username, password });
  location.replace(next);
});

if (await openPublicPage()) {
  if (await currentUser()) location.replace(next);
  else showState("ready");
}
