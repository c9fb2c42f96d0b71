/**
 * Lets a button copy a read-only field. Where the browser has no clipboard for pages (plain http in a home network),
 * the text is marked, ready for Ctrl+C.
 *
 * @param {HTMLButtonElement} button
 * @param {HTMLInputElement} field
 * @param {(isCopied: boolean) => void} tell
 */
export function listenToCopy(button, field, tell) {
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      tell(true);
    } catch {
      tell(false);
    }
  });
}
