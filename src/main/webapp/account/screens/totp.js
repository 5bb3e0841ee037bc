import { useMemo } from "../../latchkey/vendor/preact-hooks.module.js";
import { encode, toPath } from "../qr.js";
import { Button, CodeField, Form, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";

/**
 * Adds an authenticator app: its key as a picture and as text, then a code from it.
 *
 * @param onResult called with the result of each attempt
 */
export function TotpSetup({ onResult }) {
  const { api, t } = useApp();
  const path = "/account/authenticators/totp";
  const [setup, again] = useLoaded(() => api.get(path)); // each request generates another secret
  if (!setup) {
    return html`<p class="loading" role="status">${t("loading")}</p>`;
  }
  if (!setup.meta.secret) {
    return html`<div class="alert" role="alert">
      <p>${setup.status === 409 ? t("factors.unverified") : failure(setup, t)}</p>
      <p><${Button} onClick=${() => again()}>${t("retry")}<//></p>
    </div>`;
  }
  const send = async (form) => {
    const result = await api.post(path, form);
    onResult(result);
    return result;
  };
  return html`<ol class="steps">
    <li>
      <p>${t("totp.scan")}</p>
      <${QrCode} text=${setup.meta.totp_url} label=${t("totp.picture")} />
      <p>${t("totp.type")}</p>
      <p><code class="secret">${grouped(setup.meta.secret)}</code></p>
    </li>
    <li>
      <p>${t("totp.enter")}</p>
      <${Form} submit=${t("totp.submit")} onSubmit=${send}>
        <${CodeField} name="code" label=${t("code.totp")} numeric />
      <//>
    </li>
  </ol>`;
}

/** A QR code in black on white, in both themes: not every app reads inverted ones. */
export function QrCode({ text, label }) {
  const { path, size } = useMemo(() => toPath(encode(text)), [text]);
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" />
    <path d=${path} fill="#000" />
  </svg>`;
}

const grouped = (secret) => secret.replace(/(.{4})(?=.)/g, "$1 ");
