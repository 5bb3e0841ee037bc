import assert from "node:assert/strict";
import { test } from "node:test";
import { address, parse, queryOf } from "../../../main/webapp/admin/address.js";

test("address_namesTheScreen_whatItIsAbout_andTheFilters", () => {
  assert.deepEqual(parse("#/users/50"), { screen: "users", about: "50", filters: {} });
  assert.deepEqual(parse("#/audit?type=logged_in&account=50"), {
    screen: "audit",
    about: "",
    filters: { type: "logged_in", account: "50" },
  });
  assert.deepEqual(parse(""), { screen: "", about: "", filters: {} });
  assert.equal(address("users", 50), "users/50");
  assert.equal(address("audit", "", { account: 50, type: "", outcome: undefined, since: null }), "audit?account=50");
});

test("address_ofAnything_isReadAsItWasWritten", () => {
  const odd = ["a/b?c=d&e#f", "100 %", "+1 2", "<img src=x>", "é", "a=b;c"];
  for (const text of odd) {
    const { about, filters } = parse(`#/${address("users", text, { q: text, group: "x" })}`);
    assert.equal(about, text);
    assert.deepEqual(filters, { q: text.trim(), group: "x" });
  }
});

test("address_thatIsNoEncoding_isTakenAsItIs", () => {
  assert.equal(parse("#/users/%zz").about, "%zz");
});

test("query_hasOnlyWhatHasAValue_withoutSpacesAround", () => {
  assert.equal(queryOf({ q: "  ada ", active: "", after: 0 }), "q=ada&after=0");
  assert.equal(queryOf({}), "");
});
