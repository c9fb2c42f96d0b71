const patience = 4000;

/**
 * Asks the edge on this page's own origin what it is. A static host answers with a page or not at all: no JSON in
 * time means that there is no edge.
 *
 * @returns {Promise<{isConnected: boolean, version: string, features: string[]}>}
 */
export async function edgeState() {
  const absent = { isConnected: false, version: "", features: [] };
  try {
    const response = await fetch("/api/site", {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok || !response.headers.get("content-type")?.includes("json")) return absent;
    const site = await response.json();
    return { isConnected: true, version: String(site.version ?? ""), features: site.features ?? [] };
  } catch {
    return absent;
  }
}
