import { useEffect } from "../../latchkey/vendor/preact-hooks.module.js";
import { Screen, html, useApp } from "../../latchkey/ui.js";
import { nextOf } from "../next.js";

/** Leaves for the application that the user has come from. */
export function Next() {
  const { t } = useApp();
  useEffect(() => window.location.replace(new URL(nextOf(window.location.search), window.location.href).href), []);
  return html`<${Screen} title=${t("nav.next")}><p class="loading" role="status">${t("loading")}</p><//>`;
}
