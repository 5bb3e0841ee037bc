import { Badge, Button, Screen, html, useApp } from "../../latchkey/ui.js";
import { queryOf } from "../address.js";
import { Moment, Pages, Table, To, useAddress, useAdmin, useChange, usePages, wordOf } from "../parts.js";

/** Mails and short messages that wait for delivery, and why some fail. */
export function Mail() {
  const { filters } = useAddress();
  return html`<${Outbox} key=${queryOf(filters)} state=${filters.state ?? ""} />`;
}

const STATES = ["", "waiting", "failing"];

function Outbox({ state }) {
  const { t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const pages = usePages((next) => admin.get("mail", { state, ...next }), "after");
  const { meta } = pages.result ?? {};
  const test = () =>
    change(() => admin.post("mail/test"), ({ email }) => t("mail.test_sent", { email }), {
      conflict: () => t("mail.test_nobody"),
      then: pages.again,
    });
  return html`<${Screen} title=${t("nav.mail")} lead=${t("mail.lead")}>
    ${meta?.transport &&
    html`<section class=${meta.transport.delivers ? "card" : "card hint-card"}>
      <h2>
        ${t("mail.transport")}${" "}
        <${Badge} kind=${meta.transport.delivers ? "good" : "weak"}>
          ${t(meta.transport.delivers ? "mail.delivers" : "mail.log_only")}
        <//>
      </h2>
      <p>${meta.transport.delivers ? meta.transport.description : t("mail.log_only_lead")}</p>
      <p class="actions"><${Button} onClick=${test}>${t("mail.test")}<//></p>
    </section>`}
    <div class="tabs" role="group" aria-label=${t("mail.state")}>
      ${STATES.map(
        (one) =>
          html`<${To}
            key=${one}
            screen="mail"
            filters=${{ state: one }}
            class="button"
            aria-current=${one === state ? "true" : undefined}
          >
            ${t(`mail.state.${one || "all"}`)}${" "}
            ${one && meta?.[one] !== undefined && html`<span class="count">${meta[one]}</span>`}
          <//>`,
      )}
    </div>
    <${Pages} pages=${pages} empty=${html`<p>${t("mail.none")}</p>`}>
      ${(rows) =>
        html`<${Table}
          caption=${t("nav.mail")}
          keyOf=${(mail) => mail.id}
          rows=${rows}
          columns=${columns(t, pages.again)}
        />`}
    <//>
  <//>`;
}

const columns = (t, again) => [
  {
    label: t("mail.to"),
    heading: true,
    cell: (mail) =>
      html`<span>${mail.to ?? t("mail.hidden")}</span>
        <span class="hint">${mail.kind ? wordOf(t, "message", mail.kind) : t(`mail.channel.${mail.channel}`)}</span>`,
  },
  {
    label: t("mail.state"),
    cell: (mail) =>
      html`<${Badge} kind=${mail.state === "failing" ? "bad" : "plain"}>${wordOf(t, "mail.state", mail.state)}<//>
        ${mail.sending && html`<span class="hint">${t("mail.sending")}</span>`}`,
  },
  {
    label: t("mail.attempts"),
    cell: (mail) =>
      html`<span>${t("mail.tried", { count: mail.attempts })}</span>
        ${mail.last_error && html`<span class="hint reason">${mail.last_error}</span>`}`,
  },
  {
    label: t("mail.next"),
    cell: (mail) =>
      html`<${Moment} at=${mail.next_attempt} />
        <span class="hint">${t("expires")} <${Moment} at=${mail.expires_at} /></span>`,
  },
  { label: t("actions"), bare: true, cell: (mail) => html`<${Actions} mail=${mail} again=${again} />` },
];

function Actions({ mail, again }) {
  const { confirm, t } = useApp();
  const admin = useAdmin();
  const change = useChange();
  const name = mail.to ?? t("mail.hidden");
  const busy = { conflict: () => t("mail.busy"), then: again };
  const retry = () => change(() => admin.post(`mail/${mail.id}/retry`), t("mail.retrying", { name }), busy);
  const remove = async () => {
    if (await confirm(t("mail.delete_question", { name }), t("remove"))) {
      await change(() => admin.delete(`mail/${mail.id}`), t("mail.deleted", { name }), busy);
    }
  };
  return html`<div class="actions">
    <${Button} label=${t("mail.retry_this", { name })} onClick=${retry}>${t("mail.retry")}<//>
    <${Button} kind="danger" label=${t("remove_this", { name })} onClick=${remove}>${t("remove")}<//>
  </div>`;
}
