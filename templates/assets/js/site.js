// Every page: asks the edge what it offers and who is signed in, and says honestly what came back.
import { edgeState } from "./edge-state.js";
import { piece } from "./pieces.js";
import { currentUser, signOut } from "./session.js";

/** Shows in the header whether there is an edge. */
function showConnection(edge) {
  for (const element of document.querySelectorAll("[data-connection]")) {
    element.dataset.state = edge.isConnected ? "connected" : "absent";
    element.replaceChildren(piece(edge.isConnected ? "connected" : "not-connected"));
  }
}

/** Says on a page that needs the edge when this edge is not there, or does not offer what the page needs. */
function showPanels(edge) {
  for (const panel of document.querySelectorAll("[data-edge-panel]")) {
    panel.hidden = edge.features.includes(panel.dataset.feature);
    panel.querySelector("[data-edge-absent]").hidden = edge.isConnected;
    panel.querySelector("[data-edge-older]").hidden = !edge.isConnected;
    for (const place of panel.querySelectorAll("[data-edge-version]")) place.textContent = edge.version;
  }
}

/** What somebody should look after, above every page. */
function showNotices(edge) {
  const place = document.querySelector("[data-notices]");
  const notices = edge.warnings.map(({ code, detail }) => {
    const notice = piece("warning", { detail: String(detail) });
    notice.querySelector("a").hidden = !String(code).startsWith("yoto");
    return notice;
  });
  if (edge.setupNeeded && location.pathname !== "/setup/") notices.unshift(piece("setup-needed"));
  place.replaceChildren(...notices);
}

/** Who is signed in, with the ways in and out. */
async function showAccount(edge) {
  if (!edge.features.includes("accounts")) return;
  const user = await currentUser();
  document.querySelector("[data-sign-in]").hidden = user !== null;
  const menu = document.querySelector("[data-account]");
  menu.hidden = user === null;
  if (!user) return;
  menu.querySelector("[data-account-name]").textContent = user.username;
  for (const link of document.querySelectorAll("[data-for-admins]")) link.hidden = user.role !== "admin";
  menu.querySelector("[data-sign-out]").addEventListener("click", () => signOut());
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

const edge = await edgeState();
showConnection(edge);
showPanels(edge);
showNotices(edge);
await showAccount(edge);
