import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Api,
  CANCELLED,
  UNREACHABLE,
  asHeader,
  cookieIn,
  errorsByField,
  readSettings,
} from "../../../main/webapp/latchkey/api.js";

const NOBODY = { status: 401, data: { flows: [{ id: "login" }] }, meta: { is_authenticated: false } };
const USER = { status: 200, data: { user: { id: 1 }, methods: [] }, meta: { is_authenticated: true } };
const AGAIN = {
  status: 401,
  data: { user: { id: 1 }, flows: [{ id: "reauthenticate" }] },
  meta: { is_authenticated: true },
};
const CSRF = { status: 403, errors: [{ code: "csrf_failed", message: "…" }] };

/** A server that gives these responses, one after another, and remembers the requests. */
function server(...envelopes) {
  const requests = [];
  const fetch = async (url, options) => {
    requests.push({ url: String(url), ...options });
    const envelope = envelopes.shift();
    if (envelope === undefined) {
      throw new TypeError("network");
    }
    const headers = envelope.retryAfter ? { "Retry-After": envelope.retryAfter } : {};
    return new Response(JSON.stringify(envelope), { status: envelope.status, headers });
  };
  return { fetch, requests };
}

function client(of, others = {}) {
  return new Api({
    base: "http://localhost:8080/shop/_allauth/browser/v1/",
    csrf: { cookie: "csrftoken", header: "X-CSRFToken" },
    fetch: of.fetch,
    cookies: () => "a=b; csrftoken=t0k=en; c",
    language: () => "de",
    ...others,
  });
}

test("settings_areReadBesideThePages_andTheApiIsBelowTheApplication", async () => {
  const asked = [];
  const fetch = async (url) => {
    asked.push(String(url));
    return Response.json({ api: "auth/api/browser/v1", trust: true });
  };
  const settings = await readSettings("account", "http://localhost:8080/shop/account/", fetch);
  assert.deepEqual(asked, ["http://localhost:8080/shop/_latchkey/account.json"]);
  assert.equal(String(settings.api), "http://localhost:8080/shop/auth/api/browser/v1/");
  assert.equal(settings.trust, true);
});

test("settings_thatAreMissing_areAnError", async () => {
  const fetch = async () => new Response("{}", { status: 404 });
  await assert.rejects(readSettings("account", "http://localhost/account/", fetch));
});

test("unsafeRequest_carriesTheToken_andSafeOneDoesNot", async () => {
  const of = server({ status: 200 }, { status: 200 });
  const api = client(of);
  await api.post("/auth/login", { email: "ada@example.org" });
  await api.get("/config");
  assert.equal(of.requests[0].url, "http://localhost:8080/shop/_allauth/browser/v1/auth/login");
  assert.equal(of.requests[0].headers["X-CSRFToken"], "t0k=en");
  assert.equal(of.requests[0].headers["Content-Type"], "application/json");
  assert.equal(of.requests[0].headers["Accept-Language"], "de");
  assert.equal(of.requests[0].credentials, "same-origin");
  assert.equal(of.requests[0].body, '{"email":"ada@example.org"}');
  assert.equal(of.requests[1].headers["X-CSRFToken"], undefined);
  assert.equal(of.requests[1].body, undefined);
});

test("path_ofAnotherOrigin_isNotRequested", async () => {
  const of = server({ status: 200 });
  await assert.rejects(client(of).get("https://evil.example/"), TypeError);
  assert.equal(of.requests.length, 0);
});

test("change_isSentAlone_andReadingTogether", async () => {
  const log = [];
  const waiting = [];
  const fetch = (url, { method }) => {
    const name = `${method} ${String(url).split("/v1")[1]}`;
    log.push(name);
    return new Promise((resolve) => {
      waiting.push(() => {
        log.push(`done ${name}`);
        resolve(Response.json({ status: 200 }));
      });
    });
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const api = client({ fetch });
  const all = [api.get("/a"), api.get("/b"), api.post("/c"), api.get("/d"), api.get("/e")];
  for (let i = 0; i < all.length; i++) {
    await settle();
    waiting.shift()();
  }
  await Promise.all(all);
  assert.deepEqual(log, [
    "GET /a",
    "GET /b",
    "done GET /a",
    "done GET /b",
    "POST /c",
    "done POST /c",
    "GET /d",
    "GET /e",
    "done GET /d",
    "done GET /e",
  ]);
});

test("change_afterAFailure_isStillSent", async () => {
  const of = server();
  const api = client(of);
  assert.equal((await api.get("/a")).status, UNREACHABLE);
  assert.equal((await api.post("/b")).status, UNREACHABLE);
  assert.equal((await api.post("/c")).status, UNREACHABLE);
  assert.equal(of.requests.length, 3);
});

test("rejectedCsrfToken_isReplaced_andTheRequestSentOnceMore", async () => {
  const of = server(CSRF, { status: 200 }, USER);
  const result = await client(of).post("/auth/login", {});
  assert.equal(result.status, 200);
  assert.deepEqual(
    of.requests.map((r) => `${r.method} ${r.url.split("/v1")[1]}`),
    ["POST /auth/login", "GET /config", "POST /auth/login"],
  );
});

test("csrfToken_rejectedTwice_isAFailure", async () => {
  const result = await client(server(CSRF, { status: 200 }, CSRF)).post("/auth/login", {});
  assert.equal(result.status, 403);
});

test("reauthentication_done_repeatsTheRequest", async () => {
  const of = server(AGAIN, { status: 200, data: [] });
  const flows = [];
  const result = await client(of, {
    onReauthenticate: async (asked) => {
      flows.push(...asked);
      return true;
    },
  }).delete("/account/email", { email: "a@example.org" });
  assert.equal(result.status, 200);
  assert.deepEqual(flows, [{ id: "reauthenticate" }]);
  assert.equal(of.requests.length, 2);
  assert.equal(of.requests[1].body, of.requests[0].body);
});

test("reauthentication_cancelled_isNoSuccess", async () => {
  const of = server(AGAIN);
  const result = await client(of).delete("/account/email", { email: "a@example.org" });
  assert.equal(result.status, CANCELLED);
  assert.equal(of.requests.length, 1);
});

test("session_isReported_whenAResponseStatesIt", async () => {
  const seen = [];
  const onSession = ({ status }) => seen.push(status);
  const of = server(USER, NOBODY, { status: 200, data: [] }, AGAIN, {
    status: 400,
    errors: [],
  });
  const api = client(of, { onSession });
  for (let i = 0; i < 5; i++) {
    await api.get("/auth/session");
  }
  assert.deepEqual(seen, [200, 401]);
});

test("conflict_readsTheSessionAgain", async () => {
  const seen = [];
  const of = server({ status: 409 }, NOBODY);
  const result = await client(of, { onSession: ({ status }) => seen.push(status) }).post("/auth/login");
  assert.equal(result.status, 409);
  assert.deepEqual(seen, [401]);
});

test("server_thatCannotBeReached_isAResult", async () => {
  const result = await client(server()).get("/config");
  assert.equal(result.status, UNREACHABLE);
  assert.deepEqual(result.errors, []);
});

test("limit_statesWhenToTryAgain", async () => {
  const result = await client(server({ status: 429, retryAfter: "90" })).post("/auth/login");
  assert.equal(result.retryAfter, 90);
});

test("response_withoutJson_isAResult", async () => {
  const fetch = async () => new Response("<h1>Bad gateway</h1>", { status: 502 });
  const result = await client({ fetch }).get("/config");
  assert.equal(result.status, 502);
  assert.equal(result.data, null);
});

test("cookie_isFoundByItsWholeName", () => {
  assert.equal(cookieIn("xcsrftoken=1; csrftoken=2", "csrftoken"), "2");
  assert.equal(cookieIn("csrftokenx=1", "csrftoken"), null);
  assert.equal(cookieIn("", "csrftoken"), null);
});

test("errors_areGroupedByField", () => {
  assert.deepEqual(
    errorsByField([
      { message: "a", param: "email" },
      { message: "b", param: "email" },
      { message: "c" },
    ]),
    { email: "a b", "": "c" },
  );
});

test("pastedKey_fitsIntoAHeader", () => {
  assert.equal(asHeader("\u00a0AB12-\u2028CD34 \n🙂"), "AB12-CD34");
});
