/** `3:05`, for eyes. */
export function clockText(seconds) {
  if (!Number.isFinite(seconds)) return "0:00";
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** `1 minute 5 seconds of 3 minutes 20 seconds`, for screen readers. */
export function spokenClock(seconds, length) {
  return Number.isFinite(length) ? `${spoken(seconds)} of ${spoken(length)}` : spoken(seconds);
}

function spoken(seconds) {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = `${whole % 60} seconds`;
  if (minutes === 0) return rest;
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"} ${rest}`;
}
