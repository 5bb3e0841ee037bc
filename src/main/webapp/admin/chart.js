import { useEffect, useId, useRef, useState } from "../latchkey/vendor/preact-hooks.module.js";
import { html, useApp } from "../latchkey/ui.js";
import { axis, bucketAt, line, marksOf, sum, timeMarks, x, y } from "./charts.js";
import { Table } from "./parts.js";

const HEIGHT = 190;

/**
 * A chart of one or two lines over time: a picture with a description, a legend with totals, the numbers of the moment
 * that the pointer is at, and all numbers as a table.
 *
 * @param lines each with a label and values, one per bucket; level: whether they are measured rather than counted
 * @param from, bucket when the first bucket begins and how long each is, in seconds
 */
export function Chart({ title, lines, from, bucket, level = false }) {
  const { language, t } = useApp();
  const id = useId();
  const box = useRef(null);
  const width = useWidth(box);
  const [at, setAt] = useState(null);
  const number = new Intl.NumberFormat(language);
  const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  const count = lines[0].values.length;
  const to = from + count * bucket;
  const scale = axis(lines.flatMap(({ values }) => values));
  const frame = { left: 12 + 8 * number.format(scale.top).length, right: width - 8, top: 10, bottom: HEIGHT - 26 };
  const offset = -new Date(from * 1000).getTimezoneOffset() * 60;
  const time = (index) => clock.format(new Date((from + index * bucket) * 1000));
  const point = (event) => setAt(bucketAt(event.offsetX, count, frame));
  const summary = (values) =>
    level
      ? t("chart.level", { last: number.format(values.at(-1) ?? 0), highest: number.format(Math.max(0, ...values)) })
      : t("chart.total", { total: number.format(sum(values)) });
  const total = (values) => (level ? (values.at(-1) ?? 0) : sum(values));
  const described = lines.map(({ label, values }) => `${label}: ${summary(values)}`).join(" ");
  return html`<figure class="card chart">
    <figcaption><h2 id=${`${id}-title`}>${title}</h2></figcaption>
    <ul class="legend">
      ${lines.map(
        ({ label, values }, index) =>
          html`<li key=${label}>
            <svg width="28" height="12" aria-hidden="true"><path class=${`line line-${index}`} d="M2 6H26" /></svg>
            <span>${label}</span> <strong>${number.format(at === null ? total(values) : values[at])}</strong>
          </li>`,
      )}
      <li class="quiet" aria-hidden="true">${at === null ? "" : time(at)}</li>
    </ul>
    <div class="plot" ref=${box}>
      ${width > 0 &&
      html`<svg
        role="img"
        aria-labelledby=${`${id}-title ${id}-desc`}
        width=${width}
        height=${HEIGHT}
        viewBox=${`0 0 ${width} ${HEIGHT}`}
        onPointerMove=${point}
        onPointerLeave=${() => setAt(null)}
      >
        <title>${title}</title>
        <desc id=${`${id}-desc`}>${t("chart.description", { from: time(0), to: time(count), lines: described })}</desc>
        ${marksOf(scale).map(
          (mark) =>
            html`<g key=${mark}>
              <path class="grid" d=${`M${frame.left} ${y(mark, scale.top, frame)}H${frame.right}`} />
              <text x=${frame.left - 6} y=${y(mark, scale.top, frame) + 4} text-anchor="end">${number.format(mark)}</text>
            </g>`,
        )}
        ${timeMarks(from, to, Math.max(2, Math.floor(width / 90)), offset)
          .map((seconds) => [seconds, frame.left + ((seconds - from) / (to - from)) * (frame.right - frame.left)])
          .filter(([, place]) => place > frame.left + 14 && place < frame.right - 14)
          .map(
            ([seconds, place]) =>
              html`<text key=${seconds} x=${place} y=${HEIGHT - 8} text-anchor="middle">
                ${clock.format(new Date(seconds * 1000))}
              </text>`,
          )}
        ${lines.map(
          ({ label, values }, index) =>
            html`<path key=${label} class=${`line line-${index}`} d=${line(values, scale.top, frame)} />`,
        )}
        ${at !== null &&
        html`<path class="cursor" d=${`M${x(at, count, frame)} ${frame.top}V${frame.bottom}`} />
          ${lines.map(
            ({ values }, index) =>
              html`<circle
                key=${index}
                class=${`dot-${index}`}
                cx=${x(at, count, frame)}
                cy=${y(values[at], scale.top, frame)}
                r="3.5"
              />`,
          )}`}
      </svg>`}
    </div>
    <${AsTable} title=${title} lines=${lines} count=${count} time=${time} number=${number} />
  </figure>`;
}

/** The numbers; their rows are made when they are opened. */
function AsTable({ title, lines, count, time, number }) {
  const { t } = useApp();
  const [open, setOpen] = useState(false);
  const columns = [
    { label: t("chart.time"), heading: true, cell: (index) => time(index) },
    ...lines.map(({ label, values }) => ({ label, end: true, cell: (index) => number.format(values[index]) })),
  ];
  return html`<details onToggle=${(event) => setOpen(event.target.open)}>
    <summary aria-label=${`${t("chart.as_table")}: ${title}`}>${t("chart.as_table")}</summary>
    ${open &&
    html`<div class="scroll">
      <${Table} caption=${title} keyOf=${(index) => index} rows=${[...Array(count).keys()]} columns=${columns} />
    </div>`}
  </details>`;
}

/** The width of an element in pixels, also after it has changed. */
function useWidth(element) {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
