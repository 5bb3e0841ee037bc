import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, localOf, secondsOf } from "../../../main/webapp/admin/time.js";

test("duration_isInItsTwoLargestUnits_inTheLanguage", () => {
  assert.equal(duration(0, "en"), "0 seconds");
  assert.equal(duration(-5, "en"), "0 seconds");
  assert.equal(duration(61, "en"), "1 minute, 1 second");
  assert.equal(duration(3_600, "en"), "1 hour");
  assert.equal(duration(90_061, "en"), "1 day, 1 hour");
  assert.equal(duration(86_400 + 60, "en"), "1 day");
  assert.equal(duration(7_200, "de"), "2 Stunden");
  assert.equal(duration(86_400 * 2, "nl"), "2 dagen");
});

test("fieldForATime_isInTheZoneOfTheBrowser", () => {
  const at = 1_767_225_600;
  assert.equal(secondsOf(localOf(at)), at);
  assert.equal(localOf("1767225600.5"), localOf(at));
  assert.match(localOf(at), /^20\d\d-\d\d-\d\dT\d\d:\d\d$/);
});

test("fieldWithoutATime_isEmpty", () => {
  for (const text of ["", undefined, "yesterday"]) {
    assert.equal(secondsOf(text), "");
    assert.equal(localOf(text), "");
  }
  assert.equal(localOf("1e300"), "");
});
