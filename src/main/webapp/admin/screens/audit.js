import { Button, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { queryOf } from "../address.js";
import { Filters, Pages, Select, To, Wanted, useAddress, useAdmin, useChange, usePages, wordOf } from "../parts.js";
import { localOf, secondsOf } from "../time.js";
import { Events } from "./events.js";

/** What has happened, by filters, and as a file. */
export function Audit() {
  const { filters } = useAddress();
  return html`<${Search} key=${queryOf(filters)} filters=${filters} />`;
}

function Search({ filters }) {
  const { t } = useApp();
  const admin = useAdmin();
  const wanted = wantedOf(filters);
  const pages = usePages((next) => admin.get("audit", { ...wanted, ...next }), "before");
  const [types] = useLoaded(() => admin.get("audit/types"));
  const known = types?.status === 200 ? types.data.map(({ type }) => type) : [];
  const listed = filters.type && !known.includes(filters.type) ? [filters.type, ...known] : known;
  const named = listed.map((type) => [type, wordOf(t, "event", type)]).sort(([, a], [, b]) => a.localeCompare(b));
  const isFiltered = queryOf(wanted) !== "";
  return html`<${Screen} title=${t("nav.audit")} lead=${t("audit.lead")}>
    <${Filters} screen="audit" label=${t("audit.search")}>
      <${Select}
        key=${listed.length}
        name="type"
        label=${t("audit.type")}
        value=${filters.type}
        options=${[["", t("filter.any")], ...named]}
      />
      <${Select}
        name="outcome"
        label=${t("audit.outcome")}
        value=${filters.outcome}
        options=${[["", t("filter.any")], ["success", t("audit.success")], ["failure", t("audit.failure")]]}
      />
      <${Wanted} name="account" label=${t("audit.account")} value=${filters.account} inputmode="numeric" />
      <${Wanted} name="address" label=${t("audit.address")} value=${filters.address} />
      <${Wanted} name="since" type="datetime-local" label=${t("audit.since")} value=${localOf(wanted.since)} />
      <${Wanted} name="until" type="datetime-local" label=${t("audit.until")} value=${localOf(wanted.until)} />
    <//>
    <${Export} wanted=${wanted} />
    <${Pages}
      pages=${pages}
      empty=${isFiltered
        ? html`<p>${t("audit.none_found")}</p>
            <p><${To} screen="audit">${t("filter.clear")}<//></p>`
        : html`<p>${t("audit.none")}</p>`}
    >
      ${(rows) => html`<${Events} events=${rows} caption=${t("nav.audit")} />`}
    <//>
  <//>`;
}

/** The filters as the API wants them: the form has times of the local clock. */
export function wantedOf({ type, outcome, account, address, since, until }) {
  const seconds = (text) => (/^\d+(\.\d+)?$/.test(text ?? "") ? text : secondsOf(text));
  return { type, outcome, account, address, since: seconds(since), until: seconds(until) };
}

function Export({ wanted }) {
  const { t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  /** The browser downloads the file, and shows how far it is. Asking first is what may need another authentication. */
  const download = (format) =>
    change(() => admin.get("audit", { ...wanted, limit: 1 }), t("audit.exporting"), {
      then: () => {
        const link = document.createElement("a");
        link.href = admin.at("audit/export", { ...wanted, format });
        link.download = format === "csv" ? "audit.csv" : "audit.ndjson";
        link.click();
      },
    });
  return html`<p class="actions">
    <${Button} onClick=${() => download("csv")}>${t("audit.export_csv")}<//>
    <${Button} onClick=${() => download("ndjson")}>${t("audit.export_json")}<//>
  </p>`;
}
