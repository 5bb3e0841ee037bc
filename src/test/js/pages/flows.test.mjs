import assert from "node:assert/strict";
import { test } from "node:test";
import { NOBODY, offers, pendingFlow, sessionOf, typesOf } from "../../../main/webapp/latchkey/flows.js";

test("session_isWhatTheResponseStates", () => {
  const data = { user: { id: 1 }, methods: [{ method: "password" }] };
  assert.deepEqual(sessionOf({ data, meta: { is_authenticated: true } }), {
    authenticated: true,
    user: { id: 1 },
    methods: [{ method: "password" }],
    flows: [],
  });
  assert.deepEqual(sessionOf({ data: null, meta: {} }), NOBODY);
});

test("flow_isPendingOnlyIfItSaysSo", () => {
  const flows = [
    { id: "login_by_code" },
    { id: "password_reset_by_code", is_pending: false },
    { id: "login_by_code", is_pending: true },
  ];
  assert.equal(pendingFlow(flows), flows[2]);
  assert.equal(pendingFlow(flows.slice(0, 2)), undefined);
  assert.equal(offers(flows, "login_by_code"), true);
  assert.equal(offers(flows, "signup"), false);
});

test("types_areThoseOfTheFlow", () => {
  assert.deepEqual(typesOf([{ id: "mfa_enroll", types: ["totp"] }], "mfa_enroll"), ["totp"]);
  assert.deepEqual(typesOf([], "mfa_enroll"), []);
});
