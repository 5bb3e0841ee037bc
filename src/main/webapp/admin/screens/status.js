import { Badge, Button, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { Moment, Table, useAdmin, wordOf } from "../parts.js";
import { duration } from "../time.js";

/** Whether the service is well: its checks, its versions, and the nodes that were seen. */
export function Status() {
  const { t } = useApp();
  const admin = useAdmin();
  const [result, again] = useLoaded(() => admin.get("status"));
  return html`<${Screen} title=${t("nav.status")} lead=${t("status.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(status) =>
        html`<p class="actions">
            <${Button} onClick=${() => again()}>${t("status.refresh")}<//>
            <span class="hint" role="status">${t("status.as_of")} <${Moment} at=${status.now} /></span>
          </p>
          <div class="columns">
            <${Health} status=${status} />
            <${Versions} status=${status} />
          </div>
          <section class="part">
            <h2>${t("status.nodes")}</h2>
            <${Nodes} status=${status} />
          </section>`}
    <//>
  <//>`;
}

function Health({ status }) {
  const { t } = useApp();
  return html`<section class="card">
    <h2>${t("status.health")} <${UpOrDown} status=${status.status} /></h2>
    <ul class="list">
      ${status.checks.map(
        ({ name, status: own, data }) =>
          html`<li key=${name}>
            <div class="what">
              <span>${wordOf(t, "check", name)}</span>
              ${data &&
              html`<p class="hint">
                ${Object.entries(data)
                  .map(([key, value]) => `${key}: ${value}`)
                  .join(", ")}
              </p>`}
            </div>
            <${UpOrDown} status=${own} />
          </li>`,
      )}
    </ul>
  </section>`;
}

export function UpOrDown({ status }) {
  const { t } = useApp();
  const isUp = status === "UP";
  return html`<${Badge} kind=${isUp ? "good" : "bad"}>${t(isUp ? "status.up" : "status.down")}<//>`;
}

function Versions({ status }) {
  const { language, t } = useApp();
  const { version, started, now, server, java, database } = status;
  return html`<section class="card">
    <h2>${t("status.versions")}</h2>
    <dl>
      <dt>Latchkey</dt>
      <dd>${version}</dd>
      ${server && html`<dt>${t("status.server")}</dt><dd>${server}</dd>`}
      <dt>Java</dt>
      <dd>${java}</dd>
      ${database && html`<dt>${t("status.database")}</dt><dd>${database.product} ${database.version}</dd>`}
      <dt>${t("status.started")}</dt>
      <dd><${Moment} at=${started} /></dd>
      <dt>${t("status.runs")}</dt>
      <dd>${duration(now - started, language)}</dd>
    </dl>
  </section>`;
}

function Nodes({ status }) {
  const { language, t } = useApp();
  const columns = [
    {
      label: t("status.node"),
      heading: true,
      cell: (node) =>
        html`<span>${node.name}</span> ${node.is_this && html`<${Badge} kind="plain">${t("this_one")}<//>`}`,
    },
    {
      label: t("status.state"),
      cell: (node) =>
        html`<${Badge} kind=${node.is_alive ? "good" : "weak"}>${t(node.is_alive ? "status.alive" : "status.silent")}<//>`,
    },
    { label: t("status.version"), cell: (node) => node.version },
    { label: t("status.runs"), cell: (node) => duration(node.last_seen - node.started, language) },
    { label: t("user.seen"), cell: (node) => html`<${Moment} at=${node.last_seen} />` },
  ];
  return status.nodes.length === 0
    ? html`<div class="empty"><p>${t("status.no_nodes")}</p></div>`
    : html`<${Table} caption=${t("status.nodes")} keyOf=${(node) => node.id} rows=${status.nodes} columns=${columns} />`;
}
