// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, sign } from "zvcms-openapi";
import { CREDENTIALS, clientOf, emulatorFor, failureOf, runScript } from "./support.mjs";
import { printsOf, spellingsOf } from "./walk.mjs";

const OPEN_KEY = 'key/+秘密"<&>';
const PASSWORD = 'pass word/<秘>&"1"';
const MOBILE = "13912345678";

/** All that a log may show of a value. @param {unknown} value */
const shown = (value) => printsOf(value).join();
/** @param {string} secret */
const spellings = (secret) => Object.values(spellingsOf(secret));

test("whatever is printed of a client holds no secret", async (t) => {
  const { url, credentials } = await emulatorFor(t);
  const client = new Client({ ...credentials, openKey: OPEN_KEY, endpoint: url });
  t.after(() => client.free());
  for (const phase of ["new", "used"]) {
    for (const spelling of spellings(OPEN_KEY)) assert.ok(!shown(client).includes(spelling), phase);
    client.sign();
  }
  assert.equal(JSON.stringify(client), "{}");
});

test("nothing of a key is left in memory once its client is freed, whatever became of its calls, or a function has returned", () => {
  const script = `
    const { buffers, watchInstances } = await import("../memory.mjs");
    watchInstances();
    const { Client, sign, signature, verify } = await import("zvcms-openapi");
    const found = (text) => buffers().some((buffer) => Buffer.from(buffer).includes(text));
    for (const openKey of ["a key of thirty characters, not", 'with "escapes" \\\\ in it', "k".repeat(64), "long ".repeat(40) + "!"]) {
      const credentials = { openId: "a", grantCode: "b", openKey };
      let answer = () => new Promise(() => {});
      const client = new Client({ ...credentials, fetch: () => answer() });
      console.log(found(openKey), client.sign().Token === sign(credentials).Token);
      const kindOf = (call) => client.identifyUser({ type: 4, user_id: 7 }, { maxRetries: 0, ...call }).catch(({ kind }) => kind);
      const kinds = [await kindOf({ timeoutMs: 5 }), await kindOf({ signal: AbortSignal.timeout(5) })];
      for (answer of [
        async () => { throw new Error(openKey); },
        async () => new Response(openKey, { status: 503 }),
        async () => new Response("<html>" + openKey),
      ]) kinds.push(await kindOf({}));
      console.log(kinds.join());
      client.free();
      signature(openKey, "text");
      verify(openKey, sign(credentials));
      try { new Client({ ...credentials, timeoutMs: -1 }); } catch {}
      console.log(found(openKey), found(JSON.stringify(openKey).slice(1, -1)));
    }`;
  const { stdout, stderr } = runScript(script);
  assert.equal(stderr, "");
  // Held while it is needed, gone afterwards; the Tokens differ by their nonces.
  assert.equal(stdout, "true false\ntimeout,aborted,connection,http,decode\nfalse false\n".repeat(4));
});

test("a field that is named by a mobile number is named without its middle", () => {
  for (const request of [{ [MOBILE]: 1 }, { params: { [MOBILE]: { [MOBILE]: Number.NaN } } }]) {
    assert.throws(
      () => sign(CREDENTIALS, /** @type {any} */ (request)),
      (error) => !shown(error).includes(MOBILE) && /\["139\*{4}5678"\]/.test(String(error)),
    );
  }
});

test("what a fetch throws is told without the secrets that it holds", async (t) => {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator, {
    openKey: OPEN_KEY,
    fetch: async (_, { body }) => {
      throw Object.assign(new Error(`failed: ${body} ${OPEN_KEY}`, { cause: new Error(PASSWORD) }), {
        body,
        code: "EWHAT",
      });
    },
  });
  const error = await failureOf(() => client.identifyUser({ type: 2, card_number: "c", card_password: PASSWORD }));
  assert.deepEqual([error.kind, error.cause.code], ["connection", "EWHAT"]);
  for (const secret of [OPEN_KEY, PASSWORD]) {
    for (const spelling of spellings(secret)) assert.ok(!shown(error).includes(spelling));
  }
});

test("a fault of an argument is told without its value", async (t) => {
  const { url, credentials } = await emulatorFor(t);
  const faulty = await failureOf(() => new Client({ ...credentials, openKey: ` ${OPEN_KEY}`, endpoint: url }));
  assert.equal(faulty.issues[0].path, "openKey");
  assert.ok(!shown(faulty).includes(OPEN_KEY));
});
