// The code to type on another device, with the time that is left.
import { clockText } from "../clock.js";
import { partOf } from "../pieces.js";
import { webAddress } from "../web-address.js";

const box = document.querySelector("[data-device-code]");
let deadline = 0;
let timer = 0;

/**
 * Shows the code that Yoto gave, and counts down; hides both when there is none.
 *
 * @param {{userCode?: string, verificationURL?: string, verificationURLComplete?: string, expiresAt?: string}} [code]
 */
export function showDeviceCode(code) {
  clearInterval(timer);
  box.hidden = !code?.userCode;
  if (box.hidden) return;
  partOf(box, "code").textContent = code.userCode;
  const link = partOf(box, "link");
  link.href = webAddress(code.verificationURLComplete ?? code.verificationURL);
  partOf(box, "address").textContent = webAddress(code.verificationURL);
  deadline = code.expiresAt ? new Date(code.expiresAt).getTime() : 0;
  partOf(box, "time").hidden = deadline === 0;
  timer = setInterval(showTime, 1000);
  showTime();
}

/** Takes the keyboard, and with it a screen reader, to the code. */
export function goToDeviceCode() {
  if (!box.hidden) partOf(box, "code").focus();
}

function showTime() {
  partOf(box, "left").textContent = clockText(Math.max(0, (deadline - Date.now()) / 1000));
}
