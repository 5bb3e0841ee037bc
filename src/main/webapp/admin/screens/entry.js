import { pendingFlow } from "../../latchkey/flows.js";
import { Button, Field, Form, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { leaveForLogin } from "../login.js";
import { To, useAdmin } from "../parts.js";

/** Without a session: the way to the login, and to the first administrator while there is none. */
export function Login() {
  const { session, settings, t } = useApp();
  const admin = useAdmin();
  const [bootstrap] = useLoaded(() => admin.get("bootstrap"));
  const isOpen = bootstrap?.status === 200 && bootstrap.data.open;
  const isPending = Boolean(pendingFlow(session.flows));
  return html`<${Screen} title=${t("login.title")} lead=${t(isPending ? "login.pending" : "login.lead")} narrow>
    ${isOpen &&
    html`<div class="notice warning">
      <p>${t("login.nobody")}</p>
      <p><${To} screen="bootstrap">${t("bootstrap.title")}<//></p>
    </div>`}
    ${settings.login
      ? html`<div class="others">
          <button type="button" class="primary" onClick=${() => leaveForLogin(settings.login)}>
            ${t(isPending ? "continue" : "login.submit")}
          </button>
        </div>`
      : html`<p>${t("login.elsewhere")}</p>`}
  <//>`;
}

/** Makes the first administrator, with the token from the log. */
export function Bootstrap() {
  const { t } = useApp();
  const admin = useAdmin();
  const [result, again] = useLoaded(() => admin.get("bootstrap"));
  return html`<${Screen} title=${t("bootstrap.title")} lead=${t("bootstrap.lead")} narrow>
    <${Loaded} result=${result} again=${again}>
      ${({ open }) => (open ? html`<${FirstAdministrator} />` : html`<p class="notice plain">${t("bootstrap.closed")}</p>`)}
    <//>
    <p class="aside"><${To} screen="login">${t("bootstrap.login")}<//></p>
  <//>`;
}

function FirstAdministrator() {
  const { api, notify, replace, settings, t } = useApp();
  const admin = useAdmin();
  const send = async ({ token, email, password }) => {
    const created = await admin.post("bootstrap", { token: token.trim(), email: email.trim(), password });
    if (created.status !== 201) {
      return created;
    }
    // The login may need another step, such as a second factor, which the pages for users show.
    const login = await api.post("/auth/login", { email: email.trim(), password });
    replace("");
    notify(t("bootstrap.done", { email: email.trim() }));
    if (settings.login && login.status === 401 && pendingFlow(login.data?.flows ?? [])) {
      leaveForLogin(settings.login);
    }
    return null;
  };
  return html`<${Form} submit=${t("bootstrap.submit")} onSubmit=${send}>
    <${Field}
      name="token"
      label=${t("bootstrap.token")}
      hint=${t("bootstrap.token_hint")}
      class="code"
      autocomplete="off"
      autocapitalize="none"
      spellcheck=${false}
      focus
    />
    <${Field} name="email" type="email" label=${t("email")} autocomplete="username" />
    <${Field}
      name="password"
      type="password"
      label=${t("password")}
      hint=${t("password.hint", { count: settings.password_min_length })}
      autocomplete="new-password"
    />
  <//>`;
}

/** The user is logged in, and no administrator. */
export function Denied() {
  const { replace, session, t } = useApp();
  const admin = useAdmin();
  const [bootstrap] = useLoaded(() => admin.get("bootstrap"));
  const isOpen = bootstrap?.status === 200 && bootstrap.data.open;
  return html`<${Screen} title=${t("denied.title")} lead=${t("denied.lead", { name: session.user?.display ?? "" })} narrow>
    <p>${t("denied.how")}</p>
    ${isOpen && html`<p>${t("login.nobody")} <${To} screen="bootstrap">${t("bootstrap.title")}<//></p>`}
    <p class="actions"><${Button} onClick=${() => replace("")}>${t("retry")}<//></p>
  <//>`;
}
