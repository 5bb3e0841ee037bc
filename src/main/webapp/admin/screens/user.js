import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { describe } from "../../latchkey/browsers.js";
import { Badge, Button, Field, Form, Loaded, Screen, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { attributesOf, nameOf, namesIn } from "../accounts.js";
import { Moment, To, go, useAdmin, useChange, wordOf } from "../parts.js";
import { Events } from "./events.js";
import { Groups, State } from "./users.js";

/** One user: who it is, what opens the account, where it is logged in, what happened; and what administrators can do. */
export function User({ id }) {
  const { t } = useApp();
  const admin = useAdmin();
  const path = `accounts/${encodeURIComponent(id)}`;
  const [result, again] = useLoaded(() => admin.get(path));
  const isThere = result?.status === 200;
  return html`<${Screen} title=${isThere ? nameOf(result.data) : t("user")}>
    <p class="beside"><${To} screen="users">${t("user.back")}<//></p>
    ${result?.status === 404
      ? html`<div class="empty"><p>${t("user.not_found")}</p></div>`
      : html`<${Loaded} result=${result} again=${again}>
          ${(user) => html`<${Details} user=${user} path=${path} again=${again} />`}
        <//>`}
  <//>`;
}

function Details({ user, path, again }) {
  const { session } = useApp();
  const isOwn = String(session.user?.id) === String(user.id);
  return html`<div class="columns">
      <${Profile} user=${user} />
      <${Addresses} user=${user} path=${path} again=${again} />
      <${GroupForm} key=${user.groups.join()} user=${user} path=${path} again=${again} />
      <${Attributes} key=${JSON.stringify(user.attributes)} user=${user} path=${path} again=${again} />
      ${!isOwn && html`<${Factors} user=${user} path=${path} />`}
      <${Devices} user=${user} path=${path} />
    </div>
    <${Sessions} user=${user} path=${path} />
    <${RecentEvents} user=${user} />
    <${Account} user=${user} path=${path} again=${again} isOwn=${isOwn} />`;
}

function Profile({ user }) {
  const { t } = useApp();
  return html`<section class="card">
    <h2>${t("user.profile")} <${State} active=${user.is_active} /></h2>
    <dl>
      <dt>${t("user.id")}</dt>
      <dd><code>${user.id}</code></dd>
      <dt>${t("username")}</dt>
      <dd>${user.username ?? "–"}</dd>
      <dt>${t("password")}</dt>
      <dd>${t(user.has_usable_password ? "user.has_password" : "user.no_password")}</dd>
      <dt>${t("users.created")}</dt>
      <dd><${Moment} at=${user.created} /></dd>
      <dt>${t("user.last_login")}</dt>
      <dd><${Moment} at=${user.last_login} /></dd>
    </dl>
    <p class="actions">
      <${To} screen="limits" filters=${{ account: user.id }}>${t("user.limits")}<//>
    </p>
  </section>`;
}

function Addresses({ user, path, again }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const verify = async (email) => {
    if (await confirm(t("user.verify_question", { email }), t("user.verify"))) {
      await change(() => admin.post(`${path}/emails/verify`, { email }), t("user.verify_done", { email }), {
        conflict: () => t("user.verify_taken", { email }),
        then: again,
      });
    }
  };
  return html`<section class="card">
    <h2>${t("user.addresses")}</h2>
    ${user.emails.length === 0
      ? html`<p class="quiet">${t("user.no_addresses")}</p>`
      : html`<ul class="list">
          ${user.emails.map(
            ({ email, verified, primary }) =>
              html`<li key=${email}>
                <div class="what">
                  <span>${email}</span>${" "}
                  ${primary && html`<${Badge} kind="plain">${t("addresses.primary")}<//>`}${" "}
                  <${Badge} kind=${verified ? "good" : "weak"}
                    >${t(verified ? "addresses.verified" : "addresses.unverified")}<//
                  >
                </div>
                ${!verified &&
                html`<p class="actions">
                  <${Button} label=${t("user.verify_this", { email })} onClick=${() => verify(email)}
                    >${t("user.verify")}<//
                  >
                </p>`}
              </li>`,
          )}
        </ul>`}
  </section>`;
}

function GroupForm({ user, path, again }) {
  const { notify, t } = useApp();
  const admin = useAdmin();
  const byAddress = user.effective_groups.filter((name) => !user.groups.includes(name));
  const save = async ({ groups }) => {
    const result = await admin.put(`${path}/groups`, { groups: namesIn(groups) });
    return saved(result, async () => {
      await again();
      notify(t("user.groups_saved"));
    });
  };
  return html`<section class="card">
    <h2>${t("groups")}</h2>
    <${Groups} names=${user.effective_groups} />
    ${byAddress.length > 0 && html`<p class="hint">${t("user.groups_by_address", { groups: byAddress.join(", ") })}</p>`}
    <${Form} submit=${t("save")} onSubmit=${save} label=${t("groups")}>
      <${Field}
        name="groups"
        label=${t("user.groups_assigned")}
        hint=${t("groups.hint")}
        defaultValue=${user.groups.join(", ")}
        autocomplete="off"
        optional
      />
    <//>
  </section>`;
}

/** Runs what follows a change that was saved; else returns the result, whose errors the form shows. */
async function saved(result, then) {
  if (result.status !== 200) {
    return result;
  }
  await then();
  return null;
}

function Attributes({ user, path, again }) {
  const { notify, t } = useApp();
  const admin = useAdmin();
  const [rows, setRows] = useState(Object.entries(user.attributes ?? {}));
  const put = (index, part, value) =>
    setRows(rows.map((row, at) => (at === index ? (part === 0 ? [value, row[1]] : [row[0], value]) : row)));
  const save = async () => {
    const result = await admin.put(`${path}/attributes`, { attributes: attributesOf(rows) });
    return saved(result, async () => {
      await again();
      notify(t("user.attributes_saved"));
    });
  };
  return html`<section class="card">
    <h2>${t("user.attributes")}</h2>
    ${rows.length === 0 && html`<p class="quiet">${t("user.no_attributes")}</p>`}
    <${Form} submit=${t("save")} onSubmit=${save} label=${t("user.attributes")}>
      ${rows.map(
        ([name, value], index) =>
          html`<fieldset class="pair" key=${index}>
            <legend class="visually-hidden">${t("user.attribute", { number: index + 1 })}</legend>
            <input
              aria-label=${t("user.attribute_name")}
              placeholder=${t("user.attribute_name")}
              value=${name}
              maxlength="100"
              onInput=${(event) => put(index, 0, event.target.value)}
            />
            <input
              aria-label=${t("user.attribute_value")}
              placeholder=${t("user.attribute_value")}
              value=${value}
              maxlength="2000"
              onInput=${(event) => put(index, 1, event.target.value)}
            />
            <button
              type="button"
              class="plain"
              aria-label=${t("remove_this", { name: name || t("user.attribute", { number: index + 1 }) })}
              onClick=${() => setRows(rows.filter((_, at) => at !== index))}
            >
              ${t("remove")}
            </button>
          </fieldset>`,
      )}
      <p>
        <button type="button" class="plain" onClick=${() => setRows([...rows, ["", ""]])}>
          ${t("user.add_attribute")}
        </button>
      </p>
    <//>
  </section>`;
}

function Factors({ user, path }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const [result, again] = useLoaded(() => admin.get(`${path}/authenticators`));
  const remove = async () => {
    if (await confirm(t("user.factors_question", { name: nameOf(user) }), t("user.remove_factors"))) {
      await change(() => admin.delete(`${path}/authenticators`), t("user.factors_removed"), { then: () => again() });
    }
  };
  const removeOne = async (id, label) => {
    if (await confirm(label, t("remove"))) {
      await change(() => admin.delete(`${path}/authenticators/${id}`), t("event.mfa_removed"), { then: () => again() });
    }
  };
  return html`<section class="card">
    <h2>${t("user.factors")}</h2>
    <${Loaded} result=${result} again=${again}>
      ${(factors) =>
        factors.length === 0
          ? html`<p class="quiet">${t("user.no_factors")}</p>`
          : html`<ul class="list">
                ${factors.map((one) => {
                  const name = `${wordOf(t, "factor", one.type)}${one.name ? `: ${one.name}` : ""}`;
                  const label = t("remove_this", { name });
                  return html`<li key=${one.id}>
                    <div class="what">
                      <span>${name}</span>
                      <p class="hint">
                        ${t("added")} <${Moment} at=${one.created_at} /> · ${t("last_used")}${" "}
                        <${Moment} at=${one.last_used_at} />
                      </p>
                    </div>
                    <p class="actions">
                      <${Button} label=${label} onClick=${() => removeOne(one.id, label)}>${t("remove")}<//>
                    </p>
                  </li>`;
                })}
              </ul>
              <p class="actions"><${Button} kind="danger" onClick=${remove}>${t("user.remove_factors")}<//></p>`}
    <//>
  </section>`;
}

function Devices({ user, path }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const [result, again] = useLoaded(() => admin.get(`${path}/trusted-devices`));
  const remove = async () => {
    if (await confirm(t("user.devices_question", { name: nameOf(user) }), t("user.remove_devices"))) {
      await change(() => admin.delete(`${path}/trusted-devices`), t("user.devices_removed"), { then: () => again() });
    }
  };
  return html`<section class="card">
    <h2>${t("user.devices")}</h2>
    <${Loaded} result=${result} again=${again}>
      ${(devices) =>
        devices.length === 0
          ? html`<p class="quiet">${t("user.no_devices")}</p>`
          : html`<ul class="list">
                ${devices.map(
                  (one) =>
                    html`<li key=${one.id}>
                      <div class="what">
                        <span>${describe(one.user_agent ?? "") || t("unknown_device")}</span>
                        <p class="hint">
                          ${one.ip ? `${one.ip} · ` : ""}${t("added")} <${Moment} at=${one.created_at} /> ·
                          ${" "}${t("expires")} <${Moment} at=${one.expires_at} />
                        </p>
                      </div>
                    </li>`,
                )}
              </ul>
              <p class="actions"><${Button} kind="danger" onClick=${remove}>${t("user.remove_devices")}<//></p>`}
    <//>
  </section>`;
}

function Sessions({ user, path }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const [result, again] = useLoaded(() => admin.get(`${path}/sessions`));
  const end = async (session, name) => {
    if (!session.is_current || (await confirm(t("user.end_own_question"), t("user.end")))) {
      await change(() => admin.delete(`${path}/sessions/${session.id}`), t("user.ended", { name }), { then: () => again() });
    }
  };
  const endAll = async () => {
    if (await confirm(t("user.end_all_question", { name: nameOf(user) }), t("user.end_all"))) {
      await change(() => admin.delete(`${path}/sessions`), t("user.ended_all"), { then: () => again() });
    }
  };
  return html`<section class="card">
    <h2>${t("user.sessions")}</h2>
    <${Loaded} result=${result} again=${again}>
      ${(sessions) =>
        sessions.length === 0
          ? html`<p class="quiet">${t("user.no_sessions")}</p>`
          : html`<ul class="list">
                ${sessions.map((one) => html`<${Session} key=${one.id} session=${one} end=${end} />`)}
              </ul>
              <p class="actions"><${Button} kind="danger" onClick=${endAll}>${t("user.end_all")}<//></p>`}
    <//>
  </section>`;
}

function Session({ session, end }) {
  const { t } = useApp();
  const { id, user_agent, ip, created_at, last_seen_at, expires_at, is_current } = session;
  const name = describe(user_agent ?? "") || t("unknown_device");
  return html`<li>
    <div class="what">
      <strong>${name}</strong> ${is_current && html`<${Badge} kind="good">${t("user.own_session")}<//>`}
      <p class="hint">
        ${t("user.session", { id })}${ip ? ` · ${ip}` : ""} · ${t("user.began")} <${Moment} at=${created_at} />
        ${last_seen_at && html` · ${t("user.seen")} <${Moment} at=${last_seen_at} />`} · ${t("expires")}${" "}
        <${Moment} at=${expires_at} />
      </p>
      ${user_agent &&
      name !== user_agent &&
      html`<details>
        <summary>${t("details")}</summary>
        <p class="hint">${user_agent}</p>
      </details>`}
    </div>
    <p class="actions">
      <${Button} kind="danger" label=${t("user.end_this", { id, name })} onClick=${() => end(session, name)}
        >${t("user.end")}<//
      >
    </p>
  </li>`;
}

function RecentEvents({ user }) {
  const { t } = useApp();
  const admin = useAdmin();
  const [result, again] = useLoaded(() => admin.get("audit", { account: user.id, limit: 10 }));
  return html`<section class="card">
    <h2>${t("user.events")}</h2>
    <${Loaded} result=${result} again=${again}>
      ${(events) =>
        events.length === 0
          ? html`<p class="quiet">${t("user.no_events")}</p>`
          : html`<${Events} events=${events} caption=${t("user.events")} ofOne />
              <p><${To} screen="audit" filters=${{ account: user.id }}>${t("user.all_events")}<//></p>`}
    <//>
  </section>`;
}

function Account({ user, path, again, isOwn }) {
  const { confirm, notify, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const name = nameOf(user);
  const sendReset = () =>
    change(() => admin.post(`${path}/send-reset`), ({ email }) => t("user.reset_sent", { email }), {
      conflict: () => t("user.reset_impossible"),
    });
  const deactivate = async () => {
    if (await confirm(t("user.deactivate_question", { name }), t("user.deactivate"))) {
      await change(() => admin.post(`${path}/deactivate`), t("user.deactivated", { name }), { then: () => again() });
    }
  };
  const activate = () =>
    change(() => admin.post(`${path}/activate`), t("user.activated", { name }), { then: () => again() });
  const remove = async () => {
    if (!(await confirm(t("user.delete_question", { name }), t("user.delete")))) {
      return;
    }
    const result = await admin.delete(path);
    if (result.status === 200) {
      go("users", "", {}, () => notify(t("user.deleted", { name })));
    } else {
      notify(failure(result, t), "warning");
    }
  };
  return html`<section class="card">
    <h2>${t("user.account")}</h2>
    <ul class="list">
      <${Act} text=${t(user.has_usable_password ? "user.reset_lead" : "user.reinvite_lead")}>
        <${Button} onClick=${sendReset}>${t(user.has_usable_password ? "user.reset" : "user.reinvite")}<//>
      <//>
      ${isOwn
        ? html`<${Act} text=${t("user.own")} />`
        : html`${user.is_active
              ? html`<${Act} key="deactivate" text=${t("user.deactivate_lead")}>
                  <${Button} kind="danger" onClick=${deactivate}>${t("user.deactivate")}<//>
                <//>`
              : html`<${Act} key="activate" text=${t("user.activate_lead")}>
                  <${Button} onClick=${activate}>${t("user.activate")}<//>
                <//>`}
            <${Act} text=${t("user.delete_lead")}>
              <${Button} kind="danger" onClick=${remove}>${t("user.delete")}<//>
            <//>`}
    </ul>
  </section>`;
}

function Act({ text, children }) {
  return html`<li>
    <div class="what"><p>${text}</p></div>
    ${children && html`<p class="actions">${children}</p>`}
  </li>`;
}
