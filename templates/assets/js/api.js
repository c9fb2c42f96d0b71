import { loginAddress } from "./next-path.js";

/** An answer that is not what was asked for: a problem document (RFC 9457), or no answer at all. */
export class Problem extends Error {
  /**
   * @param {object} facts
   * @param {number} facts.status HTTP status; 0 when there was no answer
   * @param {string} facts.code what programs compare, `conflict`
   * @param {string} facts.detail what people read
   * @param {number} [facts.retryAfterSeconds] when it makes sense to try again
   */
  constructor({ status, code, detail, retryAfterSeconds = 0 }) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Asks the edge's JSON API.
 *
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} path `/api/…`
 * @param {object} [body] sent as JSON
 * @returns {Promise<any>} what the answer holds; `null` when it holds nothing
 * @throws {Problem} for every other answer. Who is not signed in is taken to the login page instead.
 */
export async function api(method, path, body) {
  const response = await send(method, path, body);
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await readProblem(response);
  // The login itself says with 401 that a password is wrong.
  if (problem.status === 401 && path !== "/api/user/login") {
    location.assign(loginAddress());
    await new Promise(() => {});
  }
  throw problem;
}

/** @returns {Promise<Response>} */
async function send(method, path, body) {
  const headers = { Accept: "application/json, application/problem+json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
    });
  } catch {
    throw new Problem({ status: 0, code: "no-answer", detail: "" });
  }
}

/** @returns {Promise<Problem>} */
async function readProblem(response) {
  const retryAfterSeconds = Number(response.headers.get("retry-after")) || 0;
  let document = {};
  if (response.headers.get("content-type")?.includes("json")) document = await response.json().catch(() => ({}));
  return new Problem({
    status: response.status,
    code: String(document.code ?? ""),
    detail: String(document.detail ?? document.title ?? ""),
    retryAfterSeconds,
  });
}
