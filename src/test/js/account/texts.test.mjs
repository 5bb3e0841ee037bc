import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../../../main/webapp/pages/i18n.js";

const inLanguage = (tag) =>
  Object.assign(
    {},
    ...["pages", "account"].map((folder) =>
      JSON.parse(readFileSync(new URL(`../../../main/webapp/${folder}/texts/${tag}.json`, import.meta.url))),
    ),
  );

test("label_ofAButtonForOneThing_containsItsVisibleText", () => {
  const pairs = [
    ["remove", "remove_this"],
    ["addresses.resend", "addresses.resend_to"],
    ["addresses.make_primary", "addresses.make_this_primary"],
    ["passkeys.rename", "passkeys.rename_this"],
    ["cancel", "passkeys.keep_name"],
    ["sessions.end", "sessions.end_this"],
  ];
  for (const tag of Object.keys(LANGUAGES)) {
    const own = inLanguage(tag);
    for (const [visible, label] of pairs) {
      assert.ok(
        own[label].toLowerCase().includes(own[visible].toLowerCase()),
        `${tag}: ${own[label]} does not contain ${own[visible]} (WCAG 2.5.3)`,
      );
    }
  }
});
