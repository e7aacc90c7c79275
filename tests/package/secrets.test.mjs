// @ts-check
import assert from "node:assert/strict";
import { Console } from "node:console";
import { Writable } from "node:stream";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client, sign } from "zvcms-openapi";
import { CREDENTIALS, clientOf, emulatorFor, failureOf, runScript } from "./support.mjs";

const OPEN_KEY = 'key/+秘密"<&>';
const PASSWORD = 'pass word/<秘>&"1"';
const MOBILE = "13912345678";

/** Every way in which a text from outside may spell a secret. @param {string} secret */
function spellings(secret) {
  const unicode = [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const html = secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  return [secret, JSON.stringify(secret).slice(1, -1), unicode, encodeURIComponent(secret), html];
}

/** All that a log may show of a value. @param {unknown} value */
function shown(value) {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const log = new Console(stream);
  log.log(value);
  log.dir(value, { depth: 9, showHidden: true });
  log.log("%s %o %O %j", value, value, value, value);
  const own = Object(value);
  const fields = Reflect.ownKeys(own).map((key) => String(Reflect.get(own, key)));
  return [
    text,
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(value),
    `${value}`,
    ...fields,
  ].join();
}

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

test("nothing of a key is left in memory once its client is freed, or a function has returned", () => {
  const script = `
    const memories = [];
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const made = new Instance(module, imports);
      memories.push(...Object.values(made.exports).filter((it) => it instanceof WebAssembly.Memory));
      return made;
    };
    const { Client, sign, signature, verify } = await import("zvcms-openapi");
    const found = (text) => memories.some(({ buffer }) => Buffer.from(buffer).includes(text));
    for (const openKey of ["a key of thirty characters, not", 'with "escapes" \\\\ in it', "k".repeat(64), "long ".repeat(40) + "!"]) {
      const credentials = { openId: "a", grantCode: "b", openKey };
      const client = new Client(credentials);
      console.log(found(openKey), client.sign().Token === sign(credentials).Token);
      client.free();
      signature(openKey, "text");
      verify(openKey, sign(credentials));
      try { new Client({ ...credentials, timeoutMs: -1 }); } catch {}
      console.log(found(openKey), found(JSON.stringify(openKey).slice(1, -1)));
    }`;
  const { stdout, stderr } = runScript(script);
  assert.equal(stderr, "");
  // Held while it is needed, gone afterwards; the Tokens differ by their nonces.
  assert.equal(stdout, "true false\nfalse false\n".repeat(4));
});

test("a field that is named by a mobile number is named without its middle", () => {
  for (const request of [{ [MOBILE]: 1 }, { params: { [MOBILE]: { [MOBILE]: Number.NaN } } }]) {
    assert.throws(
      () => sign(CREDENTIALS, /** @type {any} */ (request)),
      (error) => !shown(error).includes(MOBILE) && /\["139\*{4}5678"\]/.test(String(error)),
    );
  }
});

test("no error holds a secret, however the server repeats it", async (t) => {
  /** @type {(sent: string) => string[]} */
  const bodies = (sent) => [
    JSON.stringify({ status: true, code: 1, message: sent, data: [] }),
    JSON.stringify({ status: false, code: sent, message: sent, traceId: sent }),
    `<html>${sent}</html>`,
    JSON.stringify({ status: true, code: 0, data: { user_info: { id: sent } } }),
  ];
  let body = "";
  let status = 200;
  const emulator = await emulatorFor(t, { faults: () => ({ kind: "status", status, body }) });
  /** @type {any} */
  let init;
  const client = clientOf(t, emulator, {
    openKey: OPEN_KEY,
    fetch: (url, given) => {
      init = given;
      const { Token } = JSON.parse(given.body);
      const secrets = [OPEN_KEY, PASSWORD, MOBILE, Token, decodeURIComponent(Token)].flatMap(spellings);
      body = bodies(secrets.join(" "))[turn % 4];
      return fetch(url, given);
    },
  });
  let turn = 0;
  for (; turn < 8; turn++) {
    status = turn < 4 ? 200 : 500;
    const error = await failureOf(() => client.identifyUser({ type: 1, mobile: MOBILE, password: PASSWORD }));
    const { Token } = JSON.parse(init.body);
    const text = shown(error) + shown(error.cause) + error.stack;
    for (const secret of [OPEN_KEY, PASSWORD, MOBILE, Token, decodeURIComponent(Token)]) {
      for (const spelling of spellings(secret)) {
        assert.ok(!text.includes(spelling), `turn ${turn}: ${error.kind} shows a secret`);
      }
    }
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
