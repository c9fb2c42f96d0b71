/**
 * An address to another page of the web.
 *
 * @param {string | undefined} address
 * @returns {string} the address; empty for anything but http and https
 */
export function webAddress(address) {
  const url = URL.parse?.(address ?? "") ?? null;
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : "";
}
