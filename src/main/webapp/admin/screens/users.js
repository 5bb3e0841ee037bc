import { Badge, Screen, html, useApp } from "../../latchkey/ui.js";
import { nameOf, primaryOf } from "../accounts.js";
import { queryOf } from "../address.js";
import { Filters, Moment, Pages, Select, Table, To, Wanted, useAddress, useAdmin, usePages } from "../parts.js";
import { CreateUser, InviteUser } from "./new-user.js";
import { User } from "./user.js";

/** All users, one of them, or a new one: the address says which. */
export function Users() {
  const { about, filters } = useAddress();
  switch (about) {
    case "":
      return html`<${UserSearch} key=${queryOf(filters)} filters=${filters} />`;
    case "new":
      return html`<${CreateUser} />`;
    case "invite":
      return html`<${InviteUser} />`;
    default:
      return html`<${User} key=${about} id=${about} />`;
  }
}

const FILTERS = ["q", "group", "active", "verified"];

function UserSearch({ filters }) {
  const { t } = useApp();
  const admin = useAdmin();
  const given = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]));
  const pages = usePages((next) => admin.get("accounts", { ...given, ...next }), "after");
  const isFiltered = queryOf(given) !== "";
  return html`<${Screen} title=${t("nav.users")} lead=${t("users.lead")}>
    <p class="actions">
      <${To} screen="users" about="invite" class="button primary">${t("invite.title")}<//>
      <${To} screen="users" about="new" class="button">${t("create.title")}<//>
    </p>
    <${Filters} screen="users" label=${t("users.search")}>
      <${Wanted} name="q" type="search" label=${t("users.q")} value=${filters.q} maxlength="254" />
      <${Wanted} name="group" label=${t("users.group")} value=${filters.group} maxlength="254" />
      <${Select}
        name="active"
        label=${t("users.state")}
        value=${filters.active}
        options=${[["", t("filter.any")], ["true", t("users.active")], ["false", t("users.inactive")]]}
      />
      <${Select}
        name="verified"
        label=${t("users.address_state")}
        value=${filters.verified}
        options=${[["", t("filter.any")], ["true", t("users.verified")], ["false", t("users.unverified")]]}
      />
    <//>
    <${Pages}
      pages=${pages}
      empty=${isFiltered
        ? html`<p>${t("users.none_found")}</p>
            <p><${To} screen="users">${t("filter.clear")}<//></p>`
        : html`<p>${t("users.none")}</p>`}
    >
      ${(rows) => html`<${Table} caption=${t("nav.users")} keyOf=${(user) => user.id} rows=${rows} columns=${columns(t)} />`}
    <//>
  <//>`;
}

const columns = (t) => [
  {
    label: t("user"),
    heading: true,
    cell: (user) =>
      html`<${To} screen="users" about=${user.id}>${nameOf(user)}<//>
        <span class="hint">${t("users.number", { id: user.id })}</span>`,
  },
  { label: t("email"), cell: (user) => html`<${PrimaryAddress} user=${user} />` },
  { label: t("groups"), cell: (user) => html`<${Groups} names=${user.effective_groups ?? user.groups} />` },
  { label: t("users.state"), cell: (user) => html`<${State} active=${user.is_active} />` },
  { label: t("users.created"), cell: (user) => html`<${Moment} at=${user.created} />` },
];

function PrimaryAddress({ user }) {
  const { t } = useApp();
  const primary = primaryOf(user);
  if (!primary) {
    return html`<span class="none">–</span>`;
  }
  const others = user.emails.length - 1;
  return html`<span>${primary.email}</span> ${!primary.verified && html`<${Badge} kind="weak">${t("addresses.unverified")}<//>`}
    ${others > 0 && html` <span class="hint">${t("users.more_addresses", { count: others })}</span>`}`;
}

export function Groups({ names }) {
  return names?.length > 0
    ? html`<span class="badges">${names.map((name) => html`<${Badge} key=${name} kind="plain">${name}<//>`)}</span>`
    : html`<span class="none">–</span>`;
}

export function State({ active }) {
  const { t } = useApp();
  return html`<${Badge} kind=${active ? "good" : "bad"}>${t(active ? "users.active" : "users.inactive")}<//>`;
}
