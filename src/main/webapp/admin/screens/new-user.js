import { Field, Form, Screen, html, useApp } from "../../latchkey/ui.js";
import { nameOf, namesIn } from "../accounts.js";
import { Check, To, go, useAdmin } from "../parts.js";

/** Invites a user by mail, who then chooses a password. */
export function InviteUser() {
  const { notify, t } = useApp();
  const admin = useAdmin();
  const send = async ({ email, username, groups }) => {
    const result = await admin.post("accounts/invite", given({ email: email.trim(), username: username.trim(), groups: namesIn(groups) }));
    return created(result, () => notify(t("invite.done", { email: email.trim() })));
  };
  return html`<${Screen} title=${t("invite.title")} lead=${t("invite.lead")}>
    <section class="card">
      <${Form} submit=${t("invite.submit")} onSubmit=${send}>
        <${Field} name="email" type="email" label=${t("email")} autocomplete="off" focus />
        <${Field} name="username" label=${t("username")} autocomplete="off" autocapitalize="none" optional />
        <${Field} name="groups" label=${t("groups")} hint=${t("groups.hint")} autocomplete="off" optional />
      <//>
    </section>
    <p class="aside"><${To} screen="users" about="new">${t("create.instead")}<//></p>
  <//>`;
}

/** Creates an account without a mail. */
export function CreateUser() {
  const { notify, settings, t } = useApp();
  const admin = useAdmin();
  const send = async ({ email, username, password, groups, ...boxes }) => {
    const body = given({ email: email.trim(), username: username.trim(), password, groups: namesIn(groups) });
    if (body.email && boxes.email_verified) {
      body.email_verified = true;
    }
    const result = await admin.post("accounts", body);
    return created(result, () => notify(t("create.done", { name: nameOf(result.data) })));
  };
  return html`<${Screen} title=${t("create.title")} lead=${t("create.lead")}>
    <section class="card">
      <${Form} submit=${t("create.submit")} onSubmit=${send}>
        <${Field} name="email" type="email" label=${t("email")} autocomplete="off" optional focus />
        <${Check} name="email_verified" label=${t("create.verified")} />
        <${Field} name="username" label=${t("username")} autocomplete="off" autocapitalize="none" optional />
        <${Field}
          name="password"
          type="password"
          label=${t("password")}
          hint=${t("password.hint", { count: settings.password_min_length })}
          autocomplete="new-password"
          optional
        />
        <${Field} name="groups" label=${t("groups")} hint=${t("groups.hint")} autocomplete="off" optional />
      <//>
    </section>
    <p class="aside"><${To} screen="users" about="invite">${t("invite.instead")}<//></p>
  <//>`;
}

/** Without what was left empty. */
function given(body) {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value.length > 0));
}

/** Shows the new user; or returns the result, whose errors the form shows. */
function created(result, say) {
  if (result.status !== 201) {
    return result;
  }
  go("users", result.data.id, {}, say);
  return null;
}
