import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { save } from "../../latchkey/download.js";
import { Badge, Button, Loaded, Screen, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { TotpSetup } from "./totp.js";

/** The authenticator app and the recovery codes. */
export function Factors() {
  const { api, config, t } = useApp();
  const [result, again] = useLoaded(() => api.get("/account/authenticators"));
  const types = config.mfa.supported_types;
  return html`<${Screen} title=${t("nav.factors")} lead=${t("factors.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(factors) => {
        const totp = factors.find((factor) => factor.type === "totp");
        const codes = factors.find((factor) => factor.type === "recovery_codes");
        return html`${(totp || types.includes("totp")) && html`<${AuthenticatorApp} totp=${totp} changed=${again} />`}
        ${(codes || types.includes("recovery_codes")) &&
        html`<${RecoveryCodes} key=${codes?.created_at} codes=${codes} changed=${again} />`}`;
      }}
    <//>
  <//>`;
}

function AuthenticatorApp({ totp, changed }) {
  const { api, confirm, date, notify, t } = useApp();
  const [adding, setAdding] = useState(false);
  const remove = async () => {
    if (!(await confirm(t("totp.remove_question"), t("remove")))) {
      return;
    }
    const result = await api.delete("/account/authenticators/totp");
    if (result.status === 200) {
      notify(t("totp.removed"));
      changed();
    } else {
      notify(result.status === 409 ? t("factors.last") : failure(result, t), "warning");
    }
  };
  const added = (result) => {
    if (result.status === 200) {
      setAdding(false);
      notify(t("totp.added"));
      changed();
    }
  };
  return html`<section class="card">
    <h2>${t("totp.title")} ${totp && html`<${Badge} kind="good">${t("on")}<//>`}</h2>
    ${totp
      ? html`<p>${t("added_at", { date: date(totp.created_at) })} ${used(totp, t, date)}</p>
          <p class="actions"><${Button} kind="danger" onClick=${remove}>${t("remove")}<//></p>`
      : html`<p>${t("totp.lead")}</p>
          ${adding
            ? html`<${TotpSetup} onResult=${added} />
                <p class="beside">
                  <button type="button" class="plain" onClick=${() => setAdding(false)}>${t("cancel")}</button>
                </p>`
            : html`<p class="actions">
                <button type="button" class="primary" onClick=${() => setAdding(true)}>${t("totp.add")}</button>
              </p>`}`}
  </section>`;
}

/** When a factor was last used, in words. */
export function used(factor, t, date) {
  return factor.last_used_at
    ? t("used_at", { date: date(factor.last_used_at) })
    : t("never_used");
}

function RecoveryCodes({ codes, changed }) {
  const { api, confirm, notify, t } = useApp();
  const [shown, setShown] = useState(null);
  const path = "/account/authenticators/recovery-codes";
  const take = (result) => {
    if (result.status === 200) {
      setShown(result.data.unused_codes ?? []);
    } else {
      notify(failure(result, t), "warning");
    }
    return result;
  };
  const show = async () => take(await api.get(path));
  const generate = async () => {
    if (codes && !(await confirm(t("recovery.generate_question"), t("recovery.generate")))) {
      return;
    }
    const result = take(await api.post(path));
    if (result.status === 200) {
      notify(t("recovery.generated"));
    }
  };
  return html`<section class="card">
    <h2>${t("recovery.title")} ${codes && html`<${Badge} kind="good">${t("on")}<//>`}</h2>
    <p>${t("recovery.lead")}</p>
    ${codes
      ? !shown && html`<p>${t("recovery.left", { count: codes.unused_code_count, total: codes.total_code_count })}</p>`
      : html`<p>${t("recovery.none")}</p>`}
    ${shown && (shown.length > 0 ? html`<${CodeList} codes=${shown} />` : html`<p>${t("recovery.hidden")}</p>`)}
    ${codes &&
    html`<p class="actions">
      ${!shown && html`<${Button} kind="primary" onClick=${show}>${t("recovery.show")}<//>`}
      <${Button} onClick=${generate}>${t("recovery.generate")}<//>
      ${shown && html`<${Button} kind="plain" onClick=${() => changed()}>${t("done")}<//>`}
    </p>`}
  </section>`;
}

function CodeList({ codes }) {
  const { notify, session, t } = useApp();
  const text = codes.join("\n");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify(t("recovery.copied"));
    } catch {
      notify(t("recovery.not_copied"), "warning");
    }
  };
  const download = () => save(t("recovery.file"), `${text}\n`, "text/plain");
  return html`<div class="print">
      <h3 class="only-print">${t("recovery.print_title", { name: session.user.display })}</h3>
      <ul class="codes">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
    </div>
    <p class="actions">
      ${navigator.clipboard && html`<${Button} onClick=${copy}>${t("recovery.copy")}<//>`}
      <button type="button" onClick=${download}>${t("recovery.download")}</button>
      <button type="button" onClick=${() => window.print()}>${t("recovery.print")}</button>
    </p>`;
}
