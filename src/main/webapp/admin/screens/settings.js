import { useId, useState } from "../../latchkey/vendor/preact-hooks.module.js";
import { Badge, Loaded, Screen, html, useApp, useLoaded } from "../../latchkey/ui.js";
import { matching } from "../settings-search.js";
import { Check, useAdmin, wordOf } from "../parts.js";

/** The settings in force, and where each comes from. They cannot be changed here. */
export function Settings() {
  const { t } = useApp();
  const admin = useAdmin();
  const [result, again] = useLoaded(() => admin.get("settings"));
  return html`<${Screen} title=${t("nav.settings")} lead=${t("settings.lead")}>
    <${Loaded} result=${result} again=${again}>${(families) => html`<${Families} families=${families} />`}<//>
  <//>`;
}

function Families({ families }) {
  const { t } = useApp();
  const id = useId();
  const [text, setText] = useState("");
  const [changed, setChanged] = useState(false);
  const found = matching(families, text, changed);
  const count = found.reduce((total, { settings }) => total + settings.length, 0);
  const clear = () => {
    setText("");
    setChanged(false);
  };
  return html`<form class="filters card" role="search" aria-label=${t("settings.search")} onSubmit=${(e) => e.preventDefault()}>
      <div class="fields">
        <div class="field">
          <label for=${id}>${t("settings.q")}</label>
          <input id=${id} type="search" value=${text} autocomplete="off" onInput=${(event) => setText(event.target.value)} />
        </div>
        <${Check} name="changed" label=${t("settings.changed")} onChange=${(event) => setChanged(event.target.checked)} />
      </div>
      <p class="hint" role="status">${t("settings.found", { count })}</p>
    </form>
    ${found.length === 0
      ? html`<div class="empty">
          <p>${t("settings.none_found")}</p>
          ${!changed && html`<p><button type="button" onClick=${clear}>${t("filter.clear")}</button></p>`}
        </div>`
      : found.map(
          ({ family, settings }) =>
            html`<section class="card" key=${family}>
              <h2>${family}</h2>
              <ul class="list settings">
                ${settings.map((one) => html`<${Setting} key=${one.name} setting=${one} />`)}
              </ul>
            </section>`,
        )}`;
}

/** Sources that there may be several of, so that their own name helps. */
const NAMED = new Set(["file", "server"]);

function Setting({ setting }) {
  const { t } = useApp();
  const { name, property, default: standard, source, source_name, purpose, allowed } = setting;
  return html`<li>
    <div class="what">
      <code class="name">${name}</code>
      <p class="quiet" lang="en"><${Prose} text=${purpose} /></p>
      <details>
        <summary>${t("details")}</summary>
        <dl>
          <dt>${t("settings.property")}</dt>
          <dd><code>${property}</code></dd>
          <dt>${t("settings.allowed")}</dt>
          <dd lang="en"><${Prose} text=${allowed} /></dd>
          <dt>${t("settings.default")}</dt>
          <dd>${standard ? html`<code>${standard}</code>` : t("settings.no_default")}</dd>
        </dl>
      </details>
    </div>
    <div class="value">
      <${Value} setting=${setting} />
      <${Badge} kind=${source === "default" ? "none" : "plain"}>${wordOf(t, "settings.source", source)}<//>
      ${NAMED.has(source) && source_name && html`<span class="hint">${source_name}</span>`}
    </div>
  </li>`;
}

/** A text in which names and values are between backticks. */
function Prose({ text }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

function Value({ setting }) {
  const { t } = useApp();
  const { value, secret, is_set } = setting;
  if (secret) {
    return html`<span class="quiet">${t(is_set ? "settings.hidden" : "settings.not_set")}</span>`;
  }
  return value === null || value === "" ? html`<span class="quiet">${t("settings.not_set")}</span>` : html`<code>${value}</code>`;
}
