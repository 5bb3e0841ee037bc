import { useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { createCredential } from "../../latchkey/passkey-actions.js";
import { PasskeyButton, WithPasskeys } from "../../latchkey/passkeys.js";
import { Badge, Button, Field, Form, Loaded, Screen, failure, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { used } from "./factors.js";

const PATH = "/account/authenticators/webauthn";

/** Passkeys and security keys: add, rename, remove. */
export function Passkeys() {
  const { api, notify, t } = useApp();
  const [result, again] = useLoaded(() => api.get("/account/authenticators"));
  const add = async (query) => {
    const made = await createCredential(api, PATH, { query });
    return made?.status === 409 ? { ...made, errors: [{ message: t("factors.unverified") }] } : made;
  };
  const added = (made) => {
    notify(t(made.meta.recovery_codes_generated ? "passkeys.added_first" : "passkeys.added"));
    again();
  };
  return html`<${Screen} title=${t("nav.passkeys")} lead=${t("passkeys.lead")}>
    <${Loaded} result=${result} again=${again}>
      ${(factors) => {
        const keys = factors.filter((factor) => factor.type === "webauthn");
        return keys.length === 0
          ? html`<p class="empty">${t("passkeys.none")}</p>`
          : html`<ul class="list">
              ${keys.map((one) => html`<${Passkey} key=${one.id} passkey=${one} changed=${again} />`)}
            </ul>`;
      }}
    <//>
    <${WithPasskeys}>
      <div class="others">
        <${PasskeyButton} kind="primary" action=${() => add("?passwordless")} onDone=${added}>${t("passkeys.add")}<//>
        <${PasskeyButton} action=${() => add("")} onDone=${added}>${t("passkeys.add_key")}<//>
      </div>
      <p class="hint">${t("passkeys.kinds")}</p>
    <//>
  <//>`;
}

function Passkey({ passkey, changed }) {
  const { api, confirm, date, notify, t } = useApp();
  const [renaming, setRenaming] = useState(false);
  const { id, name } = passkey;
  const rename = async (form) => {
    const result = await api.put(PATH, { id, name: form.name });
    if (result.status === 200) {
      setRenaming(false);
      notify(t("passkeys.renamed", { name: form.name }));
      changed();
    }
    return result;
  };
  const remove = async () => {
    if (!(await confirm(t("passkeys.remove_question", { name }), t("remove")))) {
      return;
    }
    const result = await api.delete(PATH, { authenticators: [id] });
    if (result.status === 200) {
      notify(t("passkeys.removed", { name }));
      changed();
    } else {
      notify(result.status === 409 ? t("factors.last") : failure(result, t), "warning");
    }
  };
  return html`<li>
    <div class="what">
      <strong>${name}</strong>
      <${Badge} kind="plain">${t(passkey.is_passwordless ? "passkeys.passkey" : "passkeys.key")}<//>
      <p class="hint">${t("added_at", { date: date(passkey.created_at) })} ${used(passkey, t, date)}</p>
      ${renaming &&
      html`<${Form} submit=${t("save")} onSubmit=${rename}>
        <${Field} name="name" label=${t("passkeys.name")} defaultValue=${name} maxlength="100" autocomplete="off" focus />
      <//>`}
    </div>
    <p class="actions">
      <button
        type="button"
        aria-label=${t(renaming ? "passkeys.keep_name" : "passkeys.rename_this", { name })}
        onClick=${() => setRenaming(!renaming)}
      >
        ${t(renaming ? "cancel" : "passkeys.rename")}
      </button>
      <${Button} kind="danger" label=${t("remove_this", { name })} onClick=${remove}>${t("remove")}<//>
    </p>
  </li>`;
}
