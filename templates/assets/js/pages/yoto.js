// The connection to the family's Yoto account.
import { api } from "../api.js";
import { confirmation } from "../confirmation.js";
import { say } from "../form.js";
import { openPage, showState } from "../page-state.js";
import { partOf } from "../pieces.js";
import { hasRole } from "../session.js";
import { hasText, problemText, text } from "../texts.js";
import { openClient } from "../yoto/client.js";
import { showDeviceCode } from "../yoto/device-code.js";
import { isInOrder, showStatus } from "../yoto/status.js";
import { openWays, showPaste } from "../yoto/ways.js";

/** How often the page looks while something is under way elsewhere. */
const pauseMilliseconds = 2000;

const messages = document.querySelector("[data-messages]");
let isAdmin = false;
let isUnderWay = false;
let timer = 0;

async function refresh() {
  clearTimeout(timer);
  const status = await api("GET", "/api/yoto/status");
  showStatus(status);
  const method = isAdmin ? status.connecting?.method : undefined;
  showDeviceCode(method === "device" ? status.connecting : undefined);
  showPaste(method === "paste");
  document.querySelector("[data-yoto-ways]").hidden = !isAdmin || (isInOrder(status) && !method);
  document.querySelector("[data-yoto-end]").hidden = !isAdmin || !["connected", "reconnect"].includes(status.state);
  document.querySelector("[data-members]").hidden = isAdmin;
  const wasUnderWay = isUnderWay;
  isUnderWay = status.connecting !== undefined || status.state === "connecting";
  if (wasUnderWay && !isUnderWay && status.state === "connected") say(messages, "done", text("result-connected"));
  if (isUnderWay) timer = setTimeout(look, pauseMilliseconds);
}

/** Looks again while something is under way; a moment without answer is no reason to stop. */
async function look() {
  try {
    await refresh();
  } catch {
    timer = setTimeout(look, pauseMilliseconds);
  }
}

/** Says how the way over Yoto's own pages ended (`?result=` of the callback), once. */
function showResult() {
  const result = new URLSearchParams(location.search).get("result");
  if (!result) return;
  history.replaceState(null, "", location.pathname);
  if (result === "connected") say(messages, "done", text("result-connected"));
  else say(messages, "error", text(hasText(`result-${result}`) ? `result-${result}` : "result-failed"));
}

async function disconnect() {
  if (!(await confirmation(document.querySelector("[data-dialog=disconnect]")))) return;
  try {
    await api("DELETE", "/api/yoto");
    await refresh();
    say(messages, "done", text("disconnected"));
    partOf(document, "state").focus();
  } catch (error) {
    say(messages, "error", problemText(error));
  }
}

const user = await openPage();
if (user) {
  isAdmin = hasRole(user, "admin");
  showState("ready");
  try {
    await refresh();
    if (isAdmin) {
      openWays(refresh);
      partOf(document, "disconnect").addEventListener("click", disconnect);
      await openClient();
    }
    showResult();
  } catch (error) {
    say(messages, "error", problemText(error));
  }
}
