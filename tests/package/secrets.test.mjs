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

test("no secret is left in memory once a client is freed, whatever became of its calls, or a function has returned", () => {
  const script = `
    const { buffers, watchInstances } = await import("../memory.mjs");
    watchInstances();
    const { Client, sign, signature, verify } = await import("zvcms-openapi");
    const found = (text) => buffers().some((buffer) => Buffer.from(buffer).includes(text));
    const card_password = 'a "password" of a card';
    for (const openKey of ["a key of thirty characters, not", 'with "escapes" \\\\ in it', "k".repeat(64), "long ".repeat(40) + "!"]) {
      const credentials = { openId: "a", grantCode: "b", openKey };
      const secrets = [openKey, card_password];
      let answer = () => new Promise(() => {});
      const fetch = (_, { body }) => {
        secrets.push(JSON.parse(body).Token);
        return answer();
      };
      const client = new Client({ ...credentials, fetch });
      console.log(found(openKey), client.sign().Token === sign(credentials).Token);
      const params = { type: 2, card_number: "c", card_password };
      const kindOf = (call) => client.identifyUser(params, { maxRetries: 0, ...call }).then(() => "right", ({ kind }) => kind);
      const kinds = [await kindOf({ timeoutMs: 5 }), await kindOf({ signal: AbortSignal.timeout(5) })];
      const echo = () => openKey + card_password + secrets.at(-1);
      const json = (fields) => new Response(JSON.stringify({ status: true, code: 7, message: echo(), data: echo(), ...fields }));
      for (answer of [
        async () => { throw new Error(echo()); },
        async () => new Response(echo(), { status: 503 }),
        async () => new Response("<html>" + echo()),
        async () => json({}),
        async () => json({ status: false }),
        async () => json({ code: 0 }),
        async () => json({ code: 0, data: { user_info: { id: 7, nickname: echo(), more: echo() } } }),
      ]) kinds.push(await kindOf({}));
      console.log(kinds.join());
      client.free();
      signature(openKey, "text");
      verify(openKey, sign(credentials));
      try { new Client({ ...credentials, timeoutMs: -1 }); } catch {}
      const spellings = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
      console.log(secrets.length, spellings.filter(found).length);
    }`;
  const { stdout, stderr } = runScript(script);
  assert.equal(stderr, "");
  // Held while it is needed, gone afterwards; the Tokens differ by their nonces.
  const kinds = "timeout,aborted,connection,http,decode,business,system,decode,right";
  assert.equal(stdout, `true false\n${kinds}\n11 0\n`.repeat(4));
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
