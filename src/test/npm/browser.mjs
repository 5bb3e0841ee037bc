// What a page has that Node has not: a document, a store, and fetch with cookies, CORS and preflights (Fetch standard).

const SAFE_METHODS = ["GET", "HEAD", "POST"];
const SAFE_HEADERS = ["accept", "accept-language", "content-language"];
const SAFE_TYPES = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];

/** Makes this process a page of the origin. */
export function become(origin) {
  const page = new URL(origin);
  const jar = new Map(); // host and name: a cookie
  const send = globalThis.fetch;

  function cookiesFor(url, ofScripts) {
    return [...jar.values()]
      .filter(c => c.host === url.hostname && url.pathname.startsWith(c.path) && !(ofScripts && c.httpOnly))
      .map(c => `${c.name}=${c.value}`)
      .join("; ");
  }

  function keep(url, line, byScript) {
    const [pair, ...attributes] = line.split(";").map(part => part.trim());
    const name = pair.slice(0, pair.indexOf("="));
    const value = pair.slice(name.length + 1);
    const of = new Map(attributes.map(a => [a.split("=")[0].toLowerCase(), a.slice(a.indexOf("=") + 1)]));
    const key = url.hostname + " " + name;
    if (byScript && (jar.get(key)?.httpOnly || of.has("httponly"))) {
      return;
    }
    const isOver = Number(of.get("max-age") ?? 1) <= 0 || (of.has("expires") && new Date(of.get("expires")) <= new Date());
    if (isOver) {
      jar.delete(key);
    } else {
      jar.set(key, { host: url.hostname, name, value, path: of.get("path") ?? "/", httpOnly: of.has("httponly") });
    }
  }

  function isSimple(method, headers) {
    return SAFE_METHODS.includes(method) && [...headers.keys()].every(name =>
      SAFE_HEADERS.includes(name)
        || (name === "content-type" && SAFE_TYPES.includes(headers.get(name).split(";")[0])));
  }

  function admit(response, withCookies, what) {
    const allowed = response.headers.get("access-control-allow-origin");
    const fits = withCookies
      ? allowed === origin && response.headers.get("access-control-allow-credentials") === "true"
      : allowed === origin || allowed === "*";
    if (!fits) {
      throw new TypeError(`CORS: ${what} allows ${allowed}`);
    }
  }

  async function preflight(url, method, headers, withCookies) {
    const names = [...headers.keys()].filter(n => !SAFE_HEADERS.includes(n)).sort();
    const response = await send(url, {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": method,
        ...(names.length && { "Access-Control-Request-Headers": names.join(",") }),
      },
    });
    if (!response.ok) {
      throw new TypeError(`CORS: the preflight of ${method} ${url} has status ${response.status}`);
    }
    admit(response, withCookies, `the preflight of ${method} ${url}`);
    const list = name => (response.headers.get(name) ?? "").toLowerCase().split(",").map(s => s.trim());
    const methods = list("access-control-allow-methods");
    const allowed = list("access-control-allow-headers");
    if (!SAFE_METHODS.includes(method) && !methods.includes(method.toLowerCase())) {
      throw new TypeError(`CORS: ${method} is not allowed, but ${methods}`);
    }
    const wrong = names.filter(name => !allowed.includes(name));
    if (wrong.length) {
      throw new TypeError(`CORS: ${wrong} are not allowed, but ${allowed}`);
    }
  }

  globalThis.fetch = async (target, options = {}) => {
    const url = new URL(target, page);
    const method = (options.method ?? "GET").toUpperCase();
    const headers = new Headers(options.headers);
    if (typeof options.body === "string" && !headers.has("content-type")) {
      headers.set("content-type", "text/plain;charset=UTF-8");
    }
    const isCross = url.origin !== page.origin;
    const credentials = options.credentials ?? "same-origin";
    const withCookies = credentials === "include" || (credentials === "same-origin" && !isCross);
    if (isCross && !isSimple(method, headers)) {
      await preflight(url, method, headers, withCookies);
    }
    if (isCross || !["GET", "HEAD"].includes(method)) {
      headers.set("Origin", origin);
    }
    const cookies = cookiesFor(url, false);
    if (withCookies && cookies) {
      headers.set("Cookie", cookies);
    }
    const response = await send(url, { method, headers, body: options.body });
    if (withCookies) {
      response.headers.getSetCookie().forEach(line => keep(url, line, false));
    }
    if (isCross) {
      admit(response, withCookies, `${method} ${url}`);
    }
    return response;
  };

  const events = new EventTarget();
  globalThis.document = {
    get cookie() {
      return cookiesFor(page, true);
    },
    set cookie(line) {
      keep(page, line, true);
    },
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  };
  const store = new Map();
  globalThis.localStorage = {
    getItem: key => store.get(key) ?? null,
    setItem: (key, value) => void store.set(key, String(value)),
    removeItem: key => void store.delete(key),
  };
  globalThis.window = globalThis;
  globalThis.location = page;
}
