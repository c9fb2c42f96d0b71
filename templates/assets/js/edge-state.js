const patience = 4000;

/**
 * What the edge says of itself (`GET /api/site`).
 *
 * @typedef {object} EdgeState
 * @property {boolean} isConnected whether there is an edge at all
 * @property {string} version
 * @property {string[]} features names that pages compare with what they need
 * @property {boolean} setupNeeded whether nobody can sign in yet
 * @property {{code: string, detail: string}[]} warnings what somebody should look after
 */

/** @type {EdgeState} */
const absent = { isConnected: false, version: "", features: [], setupNeeded: false, warnings: [] };

/**
 * Asks the edge on this page's own origin what it is. A static host answers with a page or not at all: no JSON in
 * time means that there is no edge.
 *
 * @returns {Promise<EdgeState>}
 */
async function ask() {
  try {
    const response = await fetch("/api/site", {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok || !response.headers.get("content-type")?.includes("json")) return absent;
    const site = await response.json();
    return {
      isConnected: true,
      version: String(site.version ?? ""),
      features: site.features ?? [],
      setupNeeded: site.setupNeeded === true,
      warnings: site.warnings ?? [],
    };
  } catch {
    return absent;
  }
}

/** @type {Promise<EdgeState> | undefined} */
let answer;

/** The edge's state, asked once for each page. */
export function edgeState() {
  answer ??= ask();
  return answer;
}
