/**
 * Where to go after the login: a path of this site, whatever somebody wrote into a link.
 *
 * @param {string | null} wanted the address's `next`
 * @returns {string} `/` for everything that leads elsewhere
 */
export function safeNextPath(wanted) {
  if (!wanted?.startsWith("/")) return "/";
  // The URL parser knows all the ways to write another host: `//host`, `/\host`, a tab in between.
  const url = new URL(wanted, location.origin);
  if (url.origin !== location.origin || url.pathname.startsWith("/login")) return "/";
  return url.pathname + url.search + url.hash;
}

/** The login page's address, with the way back to here. */
export function loginAddress() {
  return `/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
}
