import { useEffect, useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { asHeader } from "../../latchkey/api.js";
import { Field, Form, Link, Screen, failure, html, useAlive, useApp } from "../../latchkey/ui.js";
import { NewPassword } from "./steps.js";

/** The page that verification mails link to. It changes nothing before the user agrees. */
export function VerifyEmail() {
  const { api, key, notify, replace, t } = useApp();
  const [given, found, check] = useKey(key, (value) =>
    api.get("/auth/email/verify", { "X-Email-Verification-Key": asHeader(value) }),
  );
  const verify = async () => {
    const result = await api.post("/auth/email/verify", { key: given });
    if (result.status === 200 || result.status === 401) {
      replace("");
      const text = result.status === 200 ? "verify.done" : "verify.done_login";
      notify(t(text, { email: found.data.email }));
    }
    return result;
  };
  return html`<${Screen} title=${t("verify.title")} narrow>
    ${found?.status === 200
      ? html`<p>${t("verify.question", { email: found.data.email, name: found.data.user.display })}</p>
          <${Form} submit=${t("verify.submit")} onSubmit=${verify} />
          <p class="hint">${t("verify.warning")}</p>`
      : html`<${EnterKey} found=${found} check=${check} label=${t("verify.key")} lead=${t("verify.key_lead")} />`}
  <//>`;
}

/** The page that mails for a new password link to. */
export function ResetPassword() {
  const { api, key, t } = useApp();
  const [given, found, check] = useKey(key, (value) =>
    api.get("/auth/password/reset", { "X-Password-Reset-Key": asHeader(value) }),
  );
  return html`<${Screen} title=${t("reset.title")} narrow>
    ${found?.status === 200
      ? html`<${NewPassword} resetKey=${given} user=${found.data.user} />`
      : html`<${EnterKey} found=${found} check=${check} label=${t("reset.key")} lead=${t("reset.key_lead")} />
          <p class="aside"><${Link} to="forgot-password">${t("reset.again")}<//></p>`}
  <//>`;
}

/** A key from the address or from a form, and what the server says about it. */
function useKey(key, look) {
  const [given, setGiven] = useState(key);
  const [found, setFound] = useState(null);
  const alive = useAlive();
  const check = async (value) => {
    const result = await look(value);
    if (alive()) {
      setGiven(value);
      setFound(result);
    }
    return result;
  };
  useEffect(() => {
    setFound(null);
    if (key) {
      check(key);
    }
  }, [key]);
  return [given, found, check];
}

function EnterKey({ found, check, label, lead }) {
  const { key, t } = useApp();
  if (key && !found) {
    return html`<p class="loading" role="status">${t("loading")}</p>`;
  }
  return html`${found && html`<p class="alert" role="alert">${failure(found, t)}</p>`}
    <p>${lead}</p>
    <${Form} submit=${t("continue")} onSubmit=${({ key: typed }) => check(typed.trim())}>
      <${Field} name="key" label=${label} autocomplete="off" autocapitalize="none" spellcheck=${false} />
    <//>`;
}
