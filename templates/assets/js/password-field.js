// Password fields: a button that shows what is typed, and hints that follow the server's rules while typing.

/** At least this many characters, as the edge wants it. */
const shortest = 10;

/**
 * Makes the buttons of a form show and hide its passwords.
 *
 * @param {ParentNode} root
 */
export function listenToReveals(root) {
  for (const button of root.querySelectorAll("[data-reveal]")) {
    const field = button.closest(".field").querySelector("input");
    button.addEventListener("click", () => {
      const isShown = field.type === "password";
      field.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    });
    // Browsers offer to remember a password only when it is one.
    field.form?.addEventListener("submit", () => {
      field.type = "password";
      button.setAttribute("aria-pressed", "false");
    }, { capture: true });
  }
}

/**
 * Marks each hint of a new password as met or not, while typing. Whether it is among the most common ones, only the
 * edge knows.
 *
 * @param {HTMLInputElement} field
 * @param {() => string} username whose password it is
 */
export function listenToStrength(field, username) {
  const hints = field.closest(".field").querySelectorAll("[data-hint]");
  const rules = {
    length: (password) => [...password].length >= shortest,
    name: (password) => password !== "" && password.toLowerCase() !== username().toLowerCase(),
  };
  const update = () => {
    for (const hint of hints) hint.dataset.met = String(rules[hint.dataset.hint](field.value));
  };
  field.form.addEventListener("input", update);
  field.form.addEventListener("reset", () => setTimeout(update));
  update();
}
