// @ts-check
// Nothing that the package hands out, throws or hands to a hook holds a secret, whatever the server does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes } from "../outcomes.mjs";
import { clientOf, emulatorFor, fourWays } from "./support.mjs";
import { printsOf, spellingsOf, textsOf } from "./walk.mjs";

/** @typedef {import("zvcms-openapi/emulator").FaultName} FaultName */

/** Cut off behind this part of it, a secret is hidden like all of it. @param {string} text */
const goodPart = (text) => text.slice(0, Math.max(8, Math.ceil(text.length / 2)));

/** Fails where one of the secrets is in what can be found of a value. @param {unknown} value @param {string[]} secrets @param {string} where */
function assertClean(value, secrets, where) {
  const texts = [...textsOf(value), ...printsOf(value)];
  for (const [place, secret] of secrets.entries()) {
    for (const [way, spelling] of Object.entries(spellingsOf(secret))) {
      const found = texts.some((text) => text.includes(spelling));
      assert.ok(!found, `${where}: secret ${place} is shown, spelled ${way}`);
    }
  }
}

/**
 * Calls in each of the four ways, and looks at all that comes of it.
 * @param {import("node:test").TestContext} t
 * @param {import("zvcms-openapi/emulator").StartOptions} options
 * @param {string} where
 * @param {(secrets: string[]) => void} [onSent]
 */
async function lookAtCalls(t, options, where, onSent = () => {}) {
  const emulator = await emulatorFor(t, options);
  const { login } = emulator.members[0];
  let secrets = [emulator.credentials.openKey, login.password, login.card_password, login.mobile];
  const client = clientOf(t, emulator, {
    fetch: (url, init) => {
      const { Token } = JSON.parse(init.body);
      secrets = [...secrets, Token, decodeURIComponent(Token)];
      onSent(secrets);
      // An own fetch may hang the whole request on what it throws.
      return fetch(url, init).catch((thrown) => {
        throw Object.assign(thrown, { request: { url, ...init } });
      });
    },
  });
  const timeoutMs = where.startsWith("stall") ? 200 : 20_000;
  for (const params of fourWays(login)) {
    /** @type {unknown[]} */
    const hooked = [];
    const onResponse = (/** @type {unknown} */ meta) => hooked.push(meta);
    const call = { timeoutMs, maxRetries: 1, onResponse };
    const users = [client.identifyUser({ ...params, point_rules: 1 }, call)];
    const [given] = await Promise.allSettled(users);
    const data = client.call("communal.user.identity", params, { ...call, maxRetries: 0 });
    const [called] = await Promise.allSettled([data]);
    for (const { status, value, reason } of /** @type {any[]} */ ([given, called])) {
      // The member's own mobile is what was asked for.
      const allowed = status === "fulfilled" ? secrets.filter((secret) => secret !== login.mobile) : secrets;
      assertClean(status === "fulfilled" ? value : reason, allowed, `${where}, type ${params.type}`);
      if (reason) assertClean(structuredClone(reason), secrets, `${where}, a clone of the error`);
      if (reason) assertClean(reason.toJSON(), secrets, `${where}, the error as an object`);
    }
    assertClean(hooked, secrets, `${where}, what onResponse is told`);
  }
  assertClean(client, secrets, `${where}, the client`);
}

test("the walk finds what is hidden, wherever that is", () => {
  const hidden = "hunter2-hunter2";
  class Base {
    get [Symbol("s")]() {
      return hidden;
    }
  }
  for (const value of [
    new (class extends Base {})(),
    Object.defineProperty({}, "x", { value: { [hidden]: 1 } }),
    new Error("x", { cause: new Error(hidden) }),
    new AggregateError([new Error(hidden)]),
    new Map([[{ a: [hidden] }, 1]]),
    Object.assign(() => {}, { hidden }),
    { bytes: Buffer.from(hidden) },
    Symbol(hidden),
  ]) {
    assert.throws(() => assertClean(value, [hidden], ""), /secret 0 is shown/);
  }
});

test("nothing shows a secret where all goes well", async (t) => {
  for (const dialect of /** @type {const} */ (["typed", "strings", "php"])) {
    await lookAtCalls(t, { dialect }, `dialect ${dialect}`);
  }
});

for (const name of /** @type {FaultName[]} */ (Object.keys(outcomes))) {
  test(`nothing shows a secret under the fault ${name}`, (t) =>
    lookAtCalls(t, { faults: name === "refuse" ? [name] : () => name }, name));
}

/** Secrets of characters that each way of escaping changes. */
const ODD = {
  openKey: 'key/+秘密"<&>%0041-',
  password: 'pass word/<秘>&"1"😀',
  card_password: "卡片内部号码/0+1=2",
  mobile: "13912345678",
};

/** Answers that repeat a text. @type {Record<string, (echo: string) => { status?: number, body: string }>} */
const ECHOES = {
  "a refusal": (echo) => ({ body: `{"status":true,"code":7,"message":"${echo}","traceId":"${echo}","data":[]}` }),
  "a code that is no number": (echo) => ({ body: `{"status":false,"code":"${echo}","message":"${echo}"}` }),
  "a page": (echo) => ({ body: `<html>${echo}</html>` }),
  "a page that is cut off": (echo) => ({ body: `<html>${"x".repeat(150)}${echo}` }),
  "a message of PHP": (echo) => ({ body: `Warning: ${echo} in a.php on line 3\n{"status":true}` }),
  "an error page": (echo) => ({ status: 502, body: `<html>${echo}` }),
  "a refusal with a status": (echo) => ({ status: 403, body: `{"status":true,"code":7,"message":"${echo}"}` }),
  "a value that cannot be read": (echo) => ({ body: `{"status":true,"code":0,"data":{"user_info":{"id":"${echo}"}}}` }),
  "a field's name": (echo) => ({
    body: `{"status":true,"code":0,"data":{"user_info":{"id":1,"user_wealth_info":{"${echo}":[1e400]}}}}`,
  }),
};

for (const [what, answer] of Object.entries(ECHOES)) {
  test(`nothing shows a secret that ${what} repeats, however it is spelled`, async (t) => {
    for (const way of /** @type {(keyof ReturnType<typeof spellingsOf>)[]} */ (Object.keys(spellingsOf("")))) {
      for (const cut of [false, true]) {
        let echo = "";
        const onSent = (/** @type {string[]} */ secrets) => {
          const told = secrets.slice(0, 4).concat(secrets.slice(-2));
          echo = told.map((secret) => spellingsOf(cut ? goodPart(secret) : secret)[way]).join(cut ? " " : "");
        };
        const faults = () => ({ kind: /** @type {const} */ ("status"), status: 200, ...answer(echo) });
        await lookAtEcho(t, faults, `${what}, ${way}${cut ? ", cut off" : ""}`, onSent, cut);
      }
    }
  });
}

/** @type {(t: import("node:test").TestContext, faults: () => any, where: string, onSent: (secrets: string[]) => void, isCut: boolean) => Promise<void>} */
async function lookAtEcho(t, faults, where, onSent, isCut) {
  const emulator = await emulatorFor(t, { faults });
  const { openKey, mobile, password, card_password } = ODD;
  let secrets = [openKey, password, card_password, mobile];
  const client = clientOf(t, emulator, {
    openKey,
    maxRetries: 0,
    fetch: (url, init) => {
      const { Token } = JSON.parse(init.body);
      secrets = [...secrets.slice(0, 4), Token, decodeURIComponent(Token)];
      onSent(secrets);
      return fetch(url, init);
    },
  });
  /** @type {unknown[]} */
  const hooked = [];
  const options = { onResponse: (/** @type {unknown} */ meta) => hooked.push(meta) };
  const outcome = await client.call("a.b", { mobile, password, card_password }, options).catch((error) => error);
  const [known] = await Promise.allSettled([client.identifyUser({ type: 1, mobile, password }, options)]);
  const shown = isCut ? secrets.map(goodPart) : secrets;
  // What the shop sends as data is the caller's.
  if (outcome instanceof Error) assertClean(outcome, shown, where);
  // The second request did not have the card's password, so nobody knows that it is one.
  const sentByBoth = shown.filter((_, place) => place !== 2);
  if (known.status === "rejected") assertClean(known.reason, sentByBoth, where);
  assertClean(hooked, sentByBoth, where);
  await emulator.close();
}
