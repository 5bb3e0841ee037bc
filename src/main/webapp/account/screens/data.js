import { save } from "../../latchkey/download.js";
import { Button, Screen, failure, html, useApp } from "../../latchkey/ui.js";

/** What the API knows about the user, by the request that returns it. */
const DATA = {
  session: "/auth/session",
  addresses: "/account/email",
  second_factors: "/account/authenticators",
  sessions: "/auth/sessions",
  trusted_devices: "/account/trusted-devices",
};

/** Take the data along, and delete the account. */
export function Data() {
  const { api, notify, settings, t } = useApp();
  const download = async () => {
    const data = {};
    for (const [name, path] of Object.entries(DATA)) {
      const result = await api.get(path);
      if (result.status !== 200) {
        notify(failure(result, t), "warning");
        return;
      }
      data[name] = result.data;
    }
    save(t("data.file"), `${JSON.stringify(data, null, 2)}\n`, "application/json");
  };
  return html`<${Screen} title=${t("nav.data")} lead=${t("data.lead")}>
    <section class="card">
      <h2>${t("data.copy")}</h2>
      <p>${t("data.copy_lead")}</p>
      <p class="actions"><${Button} onClick=${download}>${t("data.download")}<//></p>
    </section>
    ${settings.account_deletion && html`<${Deletion} />`}
  <//>`;
}

function Deletion() {
  const { api, confirm, leave, session, t } = useApp();
  const remove = async () => {
    const name = session.user.display;
    if (await confirm(t("deletion.question", { name }), t("deletion.submit"))) {
      await leave("deletion.done", async () => {
        const result = await api.delete("/account");
        return result.status === 409 ? { ...result, errors: [{ message: t("deletion.admin") }] } : result;
      });
    }
  };
  return html`<section class="card danger-card">
    <h2>${t("deletion.title")}</h2>
    <p>${t("deletion.lead")}</p>
    <p class="actions"><${Button} kind="danger" onClick=${remove}>${t("deletion.begin")}<//></p>
  </section>`;
}
