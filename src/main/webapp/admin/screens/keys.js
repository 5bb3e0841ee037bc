import { Badge, Button, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { Moment, capital, useAdmin, useChange, wordOf } from "../parts.js";

const KINDS = { active: "good", next: "plain", retiring: "weak" };

/** The keys that sign and verify tokens. */
export function Keys() {
  const { t } = useApp();
  const admin = useAdmin();
  const [result, again] = useLoaded(() => admin.get("keys"));
  return html`<${Screen} title=${t("nav.keys")} lead=${t("keys.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(keys) =>
        html`<${Rotation} isPossible=${result.meta.rotatable} again=${again} />
          ${keys.length === 0
            ? html`<div class="empty"><p>${t("keys.none")}</p></div>`
            : html`<ul class="cards">
                ${keys.map((key) => html`<${Key} key=${key.kid} signingKey=${key} again=${again} />`)}
              </ul>`}`}
    <//>
  <//>`;
}

function Rotation({ isPossible, again }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  if (!isPossible) {
    return html`<p class="notice plain">${t("keys.not_rotatable")}</p>`;
  }
  const rotate = async () => {
    if (await confirm(t("keys.rotate_question"), t("keys.rotate"))) {
      await change(() => admin.post("keys/rotate"), ({ kid }) => t("keys.rotated", { kid }), {
        conflict: ({ retryAfter }) =>
          retryAfter ? t("keys.rotate_later", { count: Math.max(1, Math.ceil(retryAfter / 60)) }) : t("keys.not_rotatable"),
        then: () => again(),
      });
    }
  };
  return html`<p class="actions"><${Button} kind="primary" onClick=${rotate}>${t("keys.rotate")}<//></p>`;
}

function Key({ signingKey, again }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const { kid, algorithm, state, source, created, active_at, retired_at, expires_at, revocable } = signingKey;
  const revoke = async () => {
    if (await confirm(t("keys.revoke_question", { kid }), t("keys.revoke"))) {
      const request = () => admin.post(`keys/${encodeURIComponent(kid)}/revoke`);
      await change(request, (now) => t("keys.revoked", { kid, next: now.kid }), { then: () => again() });
    }
  };
  return html`<li class="card">
    <h2>
      <code>${kid ?? t("keys.secret")}</code>${" "}
      <${Badge} kind=${KINDS[state] ?? "plain"}>${wordOf(t, "keys.state", state)}<//>
    </h2>
    <p class="quiet">${wordOf(t, "keys.about", state)}</p>
    <dl>
      <dt>${t("keys.algorithm")}</dt>
      <dd>${algorithm}</dd>
      <dt>${t("keys.source")}</dt>
      <dd>${wordOf(t, "keys.source", source)}</dd>
      ${created && html`<dt>${t("users.created")}</dt><dd><${Moment} at=${created} /></dd>`}
      ${active_at && html`<dt>${t("keys.active_at")}</dt><dd><${Moment} at=${active_at} /></dd>`}
      ${retired_at && html`<dt>${t("keys.retired_at")}</dt><dd><${Moment} at=${retired_at} /></dd>`}
      ${expires_at && html`<dt>${capital(t("expires"))}</dt><dd><${Moment} at=${expires_at} /></dd>`}
    </dl>
    ${revocable &&
    html`<p class="actions">
      <${Button} kind="danger" label=${t("keys.revoke_this", { kid })} onClick=${revoke}>${t("keys.revoke")}<//>
    </p>`}
  </li>`;
}
