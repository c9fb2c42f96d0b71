// The overview of what can be set.
import { openPage, showState } from "../page-state.js";
import { text } from "../texts.js";
import { partOf } from "../pieces.js";

const user = await openPage();
if (user) {
  partOf(document, "user").textContent = text("signed-in-as", { name: user.username, role: text(`role-${user.role}`) });
  for (const topic of document.querySelectorAll("[data-topic='/settings/users/']")) topic.hidden = user.role !== "admin";
  showState("ready");
}
