/** Times for people and for forms. The API has seconds since 1970. */

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** A duration in its two largest units, in words of the language: "3 days, 4 hours". */
export function duration(seconds, language) {
  let rest = Math.max(0, Math.round(seconds));
  const parts = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || (unit === "second" && parts.length === 0)) {
      parts.push(new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count));
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(parts);
}

/** What a field of type datetime-local contains, as seconds since 1970; "" if it is empty or no time. */
export function secondsOf(local) {
  const time = local ? new Date(local).getTime() : NaN;
  return Number.isNaN(time) ? "" : time / 1000;
}

/** Seconds since 1970 as the value of a field of type datetime-local, in the zone of the browser; "" for none. */
export function localOf(seconds) {
  const time = Number(seconds);
  if (!seconds || !Number.isFinite(time)) {
    return "";
  }
  const shifted = new Date(time * 1000 - new Date(time * 1000).getTimezoneOffset() * 60_000);
  return Number.isNaN(shifted.getTime()) ? "" : shifted.toISOString().slice(0, 16);
}
