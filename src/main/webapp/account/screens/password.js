import { Field, Form, Screen, html, useApp } from "../../latchkey/ui.js";

/** Changes the password, or sets the first one. */
export function Password() {
  const { api, notify, session, settings, t } = useApp();
  const has = session.user.has_usable_password;
  const send = async (form) => {
    const result = await api.post("/account/password/change", form);
    if (result.status === 200) {
      notify(t(has ? "password.changed" : "password.set"));
    } else if (result.status === 401 && result.meta.is_authenticated === false) {
      notify(t("password.changed_login"));
    }
    return result;
  };
  return html`<${Screen} title=${t("nav.password")} lead=${t(has ? "password.lead" : "password.lead_first")}>
    <section class="card">
      <${Form} submit=${t(has ? "password.submit" : "password.submit_first")} onSubmit=${send}>
        <input
          type="text"
          class="visually-hidden"
          autocomplete="username"
          value=${session.user.display}
          readonly
          tabindex="-1"
          aria-hidden="true"
        />
        ${has &&
        html`<${Field}
          name="current_password"
          type="password"
          label=${t("password.current")}
          autocomplete="current-password"
        />`}
        <${Field}
          name="new_password"
          type="password"
          label=${t("password.new")}
          hint=${t("password.hint", { count: settings.password_min_length })}
          autocomplete="new-password"
        />
      <//>
    </section>
  <//>`;
}
