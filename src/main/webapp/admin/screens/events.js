import { describe } from "../../latchkey/browsers.js";
import { Badge, html, useApp } from "../../latchkey/ui.js";
import { Moment, Table, To, wordOf } from "../parts.js";

/**
 * Audit events, the latest first.
 *
 * @param ofOne whether they are all of one user, who is then not named
 */
export function Events({ events, caption, ofOne = false }) {
  const { t } = useApp();
  const columns = [
    { label: t("audit.at"), cell: (event) => html`<${Moment} at=${event.at} />` },
    { label: t("audit.type"), heading: true, cell: (event) => html`<${Type} event=${event} />` },
    !ofOne && { label: t("user"), cell: (event) => html`<${Who} event=${event} />` },
    { label: t("audit.client"), cell: (event) => html`<${Client} event=${event} />` },
    { label: t("audit.detail"), cell: ({ detail }) => detail ?? html`<span class="none">–</span>` },
  ].filter(Boolean);
  return html`<${Table} caption=${caption} keyOf=${(event) => event.id} rows=${events} columns=${columns} />`;
}

function Type({ event }) {
  const { t } = useApp();
  const text = wordOf(t, "event", event.type);
  return html`<span>${text}</span> ${event.outcome === "failure" && html`<${Badge} kind="bad">${t("audit.failure")}<//>`}
    ${text !== event.type && html`<code class="hint">${event.type}</code>`}`;
}

function Who({ event }) {
  const { t } = useApp();
  return event.account
    ? html`<${To} screen="users" about=${event.account} class="nowrap">${t("users.number", { id: event.account })}<//>`
    : html`<span class="none">–</span>`;
}

function Client({ event }) {
  const { address, user_agent } = event;
  if (!address && !user_agent) {
    return html`<span class="none">–</span>`;
  }
  return html`${address && html`<${To} screen="audit" filters=${{ address }}>${address}<//>`}
    ${user_agent && html`<span class="hint" title=${user_agent}>${describe(user_agent)}</span>`}`;
}
