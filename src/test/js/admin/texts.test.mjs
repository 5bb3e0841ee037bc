import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../../../main/webapp/pages/i18n.js";

const inLanguage = (tag) =>
  Object.assign(
    {},
    ...["pages", "admin"].map((folder) =>
      JSON.parse(readFileSync(new URL(`../../../main/webapp/${folder}/texts/${tag}.json`, import.meta.url))),
    ),
  );

test("label_ofAButtonForOneThing_containsItsVisibleText", () => {
  const pairs = [
    ["remove", "remove_this"],
    ["user.verify", "user.verify_this"],
    ["user.end", "user.end_this"],
    ["mail.retry", "mail.retry_this"],
    ["limits.lift", "limits.lift_this"],
    ["keys.revoke", "keys.revoke_this"],
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
