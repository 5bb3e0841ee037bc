import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { offers } from "../../latchkey/flows.js";
import { PasskeyButton, usePasskeyLogin } from "../../latchkey/passkeys.js";
import { isSupported } from "../../latchkey/webauthn.js";
import { Field, Form, Link, Screen, html, useApp } from "../../latchkey/ui.js";

/** Log in with a password or a passkey, and the ways to the other beginnings. */
export function Login() {
  const { api, config, session, t } = useApp();
  const passkeys = isSupported() && offers(session.flows, "mfa_login_webauthn");
  const logInWithPasskey = usePasskeyLogin(passkeys);
  const methods = config.account.login_methods;
  const send = ({ name, password }) =>
    api.post("/auth/login", { [nameField(name, methods)]: name, password });
  return html`<${Screen} title=${t("login.title")} narrow>
    ${offers(session.flows, "login") &&
    html`<${Form} submit=${t("login.submit")} onSubmit=${renamed(send)}>
      <${Field}
        name="name"
        type=${methods.length === 1 && methods[0] === "email" ? "email" : "text"}
        label=${t(methods.length > 1 ? "login.name" : methods[0])}
        autocomplete=${passkeys ? "username webauthn" : "username"}
        autocapitalize="none"
        spellcheck=${false}
      />
      <${Field} name="password" type="password" label=${t("password")} autocomplete="current-password" />
      <p class="beside"><${Link} to="forgot-password">${t("login.forgot")}<//></p>
    <//>`}
    ${(passkeys || offers(session.flows, "login_by_code")) &&
    html`<p class="or"><span>${t("or")}</span></p>
      <div class="others">
        ${passkeys &&
        html`<${PasskeyButton} action=${logInWithPasskey}>${t("login.passkey")}<//>`}
        ${offers(session.flows, "login_by_code") &&
        html`<${Link} to="login-code" class="button">${t("login.by_code")}<//>`}
      </div>`}
    ${offers(session.flows, "signup") &&
    html`<p class="aside">${t("login.no_account")} <${Link} to="signup">${t("signup.title")}<//></p>`}
  <//>`;
}

/** A user name or an address, in the field of the API that it belongs to. */
export function nameField(name, methods) {
  return methods.includes("email") && (methods.length === 1 || name.includes("@")) ? "email" : "username";
}

/** Errors about the address or user name belong to the one field that this form has for both. */
function renamed(send) {
  return async (form) => {
    const result = await send(form);
    const errors = result.errors.map((error) =>
      error.param === "email" || error.param === "username" ? { ...error, param: "name" } : error,
    );
    return { ...result, errors };
  };
}

/** Begins a login with a code from a mail. */
export function LoginByCode() {
  const { api, t } = useApp();
  return html`<${Screen} title=${t("login_code.title")} lead=${t("login_code.lead")} narrow>
    <${Form} submit=${t("login_code.submit")} onSubmit=${(form) => api.post("/auth/code/request", form)}>
      <${Field} name="email" type="email" label=${t("email")} autocomplete="email" />
    <//>
    <p class="aside"><${Link} to="login">${t("back_to_login")}<//></p>
  <//>`;
}

/** Creates an account, with a password or with a passkey, with the fields that the server asks for. */
export function Signup() {
  const { api, session, settings, t } = useApp();
  const { fields, passkey } = settings.signup;
  const [withPasskey, setWithPasskey] = useState(false);
  if (!offers(session.flows, "signup")) {
    return html`<${Screen} title=${t("signup.title")} narrow>
      <p>${t("signup.closed")}</p>
      <p class="aside"><${Link} to="login">${t("back_to_login")}<//></p>
    <//>`;
  }
  const send = (form) => {
    const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ""));
    return api.post(withPasskey ? "/auth/webauthn/signup" : "/auth/signup", given);
  };
  return html`<${Screen} title=${t("signup.title")} lead=${withPasskey ? t("signup.passkey_lead") : undefined} narrow>
    <${Form} key=${withPasskey} submit=${t("signup.submit")} onSubmit=${send}>
      ${fields
        .filter(({ name }) => !(withPasskey && name === "password"))
        .map((field) => html`<${SignupField} key=${field.name} ...${field} />`)}
    <//>
    ${passkey &&
    isSupported() &&
    html`<p class="or"><span>${t("or")}</span></p>
      <p class="others">
        <button type="button" onClick=${() => setWithPasskey(!withPasskey)}>
          ${t(withPasskey ? "signup.with_password" : "signup.with_passkey")}
        </button>
      </p>`}
    <p class="aside">${t("signup.have_account")} <${Link} to="login">${t("login.title")}<//></p>
  <//>`;
}

const SIGNUP_INPUTS = {
  email: { type: "email", autocomplete: "email" },
  username: { autocomplete: "username", autocapitalize: "none", spellcheck: false },
  password: { type: "password", autocomplete: "new-password" },
};

function SignupField({ name, required }) {
  const { settings, t } = useApp();
  const known = SIGNUP_INPUTS[name];
  return html`<${Field}
    name=${name}
    label=${known ? t(name) : name}
    optional=${!required}
    hint=${name === "password" ? t("password.hint", { count: settings.password_min_length }) : undefined}
    ...${known ?? {}}
  />`;
}

/** Requests a mail with a link or a code for a new password. */
export function Forgot() {
  const { api, t } = useApp();
  const [sentTo, setSentTo] = useState(null);
  const send = async (form) => {
    const result = await api.post("/auth/password/request", form);
    if (result.status === 200) {
      setSentTo(form.email);
    }
    return result;
  };
  return html`<${Screen} title=${t("forgot.title")} lead=${sentTo ? undefined : t("forgot.lead")} narrow>
    ${sentTo
      ? html`<p class="notice done" role="status">${t("forgot.sent", { email: sentTo })}</p>
          <p class="aside"><${Link} to="reset-password">${t("forgot.have_key")}<//></p>`
      : html`<${Form} submit=${t("forgot.submit")} onSubmit=${send}>
          <${Field} name="email" type="email" label=${t("email")} autocomplete="email" />
        <//>`}
    <p class="aside"><${Link} to="login">${t("back_to_login")}<//></p>
  <//>`;
}
