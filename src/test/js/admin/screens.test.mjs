import assert from "node:assert/strict";
import { test } from "node:test";
import { NAVIGATION, screenFor } from "../../../main/webapp/admin/screens.js";

const USER = { authenticated: true, user: { id: 1 }, flows: [] };
const NOBODY = { authenticated: false, user: null, flows: [{ id: "login" }] };
const WAITING = { authenticated: false, user: null, flows: [{ id: "mfa_enroll", is_pending: true }] };

test("administrator_seesTheScreenOfTheAddress_elseTheOverview", () => {
  for (const name of NAVIGATION) {
    assert.equal(screenFor(USER, `#/${name}`), name);
  }
  assert.equal(screenFor(USER, "#/users/50"), "users");
  assert.equal(screenFor(USER, "#/audit?account=50"), "audit");
  assert.equal(screenFor(USER, ""), "overview");
  assert.equal(screenFor(USER, "#/constructor"), "overview");
  assert.equal(screenFor(USER, "#/denied"), "denied");
});

test("nobody_seesTheLogin_orMakesTheFirstAdministrator", () => {
  for (const session of [NOBODY, WAITING]) {
    assert.equal(screenFor(session, "#/users"), "login");
    assert.equal(screenFor(session, "#/denied"), "login");
    assert.equal(screenFor(session, "#/bootstrap"), "bootstrap");
  }
  assert.equal(screenFor(USER, "#/bootstrap"), "bootstrap");
});
