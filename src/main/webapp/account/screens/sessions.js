import { describe } from "../../latchkey/browsers.js";
import { Badge, Button, Loaded, Screen, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";

const PATH = "/auth/sessions";

/** Where the user is logged in: end one session, or all others. */
export function Sessions() {
  const { api, confirm, notify, t } = useApp();
  const [result, again] = useLoaded(() => api.get(PATH));
  const end = async (sessions) => {
    const ended = await api.delete(PATH, { sessions: sessions.map((one) => one.id) });
    if (ended.status === 200) {
      notify(t("sessions.ended", { count: sessions.length }));
      again(ended);
    } else {
      notify(failure(ended, t), "warning");
      again();
    }
  };
  const endOthers = async (others) => {
    if (await confirm(t("sessions.others_question", { count: others.length }), t("sessions.end_others"))) {
      await end(others);
    }
  };
  return html`<${Screen} title=${t("nav.sessions")} lead=${t("sessions.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(all) => {
        const sessions = [...all].sort((a, b) => b.is_current - a.is_current || b.created_at - a.created_at);
        const others = sessions.filter((one) => !one.is_current);
        return html`<ul class="list">
            ${sessions.map((one) => html`<${Session} key=${one.id} ...${one} end=${() => end([one])} />`)}
          </ul>
          ${others.length > 0
            ? html`<p class="actions">
                <${Button} kind="danger" onClick=${() => endOthers(others)}>${t("sessions.end_others")}<//>
              </p>`
            : html`<p class="hint">${t("sessions.no_others")}</p>`}`;
      }}
    <//>
  <//>`;
}

function Session({ user_agent, ip, created_at, last_seen_at, is_current, end }) {
  const { date, logOut, t } = useApp();
  const name = describe(user_agent ?? "") || t("unknown_device");
  return html`<li>
    <div class="what">
      <strong>${name}</strong>
      ${is_current && html`<${Badge} kind="good">${t("this_one")}<//>`}
      <p class="hint">
        ${ip ?? ""} · ${t("sessions.began", { date: date(created_at) })}
        ${last_seen_at && html` · ${t("sessions.seen", { date: date(last_seen_at) })}`}
      </p>
      ${name !== user_agent &&
      user_agent &&
      html`<details>
        <summary>${t("details")}</summary>
        <p class="hint">${user_agent}</p>
      </details>`}
    </div>
    <p class="actions">
      ${is_current
        ? html`<${Button} onClick=${logOut}>${t("log_out")}<//>`
        : html`<${Button} kind="danger" label=${t("sessions.end_this", { name, ip: ip ?? "" })} onClick=${end}
            >${t("sessions.end")}<//
          >`}
    </p>
  </li>`;
}
