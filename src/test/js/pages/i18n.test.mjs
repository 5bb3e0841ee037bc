import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, load, texts } from "../../../main/webapp/latchkey/i18n.js";

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

test("texts_ofAllFolders_areLoaded_andThoseOfLaterOnesWin", async () => {
  const served = {
    "http://localhost/shop/latchkey/texts/de.json": { brand: "Seiten", save: "Speichern" },
    "http://localhost/shop/account/texts/de.json": { brand: "Konto" },
  };
  const folders = [new URL("http://localhost/shop/latchkey/"), new URL("http://localhost/shop/account/")];
  const { t, language } = await load("de", folders, async (url) => Response.json(served[url]));
  assert.equal(language, "de");
  assert.equal(t("brand"), "Konto");
  assert.equal(t("save"), "Speichern");
});

test("texts_thatAreMissing_areAnError", async () => {
  const missing = async () => new Response("{}", { status: 404 });
  await assert.rejects(load("de", [new URL("http://localhost/latchkey/")], missing));
});
