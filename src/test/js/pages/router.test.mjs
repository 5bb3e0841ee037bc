import assert from "node:assert/strict";
import { test } from "node:test";
import { href, parse } from "../../../main/webapp/latchkey/router.js";

test("fragment_hasANameAndAKey", () => {
  assert.deepEqual(parse(""), { name: "", key: "" });
  assert.deepEqual(parse("#/"), { name: "", key: "" });
  assert.deepEqual(parse(href("sessions")), { name: "sessions", key: "" });
  assert.deepEqual(parse("#/verify-email/MQ:1sX:a_b-c"), { name: "verify-email", key: "MQ:1sX:a_b-c" });
});

test("key_isDecoded_asTheServerEncodesIt", () => {
  assert.equal(parse("#/verify-email/a%3Ab%2B%2Fc%3D+d").key, "a:b+/c= d");
});

test("key_thatIsNotEncoded_staysAsItIs", () => {
  assert.equal(parse("#/verify-email/a/b%zz").key, "a/b%zz");
});
