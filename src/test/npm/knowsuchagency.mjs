// @knowsuchagency/django-allauth: its hooks, in React, as a page of the server uses them; and its client.
import { createRequire } from "node:module";
import { become } from "./browser.mjs";
import { Totp, check, code, create, expect, get, rejected, run } from "./kit.mjs";

const [server, mode, email] = process.argv.slice(2);
become(server);
globalThis.IS_REACT_ACT_ENVIRONMENT = false;

const require = createRequire(import.meta.url);
const library = require("@knowsuchagency/django-allauth");
const React = require("react");
const { QueryClient } = require("@tanstack/react-query");
const renderer = require("react-test-renderer");

const PASSWORD = "correct-horse-battery-9";
const OTHER = "other-" + email;
const isApp = mode === "app";

/** Renders a component that uses a hook, and gives what the hook returned last. */
let latest = new Map();
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 0 } } });

async function until(holds) {
  for (let i = 0; i < 500; i++) {
    const value = holds();
    if (value) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error("it took too long");
}

async function use(hook) {
  const id = Symbol(hook.name);
  const Probe = () => {
    latest.set(id, hook());
    return null;
  };
  const tree = renderer.create(
    React.createElement(
      library.AllauthProvider,
      { clientType: mode, baseUrl: server, queryClient: queries },
      React.createElement(Probe)));
  await until(() => latest.has(id));
  return {
    get value() {
      return latest.get(id);
    },
    end: () => tree.unmount(),
  };
}

/** Calls the mutation of a hook. */
async function mutate(hook, data) {
  const used = await use(hook);
  try {
    return keep(await used.value.mutateAsync(data));
  } finally {
    used.end();
  }
}

/** The result of the query of a hook, fetched anew. */
async function query(hook) {
  const used = await use(hook);
  try {
    const { data, error } = await used.value.refetch();
    if (error) {
      throw error;
    }
    return data;
  } finally {
    used.end();
  }
}

/** An app keeps the token of a session that is not complete; the client does it for complete ones only. */
function keep(envelope) {
  const token = envelope?.meta?.session_token;
  if (isApp && token) {
    library.useAuthTokenStore.getState().setSessionToken(token);
  }
  return envelope;
}

const logIn = () => mutate(library.useLogin, { email, password: PASSWORD });
const logOut = async () => {
  const envelope = await mutate(library.useLogout);
  forget();
  return envelope;
};

/** The end of a login with a second factor: browsers are asked whether to trust them. */
async function declineTrust(envelope) {
  if (isApp) {
    return expect(200, envelope);
  }
  asksForTrust(envelope);
  return expect(200, await mutate(library.useMfaTrust, { trust: false }));
}

function asksForTrust(envelope) {
  expect(401, envelope);
  check(envelope.data.flows.some(f => f.id === "mfa_trust" && f.is_pending), envelope);
}

let totp;
let recovery;
let mails = 0;

await run("@knowsuchagency/django-allauth", library, [
  ["useConfig", async () => {
    const config = expect(200, await query(library.useConfig));
    check(config.data.mfa.supported_types.includes("webauthn"), config);
  }],
  ["useAuthStatus", async () => {
    const status = await query(library.useAuthStatus);
    expect(401, status);
    check(status.meta.is_authenticated === false, status);
  }],
  ["useSignup", async () => {
    const pending = expect(401, await mutate(library.useSignup, { email, password: PASSWORD }));
    check(pending.data.flows.some(f => f.id === "verify_email" && f.is_pending), pending);
  }],
  ["useResendEmailVerification", async () => {
    await code(email, ++mails);
    expect(200, await mutate(library.useResendEmailVerification));
  }],
  ["useVerifyEmail", async () => {
    const done = expect(200, await mutate(library.useVerifyEmail, { key: await code(email, ++mails) }));
    check(done.data.user.email === email && done.meta.is_authenticated, done);
  }],
  ["useLogout", async () => expect(401, await logOut())],
  ["useLogin", async () => {
    expect(200, await logIn());
    expect(200, await query(library.useAuthStatus));
  }],
  ["useReauthenticate", async () => expect(200, await mutate(library.useReauthenticate, { password: PASSWORD }))],
  ["useAuth", async () => {
    const auth = await use(library.useAuth);
    await until(() => auth.value.isAuthenticated);
    check(auth.value.user.email === email, auth.value);
    await auth.value.logout();
    forget();
    await auth.value.login({ email, password: PASSWORD });
    await until(() => auth.value.isAuthenticated);
    auth.end();
  }],
  ["useListSessions", async () => {
    const list = expect(200, await query(library.useListSessions));
    check(list.data.length === 1 && list.data[0].is_current, list);
  }],
  ["useDeleteSession", async () => {
    // Without an id, it is a logout; with one, it sends a member that the API does not have.
    await rejected(400, "required", mutate(library.useDeleteSession, 1));
    expect(401, await mutate(library.useDeleteSession));
    forget();
    expect(200, await logIn());
  }],
  ["useEmailAddresses", async () => {
    const list = expect(200, await query(library.useEmailAddresses));
    check(list.data[0].verified && list.data[0].primary, list);
  }],
  ["useAddEmailAddress", async () => {
    const list = expect(200, await mutate(library.useAddEmailAddress, { email: OTHER }));
    check(list.data.length === 2, list);
  }],
  ["useRequestEmailVerification", async () => {
    await code(OTHER, 1);
    const answer = await mutate(library.useRequestEmailVerification, { email: OTHER }).catch(e => e);
    check(answer.status === 200 || answer.status === 403, answer);
  }],
  ["useSetPrimaryEmail", async () => expect(200, await mutate(library.useSetPrimaryEmail, { email, primary: true }))],
  ["useRemoveEmailAddress", async () => {
    const list = expect(200, await mutate(library.useRemoveEmailAddress, { email: OTHER }));
    check(list.data.length === 1, list);
  }],
  ["useEmailManagement", async () => {
    const emails = await use(library.useEmailManagement);
    await until(() => emails.value.primaryEmail === email);
    await emails.value.addEmail("third-" + email);
    await until(() => emails.value.unverifiedEmails.length === 1);
    await emails.value.removeEmail("third-" + email);
    await until(() => emails.value.emails.length === 1);
    emails.end();
  }],
  ["useChangePassword", async () =>
    expect(200, await mutate(library.useChangePassword, { current_password: PASSWORD, new_password: PASSWORD + "!" }))
      && expect(200, await mutate(library.useChangePassword, { current_password: PASSWORD + "!", new_password: PASSWORD }))],
  ["getTOTPAuthenticator", async () => {
    const missing = await library.getTOTPAuthenticator().catch(e => e);
    expect(404, missing);
    totp = new Totp(missing.meta.secret);
  }],
  ["useActivateTOTP", async () => {
    await rejected(400, "incorrect_code", mutate(library.useActivateTOTP, { code: "000000" }));
    expect(200, await mutate(library.useActivateTOTP, { code: totp.code() }));
    expect(200, await library.getTOTPAuthenticator());
  }],
  ["useAuthenticators", async () => {
    const list = expect(200, await query(library.useAuthenticators));
    check(list.data.some(a => a.type === "totp"), list);
  }],
  ["getRecoveryCodes", async () => {
    recovery = expect(200, await library.getRecoveryCodes()).data.unused_codes;
    check(recovery.length === 10, recovery);
  }],
  ["useRegenerateRecoveryCodes", async () => {
    recovery = expect(200, await mutate(library.useRegenerateRecoveryCodes)).data.unused_codes;
  }],
  ["useMfaAuthenticate", async () => {
    await logOut();
    const pending = expect(401, await logIn());
    check(pending.data.flows.some(f => f.id === "mfa_authenticate" && f.is_pending), pending);
    await declineTrust(await mutate(library.useMfaAuthenticate, { code: totp.code() }));
  }],
  ["useMfaTrust", async () => {
    if (isApp) {
      // It sends the session token to the browser's path, where it counts for nothing.
      await rejected(403, "csrf_failed", mutate(library.useMfaTrust, { trust: true }));
      return;
    }
    await logOut();
    expect(401, await logIn());
    asksForTrust(await mutate(library.useMfaAuthenticate, { code: recovery[0] }));
    const done = expect(200, await mutate(library.useMfaTrust, { trust: true }));
    check(done.data.user.email === email && done.meta.is_authenticated, done);
    await logOut();
    expect(200, await logIn());
    // The client has no function that ends trust.
    const path = `${server}/_allauth/browser/v1/account/trusted-devices`;
    const { data } = await (await fetch(path)).json();
    const end = { ...await request(), method: "DELETE", body: JSON.stringify({ trusted_devices: data.map(d => d.id) }) };
    expect(200, await (await fetch(path, end)).json());
  }],
  ["useMfaReauthenticate", async () =>
    // It sends no code.
    rejected(400, "required", mutate(library.useMfaReauthenticate))],
  ["useWebAuthnCredentials", async () => {
    // The operation returns creation options: the list of credentials is that of the authenticators.
    const options = expect(200, await query(library.useWebAuthnCredentials));
    check(options.data.creation_options, options);
    const added = await fetch(`${server}/_allauth/${mode}/v1/account/authenticators/webauthn`, await request(await create(options)));
    expect(200, await added.json());
  }],
  ["getWebAuthnReauthenticateOptions", async () => {
    const options = expect(200, await library.getWebAuthnReauthenticateOptions());
    check(options.data.request_options.publicKey.challenge, options);
  }],
  ["useWebAuthnReauthenticate", async () => {
    for (const text of [false, true]) {
      const credential = await get(await library.getWebAuthnReauthenticateOptions());
      expect(200, await mutate(library.useWebAuthnReauthenticate, text ? JSON.stringify(credential) : credential));
    }
  }],
  ["getWebAuthnAuthenticateOptions", async () => {
    await logOut();
    expect(401, await logIn());
    expect(200, await library.getWebAuthnAuthenticateOptions());
  }],
  ["useWebAuthnAuthenticate", async () => {
    const credential = await get(await library.getWebAuthnAuthenticateOptions());
    await declineTrust(await mutate(library.useWebAuthnAuthenticate, credential));
  }],
  ["getWebAuthnLoginOptions", async () => {
    const path = `${server}/_allauth/${mode}/v1/account/authenticators/webauthn`;
    const options = await (await fetch(path + "?passwordless", { headers: session(), credentials: "include" })).json();
    expect(200, await (await fetch(path, await request(await create(options)))).json());
    await logOut();
    const login = keep(expect(200, await library.getWebAuthnLoginOptions()));
    check(login.data.request_options.publicKey.challenge, login);
  }],
  ["useWebAuthnLogin", async () => {
    const credential = await get(keep(await library.getWebAuthnLoginOptions()));
    const done = expect(200, await mutate(library.useWebAuthnLogin, { credential }));
    check(done.data.user.email === email, done);
  }],
  ["useDeleteWebAuthnCredential", async () =>
    // It sends `id` instead of `authenticators`.
    rejected(400, "required", mutate(library.useDeleteWebAuthnCredential, "1"))],
  ["useDeactivateTOTP", async () => expect(200, await mutate(library.useDeactivateTOTP))],
  ["useRequestLoginCode", async () => {
    await logOut();
    mails = 2;
    const pending = expect(401, await mutate(library.useRequestLoginCode, { email }));
    check(pending.data.flows.some(f => f.id === "login_by_code" && f.is_pending), pending);
  }],
  ["useConfirmLoginCode", async () => {
    const step = await mutate(library.useConfirmLoginCode, { code: await code(email, ++mails) });
    // The account still has a key.
    expect(401, step);
    const credential = await get(await library.getWebAuthnAuthenticateOptions());
    await declineTrust(await mutate(library.useWebAuthnAuthenticate, credential));
  }],
  ["useRequestPasswordReset", async () => {
    await logOut();
    expect(401, await mutate(library.useRequestPasswordReset, { email }));
  }],
  ["getPasswordResetInfo", async () =>
    // It sends the key in the query, not in the header.
    rejected(400, null, library.getPasswordResetInfo(await code(email, ++mails)))],
  ["useResetPassword", async () => {
    const done = await mutate(library.useResetPassword, { key: await code(email, mails), password: PASSWORD });
    expect(401, done);
  }],
  ["usePasswordReset", async () => {
    const reset = await use(library.usePasswordReset);
    await reset.value.requestReset(email);
    reset.end();
    await code(email, ++mails);
  }],
  ["getEmailVerificationInfo", async () =>
    // It sends the key in the query, not in the header.
    rejected(400, null, anew(library.getEmailVerificationInfo, "BBBB-BBBB"))],
  ["useWebAuthnSignup", async () => {
    forget();
    const address = "key-" + email;
    const begun = await mutate(library.useWebAuthnSignup, { email: address });
    expect(401, begun);
    const verified = await mutate(library.useVerifyEmail, { key: await code(address, 1) });
    expect(401, verified);
  }],
  ["getWebAuthnSignupOptions", async () => {
    const options = expect(200, await library.getWebAuthnSignupOptions());
    // The client has no function for the last request.
    const put = { ...await request(await create(options)), method: "PUT" };
    expect(200, await (await fetch(`${server}/_allauth/${mode}/v1/auth/webauthn/signup`, put)).json());
  }],
  ["AllauthClient", async () => {
    forget();
    const own = new library.AllauthClient(server, undefined, mode);
    expect(200, await own.getConfiguration());
    check(library.getClient() !== own, "a client of its own");
  }],
  ["initializeClient", async () => {
    library.initializeClient(server, undefined, mode);
    // The browser is still logged in; the app has forgotten its token.
    expect(isApp ? 401 : 200, await library.getClient().getAuthenticationStatus());
  }],
  ["getClient", async () => check(library.getClient() === library.getClient(), "one client")],
  ["AllauthProvider", async () => {
    const config = await query(library.useConfig);
    expect(200, config);
    expect(isApp ? 401 : 200, await query(library.useAuthStatus));
  }],
  ["getStorage", async () => {
    const store = library.getStorage(mode, server);
    check(store instanceof (isApp ? library.ZustandStorage : library.HybridStorage), store.constructor.name);
    check(isApp || (await store.getCSRFToken()).length > 0, "the CSRF token of the cookie");
  }],
]);

function forget() {
  library.useAuthTokenStore.getState().setSessionToken(null);
}

function anew(call, ...args) {
  forget();
  return call(...args);
}

function session() {
  const token = library.useAuthTokenStore.getState().sessionToken;
  return isApp && token ? { "X-Session-Token": token } : {};
}

/** A request of the page itself. */
async function request(credential) {
  const token = document.cookie.match(/csrftoken=([^;]*)/)?.[1];
  return {
    method: "POST",
    credentials: "include",
    headers: { "Content-Type": "application/json", ...session(), ...(token && { "X-CSRFToken": token }) },
    body: JSON.stringify({ credential, name: "Key" }),
  };
}
