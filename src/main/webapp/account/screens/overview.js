import { Icon } from "../../latchkey/icons.js";
import { Badge, Link, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";

/** Who the user is, and how well the account is protected. */
export function Overview() {
  const { api, config, session, t } = useApp();
  const { user } = session;
  const [addresses, againAddresses] = useLoaded(() => api.get("/account/email"));
  const [factors, againFactors] = useLoaded(() => api.get("/account/authenticators"));
  const types = config.mfa.supported_types;
  return html`<${Screen} title=${t("overview.title", { name: user.display })} lead=${t("overview.lead")}>
    <section class="card">
      <h2>${t("overview.profile")}</h2>
      <div class="person">
        <span class="avatar" aria-hidden="true">${initial(user.display)}</span>
        <div class="what">
          <strong>${user.display}</strong>
          ${user.email && user.email !== user.display && html`<p class="hint">${user.email}</p>`}
        </div>
      </div>
      <dl>
        ${user.username && html`<dt>${t("username")}</dt><dd>${user.username}</dd>`}
        <dt>${t("overview.id")}</dt>
        <dd>${String(user.id)}</dd>
        <dt>${t("overview.methods")}</dt>
        <dd>${session.methods.map((one) => methodText(one, t)).join(", ") || t("overview.signup")}</dd>
      </dl>
    </section>
    <${Loaded} result=${addresses} again=${againAddresses}>
      ${(list) => {
        const open = list.filter((one) => !one.verified);
        return open.length > 0
          ? html`<section class="card hint-card">
              <h2>${t("overview.unverified")}</h2>
              <p>${t("overview.unverified_lead", { email: open[0].email })}</p>
              <p class="actions"><${Link} to="addresses" class="button">${t("nav.addresses")}<//></p>
            </section>`
          : null;
      }}
    <//>
    <section class="card">
      <h2>${t("overview.security")}</h2>
      <${Loaded} result=${factors} again=${againFactors}>
        ${(list) => html`<ul class="list rows">
          <${Row} to="password" icon="lock" text=${t("nav.password")} on=${user.has_usable_password} />
          ${types.includes("totp") || has(list, "totp")
            ? html`<${Row} to="factors" icon="phone" text=${t("totp.title")} on=${has(list, "totp")} />`
            : null}
          ${types.includes("webauthn") || has(list, "webauthn")
            ? html`<${Row} to="passkeys" icon="key" text=${t("nav.passkeys")} on=${has(list, "webauthn")} />`
            : null}
          ${has(list, "recovery_codes")
            ? html`<${Row} to="factors" icon="shield" text=${t("recovery.title")} on=${true} />`
            : null}
        </ul>`}
      <//>
    </section>
  <//>`;
}

const has = (factors, type) => factors.some((factor) => factor.type === type);

function Row({ to, icon, text, on }) {
  const { t } = useApp();
  return html`<li>
    <${Link} to=${to} class="row">
      <${Icon} name=${icon} />
      <span class="what">${text}</span>
      <${Badge} kind=${on ? "good" : "weak"}>${t(on ? "on" : "off")}<//>
      <${Icon} name="chevron" />
    <//>
  </li>`;
}

/** The first letter or digit of a name, for a picture of the user. */
function initial(name) {
  return (name.match(/[\p{L}\p{N}]/u)?.[0] ?? "?").toUpperCase();
}

function methodText({ method, type }, t) {
  const key = method === "mfa" ? `method.${type}` : `method.${method}`;
  const text = t(key);
  return text === key ? method : text;
}
