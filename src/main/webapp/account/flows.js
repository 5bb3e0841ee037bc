/** Which step comes next: decided by the flows that the server announces, and by nothing else. */

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

/** A session without a user, before the server has said anything. */
export const NOBODY = { authenticated: false, user: null, methods: [], flows: [] };

/** The state of the session that a response describes. */
export function sessionOf({ data, meta }) {
  return meta.is_authenticated
    ? { authenticated: true, user: data.user, methods: data.methods ?? [], flows: [] }
    : { ...NOBODY, flows: data?.flows ?? [] };
}

/** The flow that has begun and awaits its next step; undefined if there is none. */
export function pendingFlow(flows) {
  return flows.find((flow) => flow.is_pending);
}

/** Whether the server offers a flow. */
export function offers(flows, id) {
  return flows.some((flow) => flow.id === id);
}

/** The types of second factor of a flow. */
export function typesOf(flows, id) {
  return flows.find((flow) => flow.id === id)?.types ?? [];
}

/**
 * The name of the screen for a session and the part of the address that the user has asked for. Links from mails work
 * in every state; a pending step comes before everything else; the rest needs a user, or must not have one.
 */
export function screenFor(session, asked, { withoutUser, withUser }) {
  if ((asked.name === "verify-email" || asked.name === "reset-password") && asked.key) {
    return asked.name;
  }
  if (session.authenticated) {
    return withUser.has(asked.name) ? asked.name : "overview";
  }
  const pending = pendingFlow(session.flows);
  if (pending) {
    return STEPS.has(pending.id) ? `step:${pending.id}` : "step:unknown";
  }
  return withoutUser.has(asked.name) ? asked.name : "login";
}
