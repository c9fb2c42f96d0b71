// One's own account: the password, and where one is signed in.
import { api } from "../api.js";
import { confirmation } from "../confirmation.js";
import { listenToForm, say } from "../form.js";
import { openPage, showState } from "../page-state.js";
import { listenToReveals, listenToStrength } from "../password-field.js";
import { partOf, piece } from "../pieces.js";
import { signOut } from "../session.js";
import { problemText, text } from "../texts.js";
import { agoText, dayText } from "../time-text.js";
import { browserName } from "../user-agent.js";

const list = document.querySelector("[data-sessions]");
const section = list.closest("section");

async function showSessions() {
  const { sessions } = await api("GET", "/api/user/sessions");
  list.replaceChildren(...sessions.map(sessionRow));
  partOf(section, "revoke-others").hidden = sessions.length < 2;
}

function sessionRow(session) {
  const row = piece("session", {
    browser: browserName(session.userAgent) || text("unknown-browser"),
    used: text("session-used", { when: agoText(session.lastUsedAt), address: session.address ?? "" }),
    since: text("session-since", { since: dayText(session.createdAt), until: dayText(session.expiresAt) }),
  });
  const button = partOf(row, "revoke");
  partOf(row, "current").hidden = !session.current;
  button.hidden = session.current;
  button.addEventListener("click", () => revoke(`/api/user/sessions/${session.id}`, text("session-revoked")));
  return row;
}

async function revoke(path, words) {
  try {
    await api("DELETE", path);
    await showSessions();
    say(section, "done", words);
    section.querySelector("h2").focus();
  } catch (error) {
    say(section, "error", problemText(error));
  }
}

function listen(user) {
  const form = document.querySelector("[data-form=password]");
  listenToReveals(form);
  listenToStrength(form.elements.new, () => user.username);
  listenToForm(form, async (values) => {
    await api("PUT", "/api/user/password", { current: values.current, new: values.new });
    form.reset();
    await showSessions();
    return text("password-changed");
  });
  partOf(section, "revoke-others").addEventListener("click", async () => {
    if (await confirmation(document.querySelector("[data-dialog=revoke-others]"))) {
      await revoke("/api/user/sessions", text("sessions-revoked"));
    }
  });
  partOf(document, "sign-out").addEventListener("click", () => signOut());
}

const user = await openPage();
if (user) {
  document.querySelector("[data-form=password] [name=username]").value = user.username;
  partOf(document, "user").textContent = text("signed-in-as", { name: user.username, role: text(`role-${user.role}`) });
  listen(user);
  showState("ready");
  await showSessions().catch((error) => say(section, "error", problemText(error)));
}
