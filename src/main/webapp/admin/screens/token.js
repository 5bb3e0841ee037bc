import { useId, useRef, useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { Badge, Form, Screen, html, useApp } from "../../latchkey/ui.js";
import { Moment, To, capital, useAdmin, wordOf } from "../parts.js";

/** Shows what is in a token, whether it is valid, and why not. */
export function Token() {
  const { t } = useApp();
  const admin = useAdmin();
  const [found, setFound] = useState(null);
  const id = useId();
  const field = useRef(null);
  const [missing, setMissing] = useState(false);
  const inspect = async ({ token }) => {
    const text = token.trim().replace(/^Bearer\s+/i, "");
    setMissing(text === "");
    if (text === "") {
      field.current.focus();
      return null;
    }
    const result = await admin.post("tokens/inspect", { token: text });
    if (result.status !== 200) {
      return result;
    }
    setFound(result.data);
    return null;
  };
  return html`<${Screen} title=${t("nav.token")} lead=${t("token.lead")}>
    <section class="card wide">
      <${Form} submit=${t("token.inspect")} onSubmit=${inspect}>
        <div class="field">
          <label for=${id}>${t("token.token")}</label>
          <p class="hint" id=${`${id}-hint`}>${t("token.hint")}</p>
          <textarea
            id=${id}
            ref=${field}
            name="token"
            rows="5"
            required
            maxlength="16400"
            autocomplete="off"
            autocapitalize="none"
            spellcheck=${false}
            aria-invalid=${missing ? "true" : undefined}
            aria-describedby=${missing ? `${id}-hint ${id}-error` : `${id}-hint`}
          ></textarea>
          ${missing && html`<p class="error" id=${`${id}-error`}>${t("token.missing")}</p>`}
        </div>
      <//>
    </section>
    <div role="status">${found && html`<${Verdict} found=${found} />`}</div>
    ${found && html`<${Findings} found=${found} />`}
  <//>`;
}

function Verdict({ found }) {
  const { t } = useApp();
  const { kind, valid, reason, explanation } = found;
  return html`<section class=${valid ? "card" : "card bad-card"}>
    <h2>
      ${wordOf(t, "token.kind", kind)}${" "}
      <${Badge} kind=${valid ? "good" : "bad"}>${t(valid ? "token.valid" : "token.invalid")}<//>
    </h2>
    ${!valid && reason && html`<p><strong>${wordOf(t, "token.reason", reason)}</strong></p>`}
    ${explanation && html`<p lang="en" class="quiet">${explanation}</p>`}
  </section>`;
}

function Findings({ found }) {
  const { t } = useApp();
  const { key, session, account, header, claims } = found;
  return html`<div class="columns">
    ${(account || session || key) &&
    html`<section class="card">
      <h2>${t("token.belongs")}</h2>
      <dl>
        ${account &&
        html`<dt>${t("user")}</dt>
          <dd>
            <${To} screen="users" about=${account.id}>${account.username || account.email || t("users.number", { id: account.id })}<//>
            ${!account.is_active && html` <${Badge} kind="bad">${t("users.inactive")}<//>`}
          </dd>`}
        ${session &&
        html`<dt>${t("token.session")}</dt>
          <dd>
            ${t("users.number", { id: session.id })}${" "}
            <${Badge} kind=${session.live ? "good" : "bad"}>${t(session.live ? "token.live" : "token.ended")}<//>
          </dd>
          ${session.created_at && html`<dt>${capital(t("user.began"))}</dt><dd><${Moment} at=${session.created_at} /></dd>`}
          ${session.last_seen_at && html`<dt>${capital(t("user.seen"))}</dt><dd><${Moment} at=${session.last_seen_at} /></dd>`}
          ${session.expires_at && html`<dt>${capital(t("expires"))}</dt><dd><${Moment} at=${session.expires_at} /></dd>`}`}
        ${key &&
        html`<dt>${t("token.key")}</dt>
          <dd>
            <${To} screen="keys"><code>${key.kid ?? t("keys.secret")}</code><//>${" "}
            ${key.state && html`<${Badge} kind="plain">${wordOf(t, "keys.state", key.state)}<//>`}
          </dd>`}
      </dl>
    </section>`}
    ${header && html`<${Members} title=${t("token.header")} members=${header} />`}
    ${claims && html`<${Members} title=${t("token.claims")} members=${claims} />`}
  </div>`;
}

const TIMES = new Set(["exp", "nbf", "iat", "auth_time"]);

/** The members of a JSON object, with times as people read them. */
function Members({ title, members }) {
  return html`<section class="card">
    <h2>${title}</h2>
    <dl>
      ${Object.entries(members).map(
        ([name, value]) =>
          html`<dt key=${name}><code>${name}</code></dt>
            <dd>
              <code>${typeof value === "string" ? value : JSON.stringify(value)}</code>
              ${TIMES.has(name) &&
              typeof value === "number" &&
              Math.abs(value) < 8.64e12 &&
              html`<span class="hint"><${Moment} at=${value} /></span>`}
            </dd>`,
      )}
    </dl>
  </section>`;
}
