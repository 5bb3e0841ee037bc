import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { asHeader } from "../../latchkey/api.js";
import { pendingFlow, typesOf } from "../../latchkey/flows.js";
import { createCredential, getCredential } from "../../latchkey/passkey-actions.js";
import { PasskeyButton, WithPasskeys } from "../../latchkey/passkeys.js";
import { codeLabel } from "../../latchkey/reauthentication.js";
import { Button, CodeField, Field, Form, Screen, failure, html, useApp } from "../../latchkey/ui.js";
import { TotpSetup } from "./totp.js";

/** A step that a login or sign-up still owes, and how to give it up. */
function Step({ title, lead, children }) {
  const { startOver, t } = useApp();
  return html`<${Screen} title=${title} lead=${lead} narrow>
    ${children}
    <p class="aside"><${Button} kind="plain" onClick=${startOver}>${t("step.cancel")}<//></p>
  <//>`;
}

/** Sends something again, and says so. */
function Resend({ path }) {
  const { api, notify, t } = useApp();
  const send = async () => {
    const result = await api.post(path);
    if (result.status === 200) {
      notify(t("step.sent_again"));
    } else {
      notify(failure(result, t), "warning");
    }
  };
  return html`<p class="beside"><${Button} kind="plain" onClick=${send}>${t("step.resend")}<//></p>`;
}

function VerifyAddress() {
  const { api, config, notify, settings, t } = useApp();
  const byCode = config.account.email_verification_by_code_enabled;
  const [changing, setChanging] = useState(false);
  const change = async (form) => {
    const result = await api.post("/account/email", form);
    if (result.status === 200) {
      setChanging(false);
      notify(t("step.sent_to", { email: form.email }));
    }
    return result;
  };
  const verify = async ({ key }) => {
    const result = await api.post("/auth/email/verify", { key: key.trim() });
    if (!byCode && result.status === 401) {
      notify(t("verify.done_here")); // a link verifies the address, and does not log in
    }
    return result;
  };
  return html`<${Step} title=${t("verify.title")} lead=${t(byCode ? "verify.code_lead" : "verify.link_lead")}>
    ${changing
      ? html`<${Form} submit=${t("step.change_submit")} onSubmit=${change}>
          <${Field} name="email" type="email" label=${t("email")} autocomplete="email" focus />
        <//>`
      : html`<${Form} submit=${t("verify.submit")} onSubmit=${verify}>
          <${CodeField} name="key" label=${t(byCode ? "code" : "verify.key")} />
        <//>`}
    ${byCode && settings.verification.resend && html`<${Resend} path="/auth/email/verify/resend" />`}
    ${byCode &&
    settings.verification.change &&
    html`<p class="beside">
      <button type="button" class="plain" onClick=${() => setChanging(!changing)}>
        ${t(changing ? "step.keep_address" : "step.change_address")}
      </button>
    </p>`}
  <//>`;
}

function LoginCode() {
  const { api, settings, t } = useApp();
  return html`<${Step} title=${t("login_code.title")} lead=${t("login_code.sent")}>
    <${Form} submit=${t("login.submit")} onSubmit=${(form) => api.post("/auth/code/confirm", form)}>
      <${CodeField} name="code" label=${t("code")} />
    <//>
    ${settings.login_code.resend && html`<${Resend} path="/auth/code/resend" />`}
  <//>`;
}

function ResetByCode() {
  const { api, t } = useApp();
  const [found, setFound] = useState(null);
  const check = async ({ key }) => {
    const code = key.trim();
    const result = await api.get("/auth/password/reset", { "X-Password-Reset-Key": asHeader(code) });
    if (result.status === 200) {
      setFound({ code, user: result.data.user });
    }
    return result;
  };
  return html`<${Step} title=${t("reset.title")} lead=${found ? undefined : t("reset.code_lead")}>
    ${found
      ? html`<${NewPassword} resetKey=${found.code} user=${found.user} />`
      : html`<${Form} submit=${t("continue")} onSubmit=${check}>
          <${CodeField} name="key" label=${t("code")} />
        <//>`}
  <//>`;
}

/** Sets a new password with a key or code that the server has accepted. */
export function NewPassword({ resetKey, user }) {
  const { api, notify, replace, settings, t } = useApp();
  const send = async ({ password }) => {
    const result = await api.post("/auth/password/reset", { key: resetKey, password });
    if (result.status === 200 || result.status === 401) {
      replace("");
      const loggedIn = result.status === 200 || pendingFlow(result.data.flows);
      notify(t(loggedIn ? "reset.done" : "reset.done_login"));
    }
    return result;
  };
  return html`<p>${t("reset.for", { name: user.display })}</p>
    <${Form} submit=${t("reset.submit")} onSubmit=${send}>
      <input type="text" class="visually-hidden" autocomplete="username" value=${user.display} readonly tabindex="-1" aria-hidden="true" />
      <${Field}
        name="password"
        type="password"
        label=${t("password.new")}
        hint=${t("password.hint", { count: settings.password_min_length })}
        autocomplete="new-password"
      />
    <//>`;
}

function SecondFactor() {
  const { api, session, t } = useApp();
  const types = typesOf(session.flows.filter((flow) => flow.is_pending), "mfa_authenticate");
  const codes = types.filter((type) => type !== "webauthn");
  const passkey = types.includes("webauthn");
  return html`<${Step} title=${t("factor.title")} lead=${t("factor.lead")}>
    ${passkey &&
    html`<${WithPasskeys}>
      <${PasskeyButton} kind="primary" action=${() => getCredential(api, "/auth/webauthn/authenticate")}
        >${t("passkeys.use")}<//
      >
    <//>`}
    ${passkey && codes.length > 0 && html`<p class="or"><span>${t("or")}</span></p>`}
    ${codes.length > 0 &&
    html`<${Form} submit=${t("login.submit")} onSubmit=${(form) => api.post("/auth/2fa/authenticate", form)}>
      <${CodeField} name="code" label=${t(codeLabel(codes))} focus=${!passkey} />
    <//>`}
  <//>`;
}

/** The account must have a second factor before the login is complete. */
function Enroll() {
  const { api, notify, session, t } = useApp();
  const types = typesOf(session.flows.filter((flow) => flow.is_pending), "mfa_enroll");
  const [way, setWay] = useState(types.length === 1 ? types[0] : null);
  const added = (result) => {
    if (result?.status === 200) {
      notify(t("enroll.done"));
    }
    return result;
  };
  const path = "/account/authenticators/webauthn";
  const add = async (query) => added(await createCredential(api, path, { query }));
  return html`<${Step} title=${t("enroll.title")} lead=${t("enroll.lead")}>
    ${!way &&
    html`<p class="others">
      ${types.map(
        (type) => html`<button type="button" onClick=${() => setWay(type)}>${t(`enroll.${type}`)}</button>`,
      )}
    </p>`}
    ${way === "totp" && html`<${TotpSetup} onResult=${added} />`}
    ${way === "webauthn" &&
    html`<${WithPasskeys}>
      <div class="others">
        <${PasskeyButton} kind="primary" action=${() => add("?passwordless")}>${t("passkeys.add")}<//>
        <${PasskeyButton} action=${() => add("")}>${t("passkeys.add_key")}<//>
      </div>
    <//>`}
    ${way &&
    types.length > 1 &&
    html`<p class="beside">
      <button type="button" class="plain" onClick=${() => setWay(null)}>${t("enroll.other")}</button>
    </p>`}
  <//>`;
}

function Trust() {
  const { api, notify, t } = useApp();
  const decide = async (trust) => {
    const result = await api.post("/auth/2fa/trust", { trust });
    if (result.status !== 200 && result.status !== 401) {
      notify(failure(result, t), "warning");
    }
  };
  return html`<${Step} title=${t("trust.title")} lead=${t("trust.lead")}>
    <div class="others">
      <${Button} kind="primary" onClick=${() => decide(true)}>${t("trust.yes")}<//>
      <${Button} onClick=${() => decide(false)}>${t("trust.no")}<//>
    </div>
  <//>`;
}

function SignupPasskey() {
  const { api, t } = useApp();
  return html`<${Step} title=${t("signup_passkey.title")} lead=${t("signup_passkey.lead")}>
    <${WithPasskeys}>
      <${PasskeyButton}
        kind="primary"
        action=${() => createCredential(api, "/auth/webauthn/signup", { send: "PUT" })}
        >${t("passkeys.add")}<//
      >
    <//>
  <//>`;
}

/** A step that an application has added, and that only its own pages know. */
function Unknown() {
  const { session, t } = useApp();
  const id = pendingFlow(session.flows)?.id;
  return html`<${Step} title=${t("step.unknown_title")} lead=${t("step.unknown", { id })} />`;
}

/** The screen of each pending flow. */
export const steps = {
  verify_email: VerifyAddress,
  login_by_code: LoginCode,
  password_reset_by_code: ResetByCode,
  mfa_authenticate: SecondFactor,
  mfa_enroll: Enroll,
  mfa_trust: Trust,
  mfa_signup_webauthn: SignupPasskey,
  unknown: Unknown,
};
