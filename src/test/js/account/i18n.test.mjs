import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES, choose, texts } from "../../../main/webapp/account/i18n.js";

const PAGES = new URL("../../../main/webapp/account/", import.meta.url);
const inLanguage = (tag) => JSON.parse(readFileSync(new URL(`texts/${tag}.json`, PAGES)));
const sources = ["", "screens/"].flatMap((folder) =>
  readdirSync(new URL(folder || ".", PAGES))
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(folder + name, PAGES), "utf8")),
);
const placeholders = (text) => Array.from(text.matchAll(/\{\w+\}/g), ([name]) => name).sort();

test("texts_areCompleteInEachLanguage", () => {
  const english = inLanguage("en");
  for (const tag of Object.keys(LANGUAGES)) {
    const own = inLanguage(tag);
    assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort(), tag);
    for (const [key, text] of Object.entries(own)) {
      assert.notEqual(text.trim(), "", `${tag} ${key}`);
      assert.deepEqual(placeholders(text), placeholders(english[key]), `${tag} ${key}`);
    }
  }
});

test("texts_thatScreensUse_exist_andNoOthers", () => {
  const english = inLanguage("en");
  const exists = (key) => key in english || `${key}_other` in english;
  const all = sources.join("\n");
  for (const [, key] of all.matchAll(/\bt\(\s*"([^"]+)"/g)) {
    assert.ok(exists(key), key);
  }
  for (const [, one, other] of all.matchAll(/\bt\([^()"]*\? "([^"]+)" : "([^"]+)"/g)) {
    assert.ok(exists(one) && exists(other), `${one} ${other}`);
  }
  const byName = /^(nav|theme|reauth|enroll|method)\./;
  for (const key of Object.keys(english)) {
    const base = key.replace(/_(one|other)$/, "");
    assert.ok(byName.test(key) || all.includes(`"${key}"`) || all.includes(`"${base}"`), key);
  }
});

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

test("language_isThatOfTheUser_elseOfTheBrowser_elseEnglish", () => {
  assert.equal(choose("fr", ["de"]), "fr");
  assert.equal(choose(null, ["pt-BR", "NL-be", "de"]), "nl");
  assert.equal(choose("tlh", ["pt"]), "en");
  assert.equal(choose(null, []), "en");
});

test("text_takesValues_andThePluralOfTheLanguage", () => {
  const found = { a: "Hello, {name}. {other}", n_one: "one", n_other: "{count} many", m_other: "{count}" };
  const { t } = texts("en", found);
  assert.equal(t("a", { name: "{b} <i>" }), "Hello, {b} <i>. {other}");
  assert.equal(t("n", { count: 1 }), "one");
  assert.equal(t("n", { count: 0 }), "0 many");
  assert.equal(texts("fr", found).t("n", { count: 0 }), "one");
  assert.equal(texts("fr", found).t("m", { count: 1_000_000 }), "1000000");
  assert.equal(t("missing"), "missing");
});
