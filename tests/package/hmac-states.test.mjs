// @ts-check
// Who has the two states of an HMAC that has taken its key can sign without the key.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hmac, runScript } from "./support.mjs";

const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

/** One step of SHA-1, as FIPS 180-4 describes it. @param {number[]} state @param {Uint8Array} block of 64 bytes */
function compressed(state, block) {
  const words = Array.from({ length: 16 }, (_, at) => Buffer.from(block).readInt32BE(at * 4));
  for (let at = 16; at < 80; at++)
    words.push(rotated(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 1));
  let [a, b, c, d, e] = state;
  words.forEach((word, at) => {
    const parity = b ^ c ^ d;
    const majority = (b & c) | (b & d) | (c & d);
    const [mixed, constant] = [
      [(b & c) | (~b & d), 0x5a827999],
      [parity, 0x6ed9eba1],
      [majority, 0x8f1bbcdc],
      [parity, 0xca62c1d6],
    ][Math.floor(at / 20)];
    [a, b, c, d, e] = [(rotated(a, 5) + mixed + e + constant + word) | 0, a, rotated(b, 30), c, d];
  });
  return [a, b, c, d, e].map((value, at) => (value + state[at]) >>> 0);
}

/** @param {number} word @param {number} by */
const rotated = (word, by) => (word << by) | (word >>> (32 - by));

/** The state after the key, which is at most a block long, mixed with a byte. @param {string} key @param {number} byte */
function stateOf(key, byte) {
  const block = Buffer.alloc(64);
  block.write(key);
  return compressed(
    INITIAL,
    block.map((one) => one ^ byte),
  );
}

/** What follows a block and is shorter than one, padded as SHA-1 demands. @param {Buffer} rest */
function padded(rest) {
  const block = Buffer.alloc(64);
  rest.copy(block);
  block[rest.length] = 0x80;
  block.writeUInt32BE((64 + rest.length) * 8, 60);
  return block;
}

/** As they lie in the memory of WebAssembly. @param {number[]} state */
const inMemory = (state) => Buffer.from(Uint32Array.from(state).buffer).toString("hex");

/** @param {number[]} state */
const digest = (state) => Buffer.from(inMemory(state), "hex").swap32();

const KEY = "a key of thirty characters, not";
const [inner, outer] = [stateOf(KEY, 0x36), stateOf(KEY, 0x5c)];

test("the states that are looked for here are right: they sign as node:crypto does", () => {
  const message = digest(compressed(inner, padded(Buffer.from("text"))));
  assert.equal(digest(compressed(outer, padded(message))).toString("base64"), hmac(KEY, "text"));
});

test("nothing that signs as the key does is left in memory once its client is freed, or a function has returned", () => {
  const { stdout, stderr } = runScript(`
    const { buffers, watchInstances } = await import("../memory.mjs");
    watchInstances();
    const { Client, sign, explain, signature, verify, detectScheme } = await import("zvcms-openapi");
    const states = ["${inMemory(inner)}", "${inMemory(outer)}"].map((hex) => Buffer.from(hex, "hex"));
    const credentials = { openId: "a", grantCode: "b", openKey: "${KEY}" };
    const show = (what) => {
      const found = states.map((state) => buffers().some((buffer) => Buffer.from(buffer).includes(state)));
      console.log(what, ...found);
    };
    const body = sign({ ...credentials, openKey: "another" });
    let client = new Client(credentials);
    show("held");
    client.free();
    show("new");
    client = new Client(credentials);
    client.sign();
    client.free();
    show("freed");
    sign(credentials);
    show("sign");
    explain(credentials, { timestamp: 1, nonce: 1 });
    show("explain");
    signature(credentials.openKey, "text");
    show("signature");
    verify(credentials.openKey, body);
    show("verify");
    detectScheme(credentials.openKey, body);
    show("detectScheme");
    try { new Client({ ...credentials, timeoutMs: -1 }); } catch {}
    show("refused");`);
  assert.equal(stderr, "");
  const [held, ...afterwards] = stdout.trim().split("\n");
  assert.equal(held, "held true true");
  const uses = ["new", "freed", "sign", "explain", "signature", "verify", "detectScheme", "refused"];
  assert.deepEqual(
    afterwards,
    uses.map((use) => `${use} false false`),
  );
});
