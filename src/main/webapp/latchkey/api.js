/**
 * The client of Latchkey's browser API, /_allauth/browser/v1 by default: cookies for the session, a CSRF token in a
 * header, an envelope in every response. It knows no page: what the user must do is told to the callbacks.
 *
 * A result is { status, data, meta, errors, retryAfter }. `call` never throws: without a response the status is 0, and
 * CANCELLED if the user did not reauthenticate.
 */

export const UNREACHABLE = 0;
export const CANCELLED = -1;

const SAFE = new Set(["GET", "HEAD"]);
const PATIENCE = 30_000; // milliseconds

/**
 * What an application of pages must know before it calls the API: where that is, and how to send the CSRF token.
 *
 * @param name the application, such as "account"
 * @param pageUrl its folder
 */
export async function readSettings(name, pageUrl, fetch = globalThis.fetch) {
  const root = new URL("../", pageUrl);
  const response = await fetch(new URL(`_latchkey/${name}.json`, root), {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  });
  if (!response.ok) {
    throw new Error(`No settings: ${response.status}`);
  }
  const settings = await response.json();
  return { ...settings, api: new URL(`${settings.api}/`, root) };
}

/** The value of a cookie in the text of document.cookie; null if there is none. */
export function cookieIn(text, name) {
  for (const part of text.split(";")) {
    const [key, ...value] = part.split("=");
    if (key.trim() === name) {
      return value.join("=").trim();
    }
  }
  return null;
}

/** A key or code that a user has typed or pasted, as the value of a header: without what no header can carry. */
export function asHeader(text) {
  return text.replace(/[^\x21-\x7e]/g, "");
}

/** Errors by field; those about the request as a whole are under "". Several of one field are joined. */
export function errorsByField(errors = []) {
  const found = {};
  for (const { param, message } of errors) {
    const field = param ?? "";
    found[field] = found[field] ? `${found[field]} ${message}` : message;
  }
  return found;
}

/** Whether the response says that the user, who is logged in, must authenticate again first. */
export function mustReauthenticate(result) {
  return result.status === 401 && result.meta?.is_authenticated === true;
}

export class Api {
  #base;
  #csrf;
  #fetch;
  #cookies;
  #language;
  #onSession;
  #onReauthenticate;
  #lastChange = Promise.resolve();
  #reading = new Set();

  /**
   * @param options base: the URL of the API, of this origin, with a slash at the end; csrf: the names of cookie and
   *     header; cookies: returns the text of document.cookie; language: returns the language of messages; onSession:
   *     called with each response that says who is logged in; onReauthenticate: called with the flows, resolves to
   *     whether the user has reauthenticated
   */
  constructor({
    base,
    csrf,
    fetch = (...request) => globalThis.fetch(...request),
    cookies = () => document.cookie,
    language = () => "en",
    onSession = () => {},
    onReauthenticate = async () => false,
  }) {
    this.#base = new URL(base);
    this.#csrf = csrf;
    this.#fetch = fetch;
    this.#cookies = cookies;
    this.#language = language;
    this.#onSession = onSession;
    this.#onReauthenticate = onReauthenticate;
  }

  get(path, headers) {
    return this.call("GET", path, undefined, headers);
  }

  post(path, body = {}) {
    return this.call("POST", path, body);
  }

  put(path, body) {
    return this.call("PUT", path, body);
  }

  patch(path, body) {
    return this.call("PATCH", path, body);
  }

  delete(path, body) {
    return this.call("DELETE", path, body);
  }

  /**
   * Sends a request. If the CSRF token was rejected, gets another one and sends it once more; if the user must
   * reauthenticate, asks for that and sends it once more.
   */
  async call(method, path, body, headers = {}) {
    let result = await this.#send(method, path, body, headers);
    if (result.status === 403 && result.errors.some((e) => e.code === "csrf_failed")) {
      await this.#send("GET", "/config", undefined, {});
      result = await this.#send(method, path, body, headers);
    }
    if (mustReauthenticate(result)) {
      if (!(await this.#onReauthenticate(result.data.flows))) {
        return { ...result, status: CANCELLED };
      }
      result = await this.#send(method, path, body, headers);
    }
    if (result.status === 409) {
      // The state of the session is not what the page believes, as after a step in another tab.
      this.#tell(await this.#send("GET", "/auth/session", undefined, {}));
    }
    this.#tell(result);
    return result;
  }

  #tell(result) {
    if (this.#saysWhoIsLoggedIn(result)) {
      this.#onSession(result);
    }
  }

  #saysWhoIsLoggedIn(result) {
    return (
      (result.status === 401 && result.meta?.is_authenticated === false) ||
      (result.status === 200 && result.meta?.is_authenticated === true && Boolean(result.data?.user))
    );
  }

  /**
   * Responses set the cookie of the session. So a request that changes something is sent alone: a response to an
   * earlier request could otherwise arrive later, and put another session in the place of the new one.
   */
  async #send(method, path, body, headers) {
    const url = new URL(path.replace(/^\//, ""), this.#base);
    if (url.origin !== this.#base.origin) {
      throw new TypeError(`${url} is not of this origin`);
    }
    const isSafe = SAFE.has(method);
    const before = isSafe ? [this.#lastChange] : [this.#lastChange, ...this.#reading];
    const result = Promise.all(before).then(() => this.#exchange(method, url, body, headers));
    if (isSafe) {
      this.#reading.add(result);
      result.then(() => this.#reading.delete(result));
    } else {
      this.#lastChange = result;
    }
    return result;
  }

  /** Sends the request now. Never rejects. */
  async #exchange(method, url, body, headers) {
    const token = SAFE.has(method) ? null : cookieIn(this.#cookies(), this.#csrf.cookie);
    let response;
    try {
      response = await this.#fetch(url, {
        method,
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
        cache: "no-store",
        headers: {
          Accept: "application/json",
          "Accept-Language": this.#language(),
          ...(token && { [this.#csrf.header]: token }),
          ...(body && { "Content-Type": "application/json" }),
          ...headers,
        },
        body: body && JSON.stringify(body),
      });
    } catch {
      return { status: UNREACHABLE, data: null, meta: {}, errors: [], retryAfter: null };
    }
    const envelope = (await response.json().catch(() => null)) ?? {};
    return {
      status: response.status,
      data: envelope.data ?? null,
      meta: envelope.meta ?? {},
      errors: envelope.errors ?? [],
      retryAfter: seconds(response.headers.get("Retry-After")),
    };
  }
}

function seconds(retryAfter) {
  return /^\d+$/.test(retryAfter ?? "") ? Number(retryAfter) : null;
}
