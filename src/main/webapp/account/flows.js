/** Which step comes next: decided by the flows that the server announces, and by nothing else. */

import { pendingFlow } from "../latchkey/flows.js";

/** The steps that the pages know. A login may owe others, which an application has added to it. */
export const STEPS = new Set([
  "verify_email",
  "login_by_code",
  "password_reset_by_code",
  "mfa_authenticate",
  "mfa_enroll",
  "mfa_trust",
  "mfa_signup_webauthn",
]);

/**
 * The name of the screen for a session and the part of the address that the user has asked for. Links from mails work
 * in every state; a pending step comes before everything else; the rest needs a user, or must not have one.
 *
 * @param kinds the names of the screens withoutUser and withUser, and start, the one that users see first
 */
export function screenFor(session, asked, { withoutUser, withUser, start = "overview" }) {
  if ((asked.name === "verify-email" || asked.name === "reset-password") && asked.key) {
    return asked.name;
  }
  if (session.authenticated) {
    return withUser.has(asked.name) ? asked.name : start;
  }
  const pending = pendingFlow(session.flows);
  if (pending) {
    return STEPS.has(pending.id) ? `step:${pending.id}` : "step:unknown";
  }
  return withoutUser.has(asked.name) ? asked.name : "login";
}
