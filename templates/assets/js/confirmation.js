/**
 * Asks before something that cannot be undone.
 *
 * @param {HTMLDialogElement} dialog its form closes it (`method="dialog"`); the button that agrees has the value `yes`
 * @returns {Promise<boolean>} whether the answer was yes; Escape is a no
 */
export function confirmation(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
