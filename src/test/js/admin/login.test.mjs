import assert from "node:assert/strict";
import { test } from "node:test";
import { leaveForLogin, returnPlace } from "../../../main/webapp/admin/login.js";

function fakeWindow(hash, stored = {}) {
  const target = { url: null };
  return {
    target,
    location: {
      href: `https://login.example.org/shop/admin/${hash}`,
      hash,
      assign: (url) => (target.url = url),
    },
    sessionStorage: {
      getItem: (name) => stored[name] ?? null,
      setItem: (name, value) => (stored[name] = value),
      removeItem: (name) => delete stored[name],
    },
  };
}

test("login_isAtTheAccountPages_whichLearnTheNameOfTheApplication", () => {
  const window = fakeWindow("#/users/50");
  leaveForLogin("account/", window);
  assert.equal(window.target.url, "https://login.example.org/shop/account/?next=admin");
});

test("place_isThatWhichTheUserHasLeft_once", () => {
  const window = fakeWindow("#/users/50");
  leaveForLogin("account/", window);
  assert.equal(returnPlace(window), "#/users/50");
  assert.equal(returnPlace(window), "");
});

test("place_thatIsNoneOfThePages_isIgnored", () => {
  assert.equal(returnPlace(fakeWindow("", { "latchkey.admin.place": "https://evil.example/" })), "");
});

test("storage_thatIsBlocked_isNoHindrance", () => {
  const window = { ...fakeWindow("#/users"), sessionStorage: null };
  leaveForLogin("account/", window);
  assert.ok(window.target.url);
  assert.equal(returnPlace(window), "");
});
