/** Line icons, drawn for these pages. They are decoration: what they mean is always in a text, too. */

import { h } from "./vendor/preact.module.js";

/** Paths in a square of 24 by 24, by name. */
const PATHS = {
  chart: "M4 4v16h16M7.5 15l4-5 3.5 3 4.5-6.5",
  chevron: "M9 5l7 7-7 7",
  clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7.5V12l3 2",
  download: "M12 4v11M7.5 10.5L12 15l4.5-4.5M4 20h16",
  eye: "M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6",
  "eye-closed": "M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM4 4l16 16",
  gear: "M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M8 14.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5",
  heart: "M3 12h4l3-7 4 14 3-7h4",
  home: "M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z",
  key: "M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M11.2 11.2L20.5 20.5M16 16l2.5-2.5M18.5 18.5l2-2",
  laptop: "M5 5h14v10H5zM2 19h20",
  limit: "M4 18a9 9 0 1 1 16 0M12 14l4.5-5",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  lock: "M5.5 11h13v9.5h-13zM8 11V8a4 4 0 0 1 8 0v3M12 14.5v2.5",
  mail: "M3 5.5h18v13H3zM3.5 6.5L12 13l8.5-6.5",
  phone: "M7 2.5h10v19H7zM11 18.5h2",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20.5 20.5",
  shield: "M12 3l7.5 2.8v5.4c0 4.8-3.2 8.2-7.5 9.8-4.3-1.6-7.5-5-7.5-9.8V5.8zM8.8 12l2.3 2.3 4.3-4.4",
  users: "M9 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M2.5 20c0-4 2.8-6 6.5-6s6.5 2 6.5 6M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.6 3.5 5.5",
};

export function Icon({ name }) {
  return h(
    "svg",
    {
      class: "icon",
      viewBox: "0 0 24 24",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "1.8",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
      focusable: "false",
    },
    h("path", { d: PATHS[name] }),
  );
}
