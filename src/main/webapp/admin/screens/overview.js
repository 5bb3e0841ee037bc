import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { Button, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { Chart } from "../chart.js";
import { sum } from "../charts.js";
import { Select, To, useAdmin } from "../parts.js";
import { UpOrDown } from "./status.js";

/** How long the charts reach back, and how long each bucket is: about a hundred of them. */
const RANGES = { 1: 60, 6: 300, 24: 900 };

/** Series whose name is that of their event. */
const SERIES = { mfa_failures: "event.mfa_failed" };

/** How the service does: a few numbers, and charts of the last hours. */
export function Overview() {
  const { t } = useApp();
  const [hours, setHours] = useState(24);
  return html`<${Screen} title=${t("nav.overview")} lead=${t("overview.lead")}>
    <${Numbers} />
    <div class="beside-each-other">
      <${Select}
        label=${t("overview.range")}
        value=${hours}
        options=${Object.keys(RANGES).map((one) => [one, t("overview.hours", { count: Number(one) })])}
        onChange=${(event) => setHours(Number(event.target.value))}
      />
    </div>
    <${Charts} key=${hours} hours=${hours} />
  <//>`;
}

function Numbers() {
  const { t } = useApp();
  const admin = useAdmin();
  const [status, again] = useLoaded(() => admin.get("status"));
  const [mail] = useLoaded(() => admin.get("mail", { limit: 1 }));
  const [limits] = useLoaded(() => admin.get("rate-limits"));
  return html`<${Loaded} result=${status} again=${again}>
    ${({ status: health, version, nodes }) =>
      html`<ul class="tiles">
        <li>
          <${To} screen="status">${t("status.health")}<//>
          <strong><${UpOrDown} status=${health} /></strong>
          <span class="hint">${t("overview.version", { version })}</span>
        </li>
        <li>
          <${To} screen="status">${t("status.nodes")}<//>
          <strong>${nodes.filter((one) => one.is_alive).length}</strong>
          <span class="hint">${t("overview.nodes_seen", { count: nodes.length })}</span>
        </li>
        ${mail?.status === 200 &&
        html`<li>
          <${To} screen="mail">${t("nav.mail")}<//>
          <strong>${mail.meta.waiting + mail.meta.failing}</strong>
          <span class="hint">${t("overview.mail_failing", { count: mail.meta.failing })}</span>
        </li>`}
        ${limits?.status === 200 &&
        html`<li>
          <${To} screen="limits">${t("nav.limits")}<//>
          <strong>${limits.data.length}${limits.meta.truncated ? "+" : ""}</strong>
          <span class="hint">${t("overview.limits_now")}</span>
        </li>`}
      </ul>`}
  <//>`;
}

function Charts({ hours }) {
  const { t } = useApp();
  const admin = useAdmin();
  const bucket = RANGES[hours];
  const load = () => admin.get("charts", { since: startOf(Date.now() / 1000, hours, bucket), bucket });
  const [result, again] = useLoaded(load);
  return html`<${Loaded} result=${result} again=${again}>
    ${({ from, bucket: length, series }) => {
      const chart = (title, level, ...names) =>
        html`<${Chart}
          key=${title}
          title=${t(title)}
          from=${from}
          bucket=${length}
          level=${level}
          lines=${names.map((name) => ({ label: t(SERIES[name] ?? `series.${name}`), values: series[name] }))}
        />`;
      const nothing = Object.values(series).every((values) => sum(values) === 0);
      return html`${nothing && html`<div class="empty"><p>${t("overview.nothing")}</p></div>`}
        <div class="charts">
          ${chart("chart.logins", false, "logins", "login_failures")}
          ${chart("chart.refreshes", false, "refreshes", "refresh_reuses")}
          ${chart("chart.sessions", true, "sessions")} ${chart("chart.signups", false, "signups")}
          ${chart("chart.requests", false, "requests", "server_errors")}
          ${chart("chart.refused", false, "rate_limited", "mails_failed")}
          ${chart("user.factors", false, "mfa_failures")}
        </div>
        <p class="actions">
          <${Button} onClick=${() => again()}>${t("status.refresh")}<//>
          <span class="hint">${t("overview.minute")}</span>
        </p>`;
    }}
  <//>`;
}

/** When the charts begin: at a full bucket, and not longer ago than the server keeps. */
export function startOf(now, hours, bucket) {
  return Math.ceil((now - hours * 3600) / bucket) * bucket;
}
