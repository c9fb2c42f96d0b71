// Who may sign in here, and what they may do. For administrators.
import { api } from "../api.js";
import { confirmation } from "../confirmation.js";
import { listenToForm, say } from "../form.js";
import { openPage, showState } from "../page-state.js";
import { listenToReveals, listenToStrength } from "../password-field.js";
import { partOf, piece } from "../pieces.js";
import { problemText, text } from "../texts.js";
import { agoText } from "../time-text.js";

const list = document.querySelector("[data-users]");
const section = list.closest("section");
const dialog = document.querySelector("[data-dialog=user]");
const changeForm = dialog.querySelector("form");
const createForm = document.querySelector("[data-form=create-user]");
let edited = null;

async function showUsers() {
  const { users } = await api("GET", "/api/admin/users");
  list.replaceChildren(...users.map(userRow));
}

function userRow(user) {
  const row = piece("user", {
    name: user.username,
    role: text(`role-${user.role}`),
    seen: user.lastLoginAt ? text("seen", { when: agoText(user.lastLoginAt) }) : text("never-seen"),
  });
  partOf(row, "disabled").hidden = !user.disabled;
  const button = partOf(row, "change");
  button.setAttribute("aria-label", text("change-user", { name: user.username }));
  button.addEventListener("click", () => edit(user));
  return row;
}

function edit(user) {
  edited = user;
  changeForm.reset();
  say(changeForm, "", "");
  partOf(dialog, "title").textContent = text("change-user", { name: user.username });
  changeForm.elements.username.value = user.username;
  changeForm.elements.role.value = user.role;
  changeForm.elements.disabled.checked = user.disabled;
  changeForm.dispatchEvent(new Event("input"));
  dialog.showModal();
}

/** What was changed, and nothing else. */
function changes() {
  const { username, role, disabled, password } = changeForm.elements;
  const wanted = { username: username.value, role: role.value, disabled: disabled.checked };
  const changed = Object.entries(wanted).filter(([name, value]) => edited[name] !== value);
  return { ...Object.fromEntries(changed), ...(password.value ? { password: password.value } : {}) };
}

async function finish(words) {
  dialog.close();
  await showUsers();
  say(section, "done", words);
}

function listenToChanges() {
  listenToReveals(changeForm);
  listenToStrength(changeForm.elements.password, () => changeForm.elements.username.value);
  listenToForm(changeForm, async () => {
    const body = changes();
    if (Object.keys(body).length > 0) await api("PATCH", `/api/admin/users/${edited.id}`, body);
    await finish(text("user-changed", { name: changeForm.elements.username.value }));
  });
  partOf(dialog, "cancel").addEventListener("click", () => dialog.close());
  partOf(dialog, "delete").addEventListener("click", async () => {
    const question = document.querySelector("[data-dialog=delete-user]");
    partOf(question, "title").textContent = text("delete-user", { name: edited.username });
    if (!(await confirmation(question))) return;
    try {
      await api("DELETE", `/api/admin/users/${edited.id}`);
      await finish(text("user-deleted", { name: edited.username }));
    } catch (error) {
      say(changeForm, "error", problemText(error));
    }
  });
}

function listenToCreation() {
  listenToReveals(createForm);
  listenToStrength(createForm.elements.password, () => createForm.elements.username.value);
  listenToForm(createForm, async ({ username, password, role }) => {
    await api("POST", "/api/admin/users", { username, password, role });
    createForm.reset();
    await showUsers();
    return text("user-created", { name: username });
  });
}

if (await openPage("admin")) {
  listenToChanges();
  listenToCreation();
  showState("ready");
  await showUsers().catch((error) => say(section, "error", problemText(error)));
}
