// @ts-check
// The same surface without WebAssembly. Translated code went wrong after its memory had grown, with nothing to see in
// thousands of short texts: so the texts begin with the empty one, and grow.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import * as main from "zvcms-openapi";
import * as compat from "zvcms-openapi/compat";
import { startEmulator } from "zvcms-openapi/emulator";

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** @param {number} seed */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * limit);
  };
}

for (const [name, { signature }] of Object.entries({ main, compat })) {
  test(`${name}: any text is signed as node:crypto signs it (seed ${SEED})`, () => {
    const next = random(SEED);
    const character = () => String.fromCodePoint(next(10) < 9 ? 32 + next(95) : 0x4e00 + next(2000));
    for (let round = 0; round < 1500; round++) {
      const length = round < 100 ? round : next(round < 1400 ? 300 : 100_000);
      const text = Array.from({ length }, character).join("");
      const key = Array.from({ length: round % 150 }, character).join("");
      assert.equal(signature(key, text), createHmac("sha1", key).update(text).digest("base64"), `round ${round}`);
    }
  });
}

test("compat identifies a member, and agrees with the main entry on the result", async () => {
  const emulator = await startEmulator({ dialect: "php" });
  try {
    for (const { login } of emulator.members) {
      const params = { type: /** @type {const} */ (4), user_id: login.user_id, point_rules: /** @type {const} */ (1) };
      const options = { ...emulator.credentials, endpoint: emulator.url };
      const found = await Promise.all([main, compat].map(({ identifyUser }) => identifyUser(options, params)));
      assert.deepEqual(found[1], found[0]);
    }
  } finally {
    await emulator.close();
  }
});

test("compat has every export of the main entry, and knows its errors", () => {
  assert.deepEqual(Object.keys(compat).sort(), Object.keys(main).sort());
  assert.throws(
    () => compat.sign(/** @type {any} */ (null)),
    (error) => main.ZvcmsError.is(error),
  );
});
