import { Badge, Button, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { queryOf } from "../address.js";
import { Filters, Moment, Table, Wanted, useAddress, useAdmin, useChange, wordOf } from "../parts.js";

/** Rate limits that reject requests now, or all that count one user or client; and lifting one. */
export function Limits() {
  const { filters } = useAddress();
  return html`<${Counters} key=${queryOf(filters)} filters=${filters} />`;
}

function Counters({ filters }) {
  const { t } = useApp();
  const admin = useAdmin();
  const { account, ip, key } = filters;
  const isFiltered = queryOf({ account, ip, key }) !== "";
  const [result, again] = useLoaded(() => admin.get("rate-limits", { account, ip, key }));
  return html`<${Screen} title=${t("nav.limits")} lead=${t("limits.lead")}>
    <${Filters} screen="limits" label=${t("limits.search")}>
      <${Wanted} name="account" label=${t("audit.account")} value=${account} inputmode="numeric" />
      <${Wanted} name="ip" label=${t("audit.address")} value=${ip} />
      <${Wanted} name="key" label=${t("limits.key")} value=${key} />
    <//>
    <p class="quiet">${t(isFiltered ? "limits.of" : "limits.all")}</p>
    <${Loaded} result=${result} again=${again}>
      ${(rows) =>
        rows.length === 0
          ? html`<div class="empty"><p>${t(isFiltered ? "limits.none_found" : "limits.none")}</p></div>`
          : html`<${Table}
                caption=${t("nav.limits")}
                keyOf=${(one) => one.id}
                rows=${rows}
                columns=${columns(t, again, isFiltered)}
              />
              ${result.meta.truncated && html`<p class="hint" role="status">${t("limits.truncated")}</p>`}`}
    <//>
  <//>`;
}

const columns = (t, again, isFiltered) =>
  [
    {
      label: t("limits.action"),
      heading: true,
      cell: (one) =>
        html`<span>${wordOf(t, "limit", one.action)}</span> <code class="hint">${one.limit}</code>`,
    },
    {
      label: t("limits.subject"),
      cell: (one) =>
        html`${one.subject && html`<span>${one.subject}</span>`}
          <span class=${one.subject ? "hint" : ""}>${wordOf(t, "limits.scope", one.scope)}</span>`,
    },
    {
      label: t("limits.count"),
      cell: (one) =>
        html`<span>${t("limits.hits", { hits: one.hits, amount: one.amount })}</span>${" "}
          ${isFiltered &&
          html`<${Badge} kind=${one.refuses ? "bad" : "plain"}>${t(one.refuses ? "limits.refuses" : "limits.counts")}<//>`}`,
    },
    { label: t("limits.until"), cell: (one) => html`<${Moment} at=${one.until} />` },
    { label: t("actions"), bare: true, cell: (one) => html`<${Lift} limit=${one} again=${again} />` },
  ];

function Lift({ limit, again }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const name = wordOf(t, "limit", limit.action);
  const lift = async () => {
    if (!(await confirm(t("limits.lift_question", { name }), t("limits.lift")))) {
      return;
    }
    const path = `rate-limits/${encodeURIComponent(limit.id)}`;
    const request = async () => {
      const result = await admin.delete(path);
      return result.status === 404 ? { ...result, status: 200 } : result; // it has ended by itself
    };
    await change(request, t("limits.lifted", { name }), { then: () => again() });
  };
  return html`<div class="actions">
    <${Button} kind="danger" label=${t("limits.lift_this", { name })} onClick=${lift}>${t("limits.lift")}<//>
  </div>`;
}
