import assert from "node:assert/strict";
import { test } from "node:test";
import { attributesOf, nameOf, namesIn, primaryOf } from "../../../main/webapp/admin/accounts.js";

const email = (address, primary = false) => ({ email: address, verified: true, primary });

test("name_ofAnAccount_isTheUserName_elseThePrimaryAddress_elseTheNumber", () => {
  assert.equal(nameOf({ id: 1, username: "ada", emails: [email("a@example.org")] }), "ada");
  assert.equal(nameOf({ id: 1, username: null, emails: [email("b@example.org"), email("a@example.org", true)] }), "a@example.org");
  assert.equal(nameOf({ id: 1, username: null, emails: [email("b@example.org")] }), "b@example.org");
  assert.equal(nameOf({ id: 1, username: "", emails: [] }), "#1");
  assert.equal(primaryOf({}), undefined);
});

test("names_areSeparatedByCommas_eachOnce", () => {
  assert.deepEqual(namesIn(" staff, latchkey-admin,,staff , a b "), ["staff", "latchkey-admin", "a b"]);
  assert.deepEqual(namesIn(" , "), []);
});

test("attributes_areRowsWithAName", () => {
  assert.deepEqual(attributesOf([[" tenant ", " acme "], ["", "x"], ["n", ""]]), { tenant: " acme ", n: "" });
  assert.deepEqual(Object.keys(attributesOf([["__proto__", "x"]])), ["__proto__"]);
});
