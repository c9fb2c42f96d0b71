// Forms: what is wrong is said where it is wrong, and nothing that was typed is lost.
import { problemText } from "./texts.js";

/**
 * Lets a form speak with the API.
 *
 * @param {HTMLFormElement} form fields have a message for each mistake: `data-missing`, `data-wrong`
 * @param {(values: Record<string, string>) => Promise<string | void>} send what to do with the values; what it returns
 *   is said when it is done
 * @param {(error: unknown) => string} [explain] the words for a problem
 */
export function listenToForm(form, send, explain = problemText) {
  form.noValidate = true;
  // Where it is said how it went: in the form, or around it when other things are said there, too.
  const place = form.closest("[data-form-place]") ?? form;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    say(place, "", "");
    if (!checkFields(form)) return;
    setBusy(form, true);
    try {
      say(place, "done", (await send(valuesOf(form))) ?? "");
    } catch (error) {
      say(place, "error", explain(error));
    } finally {
      setBusy(form, false);
    }
  });
  form.addEventListener("input", (event) => showMistake(event.target, ""));
}

/**
 * Says how it went, and takes the keyboard there when it went wrong.
 *
 * @param {ParentNode} root with `[data-form-error]` and `[data-form-done]`
 * @param {"done" | "error" | ""} kind
 * @param {string} words
 */
export function say(root, kind, words) {
  const done = root.querySelector("[data-form-done]");
  const error = root.querySelector("[data-form-error]");
  if (done) done.textContent = kind === "done" ? words : "";
  if (!error) return;
  error.textContent = kind === "error" ? words : "";
  error.hidden = error.textContent === "";
  if (!error.hidden) error.focus();
}

function valuesOf(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

/** A busy form keeps its focus and its values: the button only looks pressed. */
function setBusy(form, isBusy) {
  form.setAttribute("aria-busy", String(isBusy));
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", String(isBusy));
}

/** Shows the mistakes of all fields and goes to the first. */
function checkFields(form) {
  const wrong = [...form.elements].filter((field) => field.willValidate && !field.checkValidity());
  for (const field of form.elements) if (field.willValidate) showMistake(field, "");
  for (const field of wrong) showMistake(field, messageFor(field));
  wrong[0]?.focus();
  return wrong.length === 0;
}

function messageFor(field) {
  const message = field.validity.valueMissing ? field.dataset.missing : field.dataset.wrong;
  return message || field.validationMessage;
}

/** Writes a field's mistake below it, or takes it away. */
function showMistake(field, words) {
  const place = field.closest(".field")?.querySelector("[data-field-error]");
  if (!place || (place.hidden && !words)) return;
  place.id ||= `${field.id}-error`;
  place.textContent = words;
  place.hidden = !words;
  const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (words) described.add(place.id);
  else described.delete(place.id);
  if (described.size > 0) field.setAttribute("aria-describedby", [...described].join(" "));
  else field.removeAttribute("aria-describedby");
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}
