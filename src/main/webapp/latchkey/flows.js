/** What a response says about the session, and the flows that the server announces. */

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
