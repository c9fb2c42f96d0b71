// Pages that live by the edge: they show one of their states at a time.
import { edgeState } from "./edge-state.js";
import { currentUser, goToLogin, hasRole } from "./session.js";

/**
 * Shows the parts of the page that belong to a state (`data-shown-when="ready"`), and hides the others.
 *
 * @param {string} state
 */
export function showState(state) {
  for (const part of document.querySelectorAll("[data-shown-when]")) {
    part.hidden = !part.dataset.shownWhen.split(" ").includes(state);
  }
}

/** What the page's state panel says that it needs. */
function isOffered(edge) {
  const panel = document.querySelector("[data-edge-panel]");
  return edge.isConnected && (!panel || edge.features.includes(panel.dataset.feature));
}

/**
 * Opens a page for everybody, as soon as there is an edge with what the page needs.
 *
 * @returns {Promise<import("./edge-state.js").EdgeState | null>} `null` when the page cannot work; it says so itself
 */
export async function openPublicPage() {
  const edge = await edgeState();
  return isOffered(edge) ? edge : null;
}

/**
 * Opens a page for somebody with a role. Visitors are taken to the login page; too small a role is told.
 *
 * @param {"listener" | "member" | "admin"} [role]
 * @returns {Promise<import("./session.js").User | null>} `null` when the page must not or cannot work
 */
export async function openPage(role = "listener") {
  if (!(await openPublicPage())) return null;
  const user = await currentUser();
  if (!user) {
    goToLogin();
    return null;
  }
  // A page that the browser kept for its Back button may belong to somebody who has signed out since.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  if (!hasRole(user, role)) {
    showState("forbidden");
    return null;
  }
  return user;
}
