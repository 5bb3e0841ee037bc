// What the runs of the clients share: steps with a result each, mails, TOTP codes, a key that signs.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

// Before a page's fetch takes its place.
const direct = globalThis.fetch;
const { KIT } = process.env;

/**
 * Runs the steps in turn, each named for what the package exports. A step passes if it throws nothing; later steps run
 * all the same.
 */
export async function run(from, library, steps) {
  for (const [name, step] of [["exports.json", () => checkExports(from, library)], ...steps]) {
    let failure = null;
    try {
      await step();
    } catch (e) {
      failure = e instanceof Error ? e.message + "\n" + e.stack : JSON.stringify(e);
    }
    console.log(JSON.stringify({ name, failure }));
  }
  process.exit(0);
}

/** The page docs/clients.md is compared with this list, where there is no Node, too. */
function checkExports(name, library) {
  const listed = JSON.parse(readFileSync(new URL("exports.json", import.meta.url)))[name].join(" ");
  const exported = Object.keys(library).filter(key => key !== "default").sort().join(" ");
  check(listed === exported, { listed, exported });
}

export function check(isTrue, what) {
  if (!isTrue) {
    throw new Error(typeof what === "string" ? what : JSON.stringify(what));
  }
}

/** Checks the status of an envelope, and returns it. */
export function expect(status, envelope) {
  check(envelope?.status === status, { expected: status, envelope });
  return envelope;
}

/** Expects a rejection with this status and code; clients throw the envelope, or return it. */
export async function rejected(status, code, promise) {
  let envelope;
  try {
    envelope = await promise;
  } catch (thrown) {
    envelope = thrown;
  }
  expect(status, envelope);
  check(!code || envelope.errors?.some(e => e.code === code), { expected: code, envelope });
}

async function ask(path, body) {
  const response = await direct(KIT + path, { method: body ? "POST" : "GET", body });
  check(response.ok, path + " has status " + response.status);
  return response.text();
}

/** The code or the key of a link in a mail, counted from one. */
export const code = (email, number) => ask(`/code?to=${encodeURIComponent(email)}&number=${number}`);
export const key = (email, number) => ask(`/key?to=${encodeURIComponent(email)}&number=${number}`);

/** What an authenticator answers to options. */
export const create = async envelope => JSON.parse(await ask("/create", JSON.stringify(envelope)));
export const get = async envelope => JSON.parse(await ask("/get", JSON.stringify(envelope)));

/** TOTP codes (RFC 6238), each of a later step than the one before, since each is valid once. */
export class Totp {
  #key;
  #next;

  constructor(secret) {
    const bits = [...secret].map(c => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
    this.#key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
    this.#next = Math.floor(Date.now() / 30_000) - 3;
  }

  code() {
    const message = Buffer.alloc(8);
    message.writeBigInt64BE(BigInt(this.#next++));
    const hash = createHmac("sha1", this.#key).update(message).digest();
    const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
  }
}
