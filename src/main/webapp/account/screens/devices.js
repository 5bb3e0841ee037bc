import { describe } from "../../latchkey/browsers.js";
import { Badge, Button, Loaded, Screen, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";

const PATH = "/account/trusted-devices";

/** The browsers and apps whose logins are not asked for a second factor. */
export function Devices() {
  const { api, confirm, notify, t } = useApp();
  const [result, again] = useLoaded(() => api.get(PATH));
  const remove = async (devices) => {
    const removed = await api.delete(PATH, { trusted_devices: devices.map((one) => one.id) });
    if (removed.status === 200) {
      notify(t("devices.removed", { count: devices.length }));
      again(removed);
    } else {
      notify(failure(removed, t), "warning");
      again();
    }
  };
  const removeAll = async (devices) => {
    if (await confirm(t("devices.remove_question", { count: devices.length }), t("devices.remove_all"))) {
      await remove(devices);
    }
  };
  return html`<${Screen} title=${t("nav.devices")} lead=${t("devices.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(devices) =>
        devices.length === 0
          ? html`<p class="empty">${t("devices.none")}</p>`
          : html`<ul class="list">
                ${devices.map((one) => html`<${Device} key=${one.id} ...${one} remove=${() => remove([one])} />`)}
              </ul>
              ${devices.length > 1 &&
              html`<p class="actions">
                <${Button} kind="danger" onClick=${() => removeAll(devices)}>${t("devices.remove_all")}<//>
              </p>`}`}
    <//>
  <//>`;
}

function Device({ client, user_agent, ip, created_at, last_used_at, expires_at, is_current, remove }) {
  const { date, t } = useApp();
  const name = describe(user_agent ?? "") || t("unknown_device");
  return html`<li>
    <div class="what">
      <strong>${name}</strong>
      <${Badge} kind="plain">${t(client === "app" ? "devices.app" : "devices.browser")}<//>
      ${is_current && html`<${Badge} kind="good">${t("this_one")}<//>`}
      <p class="hint">
        ${ip ?? ""} · ${t("added_at", { date: date(created_at) })}
        ${last_used_at && html` ${t("used_at", { date: date(last_used_at) })}`}
        ${" "}${t("devices.until", { date: date(expires_at) })}
      </p>
    </div>
    <p class="actions">
      <${Button} kind="danger" label=${t("remove_this", { name })} onClick=${remove}>${t("remove")}<//>
    </p>
  </li>`;
}
