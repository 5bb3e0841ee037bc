import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOf } from "../../../main/webapp/account/next.js";

test("application_thatTheUserComesFrom_isNext", () => {
  assert.equal(nextOf("?next=admin"), "../admin/");
});

test("anythingElse_isNotNext", () => {
  for (const text of ["", "?next=", "?next=//evil.example", "?next=../admin/", "?next=https://evil.example/admin", "?next=__proto__", "?other=admin"]) {
    assert.equal(nextOf(text), null, text);
  }
});
