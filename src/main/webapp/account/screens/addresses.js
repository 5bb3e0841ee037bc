import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { Badge, Button, CodeField, Field, Form, Loaded, Screen, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";

const PATH = "/account/email";

/** The user's addresses: add, verify again, make primary, remove. */
export function Addresses() {
  const { api, config, notify, t } = useApp();
  const [result, again] = useLoaded(() => api.get(PATH));
  const [awaited, setAwaited] = useState(null);
  const byCode = config.account.email_verification_by_code_enabled;
  const sent = (email) => {
    setAwaited(byCode ? email : null);
    notify(t(byCode ? "addresses.code_sent" : "addresses.link_sent", { email }));
  };
  const add = async (form) => {
    const added = await api.post(PATH, form);
    if (added.status === 200) {
      sent(form.email);
      again(added);
    }
    return added;
  };
  const verify = async ({ key }) => {
    const verified = await api.post("/auth/email/verify", { key: key.trim() });
    if (verified.status === 200) {
      setAwaited(null);
      notify(t("verify.done", { email: awaited }));
      again();
    }
    return verified;
  };
  return html`<${Screen} title=${t("nav.addresses")} lead=${t("addresses.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(addresses) =>
        addresses.length === 0
          ? html`<p class="empty">${t("addresses.none")}</p>`
          : html`<ul class="list">
              ${addresses.map(
                (one) =>
                  html`<${Address} key=${one.email} ...${one} sent=${sent} changed=${again} />`,
              )}
            </ul>`}
    <//>
    ${awaited &&
    html`<section class="card">
      <h2>${t("addresses.verify", { email: awaited })}</h2>
      <${Form} submit=${t("verify.submit")} onSubmit=${verify}>
        <${CodeField} name="key" label=${t("code")} focus />
      <//>
    </section>`}
    <section class="card">
      <h2>${t("addresses.add")}</h2>
      <${Form} submit=${t("addresses.add_submit")} onSubmit=${add}>
        <${Field} name="email" type="email" label=${t("email")} autocomplete="email" />
      <//>
    </section>
  <//>`;
}

function Address({ email, verified, primary, sent, changed }) {
  const { api, confirm, notify, t } = useApp();
  const change = async (method, body, text) => {
    const result = await api.call(method, PATH, body);
    if (result.status === 200) {
      notify(t(text, { email }));
      changed(result);
    } else {
      notify(failure(result, t), "warning");
    }
  };
  const resend = async () => {
    const result = await api.put(PATH, { email });
    if (result.status === 200) {
      sent(email);
    } else {
      notify(failure(result, t), "warning");
    }
  };
  const remove = async () => {
    if (await confirm(t("addresses.remove_question", { email }), t("remove"))) {
      await change("DELETE", { email }, "addresses.removed");
    }
  };
  return html`<li>
    <div class="what">
      <strong>${email}</strong>
      ${primary && html`<${Badge} kind="plain">${t("addresses.primary")}<//>`}
      ${verified
        ? html`<${Badge} kind="good">${t("addresses.verified")}<//>`
        : html`<${Badge} kind="weak">${t("addresses.unverified")}<//>`}
    </div>
    <p class="actions">
      ${!verified &&
      html`<${Button} label=${t("addresses.resend_to", { email })} onClick=${resend}>${t("addresses.resend")}<//>`}
      ${!primary &&
      verified &&
      html`<${Button}
        label=${t("addresses.make_this_primary", { email })}
        onClick=${() => change("PATCH", { email, primary: true }, "addresses.made_primary")}
        >${t("addresses.make_primary")}<//
      >`}
      ${!primary &&
      html`<${Button} kind="danger" label=${t("remove_this", { name: email })} onClick=${remove}>${t("remove")}<//>`}
    </p>
  </li>`;
}
