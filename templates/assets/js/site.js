// Every page: asks the edge what it offers and says honestly what came back.
import { edgeState } from "./edge-state.js";

const words = {
  connected: "Connected",
  absent: "Not connected",
};

/** Shows the state in the header. */
function showConnection(state) {
  for (const element of document.querySelectorAll("[data-connection]")) {
    element.dataset.state = state.isConnected ? "connected" : "absent";
    const text = state.isConnected ? words.connected : words.absent;
    // A live region speaks whenever it is written, so it is written only when something changed.
    if (element.textContent !== text) element.textContent = text;
  }
}

/** Says on a page that needs the edge whether this edge offers what the page needs. */
function showPanels(state) {
  if (!state.isConnected) return;
  for (const panel of document.querySelectorAll("[data-edge-panel]")) {
    const offered = state.features.includes(panel.dataset.feature);
    panel.querySelector("[data-edge-help]").hidden = true;
    panel.querySelector("[data-edge-title]").textContent = offered ? "Connected" : "Not in this version";
    panel.querySelector("[data-edge-text]").textContent = offered
      ? "Your edge server answers and offers what this page needs."
      : `Your edge server (version ${state.version}) answers, but it does not offer “${panel.dataset.feature}”.`;
  }
}

const state = await edgeState();
showConnection(state);
showPanels(state);
