const pageLanguage = document.documentElement.lang;
/** The page's language, as the visitor's own country writes it. */
const language = navigator.languages.find((one) => one.split("-")[0] === pageLanguage.split("-")[0]) ?? pageLanguage;

/** `25 Nov 2026, 09:41`, in the visitor's own time. */
export function timeText(date) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(date));
}

/** `25 November 2026`. */
export function dayText(date) {
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(date));
}

const steps = [["minute", 60], ["hour", 3600], ["day", 86400]];

/** `3 minutes ago`, `yesterday`; a day when it is longer ago than a month. */
export function agoText(date) {
  const seconds = (Date.now() - new Date(date).getTime()) / 1000;
  if (seconds > 30 * 86400) return dayText(date);
  const [unit, length] = steps.findLast(([, length]) => seconds >= length) ?? steps[0];
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return format.format(-Math.floor(Math.max(0, seconds) / length), unit);
}
