import { save } from "../../pages/download.js";
import { Badge, Button, Link, Loaded, Screen, failure, html, useApp, useLoaded } from "../../pages/ui.js";

/** Who the user is, and how well the account is protected. */
export function Overview() {
  const { api, config, notify, session, t } = useApp();
  const { user } = session;
  const [addresses, againAddresses] = useLoaded(() => api.get("/account/email"));
  const [factors, againFactors] = useLoaded(() => api.get("/account/authenticators"));
  const types = config.mfa.supported_types;
  const download = async () => {
    const data = {};
    for (const [name, path] of Object.entries(DATA)) {
      const result = await api.get(path);
      if (result.status !== 200) {
        notify(failure(result, t), "warning");
        return;
      }
      data[name] = result.data;
    }
    save(t("data.file"), `${JSON.stringify(data, null, 2)}\n`, "application/json");
  };
  return html`<${Screen} title=${t("overview.title", { name: user.display })} lead=${t("overview.lead")}>
    <section class="card">
      <h2>${t("overview.profile")}</h2>
      <dl>
        ${user.username && html`<dt>${t("username")}</dt><dd>${user.username}</dd>`}
        ${user.email && html`<dt>${t("email")}</dt><dd>${user.email}</dd>`}
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
        ${(list) => html`<ul class="list">
          <${Row} to="password" text=${t("nav.password")} on=${user.has_usable_password} />
          ${types.includes("totp") || has(list, "totp")
            ? html`<${Row} to="factors" text=${t("totp.title")} on=${has(list, "totp")} />`
            : null}
          ${types.includes("webauthn") || has(list, "webauthn")
            ? html`<${Row} to="passkeys" text=${t("nav.passkeys")} on=${has(list, "webauthn")} />`
            : null}
          ${has(list, "recovery_codes")
            ? html`<${Row} to="factors" text=${t("recovery.title")} on=${true} />`
            : null}
        </ul>`}
      <//>
    </section>
    <section class="card">
      <h2>${t("data.title")}</h2>
      <p>${t("data.lead")}</p>
      <p class="actions"><${Button} onClick=${download}>${t("data.download")}<//></p>
    </section>
  <//>`;
}

/** What the API knows about the user, by the request that returns it. */
const DATA = {
  session: "/auth/session",
  addresses: "/account/email",
  second_factors: "/account/authenticators",
  sessions: "/auth/sessions",
  trusted_devices: "/account/trusted-devices",
};

const has = (factors, type) => factors.some((factor) => factor.type === type);

function Row({ to, text, on }) {
  const { t } = useApp();
  return html`<li>
    <div class="what">
      <${Link} to=${to}>${text}<//> <${Badge} kind=${on ? "good" : "weak"}>${t(on ? "on" : "off")}<//>
    </div>
  </li>`;
}

function methodText({ method, type }, t) {
  const key = method === "mfa" ? `method.${type}` : `method.${method}`;
  const text = t(key);
  return text === key ? method : text;
}
