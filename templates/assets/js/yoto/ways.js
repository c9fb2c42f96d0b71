// The three ways to connect: in this browser, by a code, by pasting the final address.
import { api } from "../api.js";
import { listenToForm, say } from "../form.js";
import { partOf } from "../pieces.js";
import { problemText } from "../texts.js";
import { goToDeviceCode } from "./device-code.js";
import { webAddress } from "../web-address.js";

const section = document.querySelector("[data-yoto-ways]");
const pasteBox = document.querySelector("[data-paste]");
const pasteForm = document.querySelector("[data-form=paste]");

/**
 * Makes the ways work.
 *
 * @param {() => Promise<void>} refresh shows the connection's state again
 */
export function openWays(refresh) {
  const ways = {
    browser: async ({ authorizeURL }) => location.assign(webAddress(authorizeURL)),
    device: async () => {
      await refresh();
      goToDeviceCode();
    },
    paste: async ({ authorizeURL }) => {
      const link = partOf(pasteBox, "authorize");
      link.href = webAddress(authorizeURL);
      await refresh();
      partOf(pasteBox, "begin").hidden = false;
      link.focus();
    },
  };
  for (const [method, goOn] of Object.entries(ways)) {
    const button = partOf(section, method);
    button.addEventListener("click", () => connect(button, method, goOn));
  }
  listenToForm(pasteForm, async ({ url }) => {
    await api("POST", "/api/yoto/paste", { url: url.trim() });
    pasteForm.reset();
    await refresh();
  });
}

/** Shows the field for the final address while that way is under way. */
export function showPaste(isUnderWay) {
  pasteBox.hidden = !isUnderWay;
}

async function connect(button, method, goOn) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  say(section, "", "");
  try {
    await goOn(await api("POST", "/api/yoto/connect", { method }));
  } catch (error) {
    say(section, "error", problemText(error));
  } finally {
    button.removeAttribute("aria-disabled");
  }
}
