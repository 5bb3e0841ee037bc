import { useEffect, useRef, useState } from "./vendor/preact-hooks.module.js";
import { getCredential } from "./passkey-actions.js";
import { Button, failure, html, useAlive, useApp } from "./ui.js";
import * as webauthn from "./webauthn.js";

/** What is inside, if the browser can use passkeys; else one sentence that it cannot. */
export function WithPasskeys({ children }) {
  const { t } = useApp();
  return webauthn.isSupported() ? children : html`<p class="hint">${t("passkeys.unsupported")}</p>`;
}

/** A button for a ceremony, and why it failed. The action resolves to a result, or to null if it was cancelled. */
export function PasskeyButton({ action, onDone, kind = "", children }) {
  const { t } = useApp();
  const [error, setError] = useState(null);
  const alive = useAlive();
  const press = async () => {
    setError(null);
    const result = await action();
    if (!alive()) {
      return;
    }
    if (result === null) {
      setError(t("passkeys.cancelled"));
    } else if (result.status === 200) {
      onDone?.(result);
    } else if (!(result.status === 401 && result.meta.is_authenticated === false)) {
      setError(failure(result, t));
    }
  };
  return html`<div class="ceremony">
    <${Button} kind=${kind} onClick=${press}>${children}<//>
    ${error && html`<p class="error" role="alert">${error}</p>`}
  </div>`;
}

/**
 * Offers passkeys in the autofill of the form's first field, for as long as the form is shown.
 *
 * @returns a function that logs in by a dialog instead, and resolves to its result
 */
export function usePasskeyLogin(enabled) {
  const { api, notify, settings, t } = useApp();
  const running = useRef(null);
  const timer = useRef(null);
  const alive = useAlive();
  const path = "/auth/webauthn/login";
  const stop = () => {
    clearTimeout(timer.current);
    running.current?.abort();
    running.current = null;
  };
  const offer = async () => {
    stop();
    if (!(await webauthn.isAutofillSupported()) || !alive()) {
      return;
    }
    const ceremony = new AbortController();
    running.current = ceremony;
    // The challenge expires with the login; another one takes its place before.
    timer.current = setTimeout(offer, Math.max(30, settings.login_timeout - 60) * 1000);
    const result = await getCredential(api, path, {
      mediation: "conditional",
      signal: ceremony.signal,
    });
    const failed = result && result.begun !== false && result.status !== 200 && result.status !== 401;
    if (failed && alive()) {
      notify(failure(result, t), "warning");
      offer(); // the attempt has used up the challenge
    }
  };
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    offer();
    return stop;
  }, [enabled]);
  return async () => {
    stop();
    const result = await getCredential(api, path);
    if (alive()) {
      offer();
    }
    return result;
  };
}
