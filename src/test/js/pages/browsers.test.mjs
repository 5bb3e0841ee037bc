import assert from "node:assert/strict";
import { test } from "node:test";
import { describe } from "../../../main/webapp/latchkey/browsers.js";

const KNOWN = {
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox · Linux",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":
    "Edge · Windows",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1":
    "Safari · iPhone",
  "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36":
    "Chrome · Android",
  "curl/8.5.0": "curl",
  "Shop/2.1": "Shop/2.1",
  "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
  "": "",
};

test("userAgent_isShownInTwoWords_elseAsItIs", () => {
  for (const [header, text] of Object.entries(KNOWN)) {
    assert.equal(describe(header), text);
  }
});
