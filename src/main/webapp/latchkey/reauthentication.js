import { useState } from "./vendor/preact-hooks.module.js";
import { offers, typesOf } from "./flows.js";
import { getCredential } from "./passkey-actions.js";
import { PasskeyButton, WithPasskeys } from "./passkeys.js";
import { CodeField, Dialog, Field, Form, html, useApp } from "./ui.js";

/** Asks the user to authenticate again, by any of the ways that the server names, and continues what was asked for. */
export function Reauthentication({ flows, onClose }) {
  const { api, session, t } = useApp();
  const types = typesOf(flows, "mfa_reauthenticate");
  const ways = [
    offers(flows, "reauthenticate") && "password",
    types.includes("webauthn") && "passkey",
    types.some((type) => type !== "webauthn") && "code",
  ].filter(Boolean);
  const [way, setWay] = useState(ways[0]);
  const done = () => onClose(true);
  return html`<${Dialog} title=${t("reauth.title")} onClose=${() => onClose(false)}>
    <p>${t(ways.length > 0 ? "reauth.lead" : "reauth.none", { name: session.user?.display })}</p>
    ${way === "password" &&
    html`<${Form} submit=${t("continue")} onSubmit=${(form) => api.post("/auth/reauthenticate", form)} onDone=${done}>
      <${Field} name="password" type="password" label=${t("password")} autocomplete="current-password" focus />
    <//>`}
    ${way === "code" &&
    html`<${Form} submit=${t("continue")} onSubmit=${(form) => api.post("/auth/2fa/reauthenticate", form)} onDone=${done}>
      <${CodeField} name="code" label=${t(codeLabel(types))} focus />
    <//>`}
    ${way === "passkey" &&
    html`<${WithPasskeys}>
      <${PasskeyButton}
        kind="primary"
        action=${() => getCredential(api, "/auth/webauthn/reauthenticate")}
        onDone=${done}
        >${t("passkeys.use")}<//
      >
    <//>`}
    ${ways.length > 1 &&
    html`<p class="others">
      ${ways
        .filter((other) => other !== way)
        .map(
          (other) =>
            html`<button type="button" class="plain" onClick=${() => setWay(other)}>${t(`reauth.${other}`)}</button>`,
        )}
    </p>`}
  <//>`;
}

/** What a code can be, for users who have only one kind of it. */
export function codeLabel(types) {
  const totp = types.includes("totp");
  const recovery = types.includes("recovery_codes");
  return totp && recovery ? "code.any" : totp ? "code.totp" : "code.recovery";
}
