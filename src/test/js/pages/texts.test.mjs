import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../../../main/webapp/latchkey/i18n.js";

/** The texts of every application of pages, and those that they share, in latchkey/. */

const WEBAPP = new URL("../../../main/webapp/", import.meta.url);
const SHARED = "latchkey";
const applications = readdirSync(WEBAPP).filter((name) => existsSync(new URL(`${name}/main.js`, WEBAPP)));
const folders = [SHARED, ...applications];

const inLanguage = (folder, tag) => JSON.parse(readFileSync(new URL(`${folder}/texts/${tag}.json`, WEBAPP)));
const placeholders = (text) => Array.from(text.matchAll(/\{\w+\}/g), ([name]) => name).sort();
const scripts = (folder) =>
  readdirSync(new URL(`${folder}/`, WEBAPP), { recursive: true, withFileTypes: true })
    .filter((file) => file.name.endsWith(".js") && !file.parentPath.includes("vendor"))
    .map((file) => readFileSync(`${file.parentPath}/${file.name}`, "utf8"))
    .join("\n");

/** What scripts look up: t("key"), and both ends of t(condition ? "one" : "other"). */
function used(source) {
  const direct = Array.from(source.matchAll(/\bt\(\s*"([^"]+)"/g), ([, key]) => key);
  const chosen = Array.from(source.matchAll(/\bt\([^()"]*\? "([^"]+)" : "([^"]+)"/g), ([, one, other]) => [one, other]);
  return [...direct, ...chosen.flat()];
}

test("applications_areFound", () => {
  assert.deepEqual(applications.sort(), ["account", "admin"]);
});

test("texts_areCompleteInEachLanguage", () => {
  for (const folder of folders) {
    const english = inLanguage(folder, "en");
    for (const tag of Object.keys(LANGUAGES)) {
      const own = inLanguage(folder, tag);
      assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort(), `${folder} ${tag}`);
      for (const [key, text] of Object.entries(own)) {
        assert.notEqual(text.trim(), "", `${folder} ${tag} ${key}`);
        assert.deepEqual(placeholders(text), placeholders(english[key]), `${folder} ${tag} ${key}`);
      }
    }
  }
});

test("textsOfAnApplication_areNoneOfTheSharedOnes", () => {
  const shared = Object.keys(inLanguage(SHARED, "en"));
  for (const folder of applications) {
    const own = inLanguage(folder, "en");
    assert.deepEqual(shared.filter((key) => key in own), [], folder);
  }
});

test("texts_thatScriptsUse_exist", () => {
  for (const folder of applications) {
    const english = { ...inLanguage(SHARED, "en"), ...inLanguage(folder, "en") };
    for (const key of used(scripts(SHARED) + scripts(folder))) {
      assert.ok(key in english || `${key}_other` in english, `${folder}: ${key}`);
    }
  }
});

test("texts_areUsed", () => {
  const all = folders.map(scripts).join("\n");
  for (const folder of folders) {
    const source = folder === SHARED ? all : scripts(SHARED) + scripts(folder);
    const isPutTogether = (key) => {
      const group = key.slice(0, key.lastIndexOf("."));
      return group !== "" && (source.includes(`\`${group}.\${`) || source.includes(`wordOf(t, "${group}",`));
    };
    for (const key of Object.keys(inLanguage(folder, "en"))) {
      const base = key.replace(/_(one|other)$/, "");
      assert.ok(
        isPutTogether(key) || source.includes(`"${key}"`) || source.includes(`"${base}"`),
        `${folder}: ${key}`,
      );
    }
  }
});

/** What a button shows, and its label where there is one such button for each of several things. */
const LABELS = {
  account: {
    remove: "remove_this",
    cancel: "passkeys.keep_name",
    "addresses.resend": "addresses.resend_to",
    "addresses.make_primary": "addresses.make_this_primary",
    "passkeys.rename": "passkeys.rename_this",
    "sessions.end": "sessions.end_this",
  },
  admin: {
    remove: "remove_this",
    "user.verify": "user.verify_this",
    "user.end": "user.end_this",
    "mail.retry": "mail.retry_this",
    "limits.lift": "limits.lift_this",
    "keys.revoke": "keys.revoke_this",
  },
};

test("label_ofAButtonForOneThing_containsItsVisibleText", () => {
  assert.deepEqual(Object.keys(LABELS), applications);
  for (const [folder, labels] of Object.entries(LABELS)) {
    for (const tag of Object.keys(LANGUAGES)) {
      const own = { ...inLanguage(SHARED, tag), ...inLanguage(folder, tag) };
      for (const [visible, label] of Object.entries(labels)) {
        assert.ok(
          own[label].toLowerCase().includes(own[visible].toLowerCase()),
          `${folder} ${tag}: ${own[label]} does not contain ${own[visible]} (WCAG 2.5.3)`,
        );
      }
    }
  }
});
