/** What all screens are made of. Values are always text: Preact creates nodes, never markup. */

import { h, createContext } from "./vendor/preact.module.js";
import { useCallback, useContext, useEffect, useId, useRef, useState } from "./vendor/preact-hooks.module.js";
import htm from "./vendor/htm.module.js";
import { CANCELLED, UNREACHABLE, errorsByField } from "./api.js";
import { Icon } from "./icons.js";

export const html = htm.bind(h);

/** Everything that screens share: the API, texts, the session, and what they may do. */
export const App = createContext(null);

export const useApp = () => useContext(App);

/** What a result without errors of its own means, in words. */
export function messageOf(result, t) {
  if (result.device) {
    return result.device === "InvalidStateError"
      ? t("error.device_known")
      : t("error.device", { name: result.device });
  }
  switch (result.status) {
    case UNREACHABLE:
      return t("error.unreachable");
    case CANCELLED:
      return t("error.reauthentication");
    case 401:
      return t("error.logged_out");
    case 403:
      return t("error.not_sent");
    case 404:
      return t("error.not_available");
    case 409:
      return t("error.conflict");
    case 429:
      return result.retryAfter
        ? t("error.too_many_for", { count: Math.max(1, Math.ceil(result.retryAfter / 60)) })
        : t("error.too_many");
    default:
      return t("error.other", { status: result.status });
  }
}

/** The text for the user about a result that failed: that of the server, else one of ours. */
export function failure(result, t) {
  const all = result.status === 429 ? "" : Object.values(errorsByField(result.errors)).join(" ");
  return all || messageOf(result, t);
}

/** A screen: its heading gets the focus, so that screen readers announce where the user is. */
export function Screen({ title, lead, children, narrow = false }) {
  const { t } = useApp();
  const section = useRef(null);
  useEffect(() => {
    document.title = `${title} – ${t("brand")}`;
  }, [title]);
  useEffect(() => {
    if (!section.current.contains(document.activeElement)) {
      section.current.querySelector("h1").focus({ preventScroll: true });
    }
  }, []);
  return html`<section ref=${section} class=${narrow ? "screen narrow" : "screen"}>
    <h1 tabindex="-1">${title}</h1>
    ${lead && html`<p class="lead">${lead}</p>`} ${children}
  </section>`;
}

const FormState = createContext({ errors: {} });

/**
 * A form that sends its values, shows the errors of the response at its fields, and moves the focus to the first.
 *
 * @param onSubmit gets the values by name; resolves to a result of the API, or to nothing
 * @param onDone called with a result of status 200
 */
export function Form({ onSubmit, onDone, submit, children, danger = false, label }) {
  const { t } = useApp();
  const [errors, setErrors] = useState({});
  const [busy, setBusy] = useState(false);
  const form = useRef(null);
  const alive = useAlive();
  const send = async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setBusy(true);
    setErrors({});
    const values = Object.fromEntries(new FormData(form.current));
    const result = await onSubmit(values);
    if (!alive()) {
      return;
    }
    setBusy(false);
    if (!result) {
      return;
    }
    if (isDone(result)) {
      form.current.reset();
      if (result.status === 200) {
        onDone?.(result);
      }
    } else {
      const found = result.status === 429 ? {} : errorsByField(result.errors);
      setErrors(Object.keys(found).length > 0 ? found : { "": messageOf(result, t) });
    }
  };
  useEffect(() => {
    if (Object.keys(errors).length > 0) {
      const first = form.current.querySelector('[aria-invalid="true"]');
      (first ?? form.current.querySelector(".alert"))?.focus();
    }
  }, [errors]);
  const shown = namesIn(form.current);
  const rest = Object.entries(errors).filter(([field]) => !shown.has(field));
  return html`<form ref=${form} onSubmit=${send} novalidate aria-label=${label} aria-busy=${busy}>
    ${rest.length > 0 &&
    html`<p class="alert" role="alert" tabindex="-1">${rest.map(([, text]) => text).join(" ")}</p>`}
    <${FormState.Provider} value=${{ errors }}>${children}<//>
    <p class="actions">
      <button type="submit" class=${danger ? "danger" : "primary"} aria-disabled=${busy}>
        ${busy ? t("busy") : submit}
      </button>
    </p>
  </form>`;
}

/** 401 is progress, too: the login needs another step, which the session now shows. */
const isDone = (result) =>
  result.status === 200 || (result.status === 401 && result.meta.is_authenticated === false);

function namesIn(form) {
  return new Set(form ? Array.from(form.elements, (element) => element.name).filter(Boolean) : []);
}

/** An input with its label, a hint and its errors. */
export function Field({ name, label, hint, type = "text", optional = false, focus = false, ...others }) {
  const { t } = useApp();
  const { errors } = useContext(FormState);
  const id = useId();
  const input = useRef(null);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (focus) {
      input.current.focus();
    }
  }, []);
  const error = errors[name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const isPassword = type === "password";
  return html`<div class="field">
    <label for=${id}>${label}${optional && html` <span class="optional">${t("optional")}</span>`}</label>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    <div class=${isPassword ? "input secret-input" : "input"}>
      <input
        id=${id}
        ref=${input}
        name=${name}
        type=${isPassword && visible ? "text" : type}
        required=${!optional}
        aria-invalid=${error ? "true" : undefined}
        aria-describedby=${described || undefined}
        ...${others}
      />
      ${isPassword &&
      html`<button
        type="button"
        class="reveal"
        aria-pressed=${visible ? "true" : "false"}
        aria-label=${`${t("password.show")}: ${label}`}
        title=${t("password.show")}
        onClick=${() => setVisible(!visible)}
      >
        <${Icon} name=${visible ? "eye-closed" : "eye"} />
      </button>`}
    </div>
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
  </div>`;
}

/** A field for a code from a mail, an app or a list: no correction, and the keyboard that fits. */
export function CodeField({ numeric = false, ...others }) {
  return html`<${Field}
    autocomplete="one-time-code"
    autocapitalize="none"
    spellcheck=${false}
    inputmode=${numeric ? "numeric" : undefined}
    class="code"
    ...${others}
  />`;
}

/** A button that does something which takes a while; it is not pressed twice. */
export function Button({ onClick, kind = "", children, label }) {
  const { t } = useApp();
  const [busy, setBusy] = useState(false);
  const alive = useAlive();
  const press = async () => {
    if (busy) {
      return;
    }
    setBusy(true);
    try {
      await onClick();
    } finally {
      if (alive()) {
        setBusy(false);
      }
    }
  };
  return html`<button type="button" class=${kind} aria-label=${label} aria-disabled=${busy} onClick=${press}>
    ${busy ? t("busy") : children}
  </button>`;
}

export function Link({ to, children, ...others }) {
  return html`<a href=${`#/${to}`} ...${others}>${children}</a>`;
}

/**
 * A modal dialog: the browser keeps the focus in it and returns it afterwards.
 *
 * @param action a button beside the one that closes it
 * @param cautious whether the focus begins on the button that changes nothing
 */
export function Dialog({ title, onClose, action, cautious = false, children }) {
  const { t } = useApp();
  const element = useRef(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${element} aria-labelledby=${id} onCancel=${cancel}>
    <h2 id=${id}>${title}</h2>
    ${children}
    <p class="actions">
      <button type="button" autofocus=${cautious} onClick=${onClose}>${t("cancel")}</button>
      ${action}
    </p>
  </dialog>`;
}

/**
 * Loads what a screen shows, and shows that it is loading, or why it cannot.
 *
 * @returns the result, null while it loads; and a function that loads it again, or takes another result
 */
export function useLoaded(load) {
  const [result, setResult] = useState(null);
  const alive = useAlive();
  const again = useCallback(async (other) => {
    const next = other ?? (await load());
    if (alive()) {
      setResult(next);
    }
    return next;
  }, []);
  useEffect(() => {
    again();
  }, []);
  return [result, again];
}

/** The content of a screen, once its result is there. */
export function Loaded({ result, again, children }) {
  const { t } = useApp();
  if (!result) {
    return html`<p class="loading" role="status">${t("loading")}</p>`;
  }
  if (result.status !== 200) {
    return html`<div class="alert" role="alert">
      <p>${failure(result, t)}</p>
      <p><${Button} onClick=${() => again()}>${t("retry")}<//></p>
    </div>`;
  }
  return children(result.data);
}

export function Badge({ kind, children }) {
  return html`<span class=${`badge ${kind}`}>${children}</span>`;
}

/** Tells whether the component is still shown; responses may arrive later. */
export function useAlive() {
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return () => alive.current;
}
