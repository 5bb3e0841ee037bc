/** What charts are computed from: round numbers at the axes, and the path of a line. */

/** A round number that is at least the highest value, and the distance of the marks below it; both are whole. */
export function axis(values, marks = 4) {
  const highest = Math.max(1, ...values);
  const rough = highest / marks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough));
  return { step, top: Math.ceil(highest / step) * step };
}

/** The marks of an axis, from 0 up. */
export function marksOf({ step, top }) {
  return Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
}

/**
 * The path of a line through the middle of each bucket.
 *
 * @param frame the left, right, top and bottom edge, in pixels
 */
export function line(values, top, frame) {
  return values
    .map(
      (value, index) =>
        `${index === 0 ? "M" : "L"}${round(x(index, values.length, frame))} ${round(y(value, top, frame))}`,
    )
    .join("");
}

export function x(index, count, { left, right }) {
  return left + ((index + 0.5) * (right - left)) / count;
}

export function y(value, top, frame) {
  return frame.bottom - (value / top) * (frame.bottom - frame.top);
}

/** The bucket at a place of the picture; the first or last one beyond its edges. */
export function bucketAt(place, count, { left, right }) {
  return Math.min(count - 1, Math.max(0, Math.floor(((place - left) / (right - left)) * count)));
}

const STEPS = [300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400];

/**
 * Times for marks at an axis, in seconds, at full steps of the local clock.
 *
 * @param most how many marks there are at most
 * @param offset how far the local clock is ahead of UTC, in seconds
 */
export function timeMarks(since, until, most, offset = 0) {
  const step = STEPS.find((one) => (until - since) / one <= most) ?? 86400;
  const marks = [];
  for (let at = Math.ceil((since + offset) / step) * step - offset; at <= until; at += step) {
    marks.push(at);
  }
  return marks;
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);

const round = (value) => Math.round(value * 10) / 10;
