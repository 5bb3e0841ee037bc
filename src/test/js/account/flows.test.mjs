import assert from "node:assert/strict";
import { test } from "node:test";
import { STEPS, screenFor } from "../../../main/webapp/account/flows.js";
import { NOBODY } from "../../../main/webapp/latchkey/flows.js";

const KINDS = {
  withoutUser: new Set(["login", "signup", "verify-email", "reset-password"]),
  withUser: new Set(["overview", "sessions"]),
};
const USER = { ...NOBODY, authenticated: true, user: { id: 1 } };

const screen = (session, name, key = "") => screenFor(session, { name, key }, KINDS);
const waiting = (id) => ({ ...NOBODY, flows: [{ id: "login" }, { id, is_pending: true }] });

test("user_seesTheScreenAskedFor_elseTheOverview", () => {
  assert.equal(screen(USER, "sessions"), "sessions");
  assert.equal(screen(USER, ""), "overview");
  assert.equal(screen(USER, "signup"), "overview");
  assert.equal(screen(USER, "constructor"), "overview");
});

test("user_whoHasAskedForNothing_seesTheStart", () => {
  const kinds = { withoutUser: new Set(["login"]), withUser: new Set(["overview", "next"]), start: "next" };
  assert.equal(screenFor(USER, { name: "login" }, kinds), "next");
  assert.equal(screenFor(USER, { name: "overview" }, kinds), "overview");
  assert.equal(screenFor(NOBODY, { name: "next" }, kinds), "login");
});

test("nobody_seesTheBeginnings_elseTheLogin", () => {
  assert.equal(screen(NOBODY, "signup"), "signup");
  assert.equal(screen(NOBODY, "sessions"), "login");
  assert.equal(screen(NOBODY, ""), "login");
});

test("pendingStep_comesBeforeEverythingElse", () => {
  for (const id of STEPS) {
    assert.equal(screen(waiting(id), "signup"), `step:${id}`);
  }
});

test("pendingStep_ofAnApplication_hasAScreen", () => {
  assert.equal(screen(waiting("accept_terms"), ""), "step:unknown");
});

test("linkOfAMail_worksInEveryState", () => {
  for (const session of [USER, NOBODY, waiting("mfa_authenticate")]) {
    assert.equal(screen(session, "verify-email", "k"), "verify-email");
    assert.equal(screen(session, "reset-password", "k"), "reset-password");
  }
  assert.equal(screen(NOBODY, "reset-password"), "reset-password");
  assert.equal(screen(USER, "reset-password"), "overview");
});
