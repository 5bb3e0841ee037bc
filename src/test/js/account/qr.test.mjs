import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { encode, toPath } from "../../../main/webapp/account/qr.js";

const URL =
  "otpauth://totp/Latchkey:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Latchkey";

const rows = (modules) => modules.map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));
const digest = (modules) => createHash("sha256").update(rows(modules).join("\n")).digest("hex");

/** Symbols that another implementation, jsQR 1.4.0, has read. */
const READ = {
  "a": "0b2a5ded825360b8e6469fe394dbdafe0feb7ce2e470eaa7eb0c63eb4d8e90bb",
  [URL]: "3896f47e83f5426dc3339203ade87790794ad5f471640db3291a140272c96578",
  "Grüße, 鍵 🔑": "61fbf920159780079fd0def0b983ac706a7e9979f922e4e95f9dd1d1855d7315",
  ["0123456789".repeat(120)]: "9740cbbee49e92c0a632ce72c23019f650237d1b0660dc6917d6502126f6edcf",
};

test("code_isTheOneThatReadersHaveRead", () => {
  for (const [text, expected] of Object.entries(READ)) {
    assert.equal(digest(encode(text)), expected, text);
  }
  assert.ok(Object.keys(READ).length > 0);
});

test("code_growsWithItsText", () => {
  assert.equal(encode("a").length, 21);
  assert.equal(encode("a".repeat(14)).length, 21);
  assert.equal(encode("a".repeat(15)).length, 25);
  assert.equal(encode("a".repeat(2331)).length, 177);
  assert.throws(() => encode("a".repeat(2332)), RangeError);
});

test("text_isUtf8", () => {
  assert.equal(encode("é".repeat(7)).length, 21);
  assert.equal(encode("é".repeat(8)).length, 25);
});

test("code_hasItsPatterns", () => {
  const found = rows(encode(URL));
  const size = found.length;
  const finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
  finder.forEach((line, i) => {
    assert.equal(found[i].slice(0, 7), line);
    assert.equal(found[i].slice(size - 7), line);
    assert.equal(found[size - 7 + i].slice(0, 7), line);
  });
  assert.match(found[6].slice(7, size - 7), /^(\.#)+\.$/);
});

test("path_drawsEachDarkModuleOnce", () => {
  const modules = encode(URL);
  const { path, size } = toPath(modules, 4);
  assert.equal(size, modules.length + 8);
  const drawn = Array.from({ length: size }, () => new Array(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) {
      assert.equal(drawn[y][Number(x) + i], false);
      drawn[y][Number(x) + i] = true;
    }
  }
  modules.forEach((row, y) => assert.deepEqual(drawn[y + 4].slice(4, -4), row));
});
