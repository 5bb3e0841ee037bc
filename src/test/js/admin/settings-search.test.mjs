import assert from "node:assert/strict";
import { test } from "node:test";
import { matching } from "../../../main/webapp/admin/settings-search.js";

const setting = (name, purpose, source = "default") => ({
  name,
  property: name.toLowerCase().replaceAll("_", "."),
  purpose,
  source,
});
const families = [
  { family: "Mail", settings: [setting("EMAIL_HOST", "The mail server."), setting("EMAIL_PORT", "Its port.", "file")] },
  { family: "The API", settings: [setting("HEADLESS_CLIENTS", "The kinds of client.")] },
];
const names = (found) => found.flatMap(({ settings }) => settings.map(({ name }) => name));

test("settings_withoutAText_areAll", () => {
  assert.deepEqual(matching(families, " ", false), families);
});

test("settings_areFoundByAllWords_inNamePropertyOrPurpose", () => {
  assert.deepEqual(names(matching(families, "mail SERVER", false)), ["EMAIL_HOST"]);
  assert.deepEqual(names(matching(families, "email.port", false)), ["EMAIL_PORT"]);
  assert.deepEqual(names(matching(families, "kinds mail", false)), []);
});

test("settings_thatDiffer_areThoseFromAnotherSource_withoutEmptyFamilies", () => {
  assert.deepEqual(matching(families, "", true), [{ family: "Mail", settings: [families[0].settings[1]] }]);
});
