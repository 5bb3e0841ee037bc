import { useEffect, useRef, useState } from "./vendor/preact-hooks.module.js";
import { getCredential } from "./passkey-actions.js";
import { Button, failure, html, useAlive, useApp } from "./ui.js";
import * as webauthn from "./webauthn.js";

/** A button for a ceremony, and why it failed. The action resolves to a result, or to null if it was cancelled. */
export function PasskeyButton({ action, onDone, kind = "", children }) {
  const { t } = useApp();
  const [error, setError] = useState(null);
  const alive = useAlive();
  if (!webauthn.isSupported()) {
    return html`<p class="hint">${t("passkeys.unsupported")}</p>`;
  }
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
 * @returns how to stop that, before another ceremony begins
 */
export function useAutofill(enabled) {
  const { api, settings } = useApp();
  const running = useRef(null);
  const stop = () => {
    running.current?.abort();
    running.current = null;
  };
  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    let timer;
    const begin = async () => {
      stop();
      if (!(await webauthn.isAutofillSupported())) {
        return;
      }
      const ceremony = new AbortController();
      running.current = ceremony;
      // The challenge expires with the login; another one takes its place before.
      timer = setTimeout(begin, Math.max(30, settings.login_timeout - 60) * 1000);
      await getCredential(api, "/auth/webauthn/login", {
        mediation: "conditional",
        signal: ceremony.signal,
      });
    };
    begin();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [enabled]);
  return stop;
}
