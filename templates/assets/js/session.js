import { api } from "./api.js";
import { loginAddress } from "./next-path.js";

/**
 * @typedef {object} User
 * @property {string} id
 * @property {string} username
 * @property {"admin" | "member" | "listener"} role
 */

const ranks = ["listener", "member", "admin"];

/** @type {Promise<User | null> | undefined} */
let answer;

/**
 * Who is signed in, asked once for each page.
 *
 * @returns {Promise<User | null>} `null` for a visitor
 */
export function currentUser() {
  answer ??= api("GET", "/api/user/session").then(
    (state) => (state.authenticated ? state.user : null),
    () => null,
  );
  return answer;
}

/** Whether a user may do what a role may do. */
export function hasRole(user, role) {
  return ranks.indexOf(user.role) >= ranks.indexOf(role);
}

/** Takes a visitor to the login page. */
export function goToLogin() {
  location.replace(loginAddress());
}

/** Ends the session and goes home. */
export async function signOut() {
  await api("POST", "/api/user/logout");
  location.assign("/");
}
