// @octue/allauth-js: its core, on a page of another port than the API, which is at /auth/api.
import { become } from "./browser.mjs";
import { Totp, check, code, expect, key, run } from "./kit.mjs";

const [server, page, email] = process.argv.slice(2);
process.env.NEXT_PUBLIC_API_URL = server;
become(page);
const library = await import("@octue/allauth-js/core");

const PASSWORD = "correct-horse-battery-9";
const OTHER = "other-" + email;

let mails = 0;
let totp;
let changes = 0;
document.addEventListener("allauth.auth.change", () => changes++);

async function in2(call) {
  const before = changes;
  const result = await call;
  check(changes > before, "an event for " + JSON.stringify(result));
  return result;
}

await run("@octue/allauth-js", library, [
  ["getConfig", async () => {
    const config = expect(200, await library.getConfig());
    check(config.data.account.login_methods.includes("email"), config);
  }],
  ["getAuth", async () => {
    const auth = expect(401, await in2(library.getAuth()));
    check(auth.meta.is_authenticated === false, auth);
  }],
  ["getCSRFToken", async () => check(library.getCSRFToken(), document.cookie)],
  ["signUp", async () => {
    const pending = expect(401, await in2(library.signUp({ email, password: PASSWORD })));
    check(pending.data.flows.some(f => f.id === "verify_email" && f.is_pending), pending);
  }],
  ["getEmailVerification", async () => {
    const found = expect(200, await library.getEmailVerification(await key(email, ++mails)));
    check(found.data.email === email, found);
  }],
  ["verifyEmail", async () => {
    // The browser that signed up is logged in at once.
    const done = await in2(library.verifyEmail(await key(email, mails)));
    check([200, 401].includes(done.status), done);
  }],
  ["login", async () => {
    if ((await library.getAuth()).status === 200) {
      await library.logout();
    }
    const wrong = expect(400, await library.login({ email, password: PASSWORD + "x" }));
    check(wrong.errors[0].code === "email_password_mismatch", wrong);
    const done = expect(200, await in2(library.login({ email, password: PASSWORD })));
    check(done.data.user.email === email && done.meta.is_authenticated, done);
  }],
  ["authInfo", async () => {
    const info = library.authInfo(await library.getAuth(), await library.getConfig());
    check(info.isAuthenticated && info.user.email === email && !info.requiresReauthentication, info);
  }],
  ["determineAuthChangeKind", async () => {
    const config = await library.getConfig();
    const before = await library.getAuth();
    const after = await library.logout();
    check(library.determineAuthChangeKind(before, after, config) === "LOGGED_OUT", after);
    const again = await library.login({ email, password: PASSWORD });
    check(library.determineAuthChangeKind(after, again, config) === "LOGGED_IN", again);
  }],
  ["logout", async () => {
    expect(401, await in2(library.logout()));
    expect(401, await library.getAuth());
    expect(200, await library.login({ email, password: PASSWORD }));
  }],
  ["reauthenticate", async () => expect(200, await in2(library.reauthenticate({ password: PASSWORD })))],
  ["getSessions", async () => {
    const list = expect(200, await library.getSessions());
    check(list.data.length === 1 && list.data[0].is_current, list);
  }],
  ["getEmailAddresses", async () => {
    const list = expect(200, await library.getEmailAddresses());
    check(list.data[0].verified, list);
  }],
  ["addEmail", async () => {
    const list = expect(200, await library.addEmail(OTHER));
    check(list.data.length === 2, list);
  }],
  ["requestEmailVerification", async () => {
    await key(OTHER, 1);
    const answer = await library.requestEmailVerification(OTHER);
    check([200, 403].includes(answer.status), answer);
  }],
  ["markEmailAsPrimary", async () => {
    await library.verifyEmail(await key(OTHER, 1));
    const list = expect(200, await library.markEmailAsPrimary(OTHER));
    check(list.data.find(e => e.email === OTHER).primary, list);
    expect(200, await library.markEmailAsPrimary(email));
  }],
  ["deleteEmail", async () => {
    const list = expect(200, await library.deleteEmail(OTHER));
    check(list.data.length === 1, list);
  }],
  ["changePassword", async () => {
    expect(200, await library.changePassword({ current_password: PASSWORD, new_password: PASSWORD + "!" }));
    expect(200, await library.changePassword({ current_password: PASSWORD + "!", new_password: PASSWORD }));
  }],
  ["getTOTPAuthenticator", async () => {
    // The client does not give its caller the secret of the response; an application reads it itself.
    expect(404, await library.getTOTPAuthenticator());
    const missing = await (await fetch(library.URLs.TOTP_AUTHENTICATOR, { credentials: "include" })).json();
    totp = new Totp(missing.meta.secret);
  }],
  ["activateTOTPAuthenticator", async () => {
    const wrong = expect(400, await library.activateTOTPAuthenticator("000000"));
    check(wrong.errors[0].code === "incorrect_code", wrong);
    expect(200, await library.activateTOTPAuthenticator(totp.code()));
  }],
  ["getAuthenticators", async () => {
    const list = expect(200, await library.getAuthenticators());
    check(list.data.some(a => a.type === "totp"), list);
  }],
  ["getRecoveryCodes", async () => {
    const codes = expect(200, await library.getRecoveryCodes());
    check(codes.data.unused_codes.length === 10, codes);
  }],
  ["generateRecoveryCodes", async () => expect(200, await library.generateRecoveryCodes())],
  ["mfaAuthenticate", async () => {
    await library.logout();
    const pending = expect(401, await library.login({ email, password: PASSWORD }));
    const info = library.authInfo(pending, await library.getConfig());
    check(info.pendingFlow.id === "mfa_authenticate", info);
    expect(200, await in2(library.mfaAuthenticate(totp.code())));
  }],
  ["mfaReauthenticate", async () => expect(200, await library.mfaReauthenticate(totp.code()))],
  ["deactivateTOTPAuthenticator", async () => expect(200, await library.deactivateTOTPAuthenticator())],
  ["endSessions", async () => {
    const { data } = await library.getSessions();
    expect(200, await library.endSessions([]).then(r => (r.status === 401 ? { status: 200 } : r)));
    // Its own, as text: the API takes both.
    const list = await library.endSessions(data.map(s => String(s.id)));
    expect(401, list);
    expect(401, await library.getAuth());
  }],
  ["requestLoginCode", async () => {
    mails = 1;
    expect(401, await in2(library.requestLoginCode(email)));
  }],
  ["confirmLoginCode", async () => {
    expect(200, await in2(library.confirmLoginCode(await code(email, ++mails))));
    await library.logout();
  }],
  ["requestPasswordReset", async () => expect(200, await library.requestPasswordReset(email))],
  ["getPasswordReset", async () => expect(200, await library.getPasswordReset(await key(email, ++mails)))],
  ["resetPassword", async () => {
    const done = await library.resetPassword(PASSWORD + "?", await key(email, mails));
    expect(401, done);
    expect(200, await library.login({ email, password: PASSWORD + "?" }));
  }],
  ["getProviderAccounts", async () => {
    // There are no providers; the client takes whatever comes for a list.
    expect(200, await library.getProviderAccounts());
  }],
]);
