// @ts-check
// What a page hands in, and the host itself, keep to no rule: a lookup gives a member or an error of ours, shows nobody a
// secret, and leaves nothing behind. SEED and COUNT choose other numbers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import * as browser from "zvcms-openapi/browser";
import { countOf, randomFrom, SEED } from "../random.mjs";
import { hostileFetch, hostileSignal } from "./hostile/answers.mjs";
import { twisted } from "./hostile/twists.mjs";
import { anyValue, throwAny } from "./hostile/values.mjs";
import { printsOf, spellingsOf, textsOf } from "./walk.mjs";

/** @typedef {import("../random.mjs").Random} Random */

/** @type {any} */
const { identifyUser, ZvcmsError } = browser;

const PASSWORD = 'pass word/"秘"\\%41+&1\n';
const MOBILE = "13912345678";
const WAYS = [
  { type: 1, mobile: MOBILE, password: PASSWORD },
  { type: 2, card_number: "c", card_password: PASSWORD },
  { type: 4, user_id: 7n },
];
const { raw, json, url } = spellingsOf(PASSWORD);
const SECRETS = [MOBILE, raw, json, url];

/** Words with all that must not be shown. @param {Random} random */
const indiscreet = (random) => random.shuffled(SECRETS).join(random.one([" ", ";", "/"]));

/** An error that says it all, wherever it can. @param {Random} random @returns {any} */
function indiscreetError(random) {
  const words = indiscreet(random);
  return random.one([
    () => words,
    () => new Error(words, { cause: new Error(words) }),
    () => Object.assign(new Error(words), { name: words, code: words, errMsg: words, request: { body: words } }),
    () => ({ errMsg: words, errno: words }),
    () => ({ message: words, toString: () => words }),
    () => ({ name: { toString: () => words }, message: { toString: () => words } }),
    () => Symbol(words),
    () => [words],
    () => ({
      kind: "http",
      code: words,
      message: words,
      retryable: true,
      issues: [{ path: words }],
      httpStatus: words,
    }),
    () => new DOMException(words, "AbortError"),
  ])();
}

/** What a route tells that repeats what it got. @param {Random} random */
const refusal = (random) => ({
  kind: random.one(["business", "http"]),
  code: "a",
  message: indiscreet(random),
  vendorCode: indiscreet(random),
  vendorMessage: indiscreet(random),
});
const anyTwist = (/** @type {Random} */ random) => twisted(refusal(random), random, () => {});

/** @param {Random} random @returns {any} */
function hostileRequest(random) {
  return (/** @type {any} */ { success, fail }) => {
    const result = random.one([
      () => ({
        statusCode: random.one([200, 204, 302, 404, 503, Number.NaN, -1]),
        data: random.one(['{"id":7}', "{", ""]),
      }),
      () => ({ statusCode: 200, data: { id: 7 } }),
      () => ({ statusCode: 200, data: anyValue(random) }),
      () => ({ statusCode: anyValue(random), data: "{}" }),
      ...[0, 1].map(() => () => ({
        statusCode: 404,
        data: { error: random.once(2) ? refusal(random) : anyTwist(random) },
      })),
      () => anyValue(random),
    ])();
    const act = random.one([
      () => success(random.once(3) ? twistedSafely(result, random) : result),
      () => setTimeout(success, random.below(3), result),
      () => fail(indiscreetError(random)),
      () => fail(anyValue(random)),
      () => setTimeout(() => [fail(anyValue(random)), success(result), fail(indiscreetError(random))], 1),
      () => {},
    ]);
    act();
    if (random.once(6)) throw indiscreetError(random);
    if (random.once(8)) throwAny(random);
    if (random.once(8)) return Promise.reject(indiscreetError(random));
    return random.once(2) ? anyValue(random) : { abort: () => throwAny(random) };
  };
}

/** @param {any} value @param {Random} random */
const twistedSafely = (value, random) => (Object(value) === value ? twisted(value, random, () => {}) : value);

/** @param {Random} random */
function fetchOf(random) {
  const hostile = hostileFetch(random, () => {});
  return async () => {
    if (random.once(3)) throw indiscreetError(random);
    return hostile();
  };
}

test("hostile lookups give a member or an error of ours, and show nobody a secret", { timeout: 300_000 }, async (t) => {
  t.diagnostic(`seed ${SEED}`);
  /** @type {unknown[]} */
  const alarms = [];
  const alarm = (/** @type {unknown} */ what) => alarms.push(what);
  for (const event of ["unhandledRejection", "uncaughtException"]) {
    process.on(event, alarm);
    t.after(() => process.off(event, alarm));
  }
  const { fetch } = globalThis;
  t.after(() => {
    globalThis.fetch = fetch;
  });
  /** @type {Record<string, number>} */
  const outcomes = {};
  const count = countOf(2000);
  for (let index = 0; index < count; index++) {
    const random = randomFrom(index);
    globalThis.fetch = /** @type {any} */ (fetchOf(random));
    let options = /** @type {any} */ ({ url: "/api", timeoutMs: 1 + random.below(4) });
    if (random.once(2)) options.request = hostileRequest(random);
    if (random.once(2)) options.signal = hostileSignal(random, () => {});
    if (random.once(8)) options = twisted(options, random, () => {});
    if (random.once(20)) options = anyValue(random);
    const way = random.one(WAYS);
    const isTwisted = random.once(12);
    const params = isTwisted ? twisted(way, random, () => {}) : way;
    const where = `SEED=${SEED}, case ${index}`;
    const outcome = await identifyUser(params, options).then(
      (/** @type {any} */ member) => ({ member }),
      (/** @type {any} */ error) => ({ error }),
    );
    if ("member" in outcome) {
      assert.equal(typeof outcome.member.id, "number", where);
      outcomes.right = (outcomes.right ?? 0) + 1;
      continue;
    }
    const { error } = outcome;
    assert.ok(error instanceof ZvcmsError && Object.getPrototypeOf(error) === ZvcmsError.prototype, where);
    outcomes[error.kind] = (outcomes[error.kind] ?? 0) + 1;
    const texts = [...textsOf(error), ...printsOf(error), JSON.stringify(error.toJSON())];
    // A password that was not sent is none that anybody knows of.
    const known = error.attempts > 0 && way.type !== 4 && !isTwisted ? SECRETS : [MOBILE];
    for (const [place, secret] of known.entries())
      assert.ok(!texts.some((text) => text.includes(secret)), `${where}: secret ${place}: ${error.message}`);
  }
  t.diagnostic(JSON.stringify(outcomes));
  for (const kind of ["right", "aborted", "business", "connection", "decode", "http", "invalid_argument", "timeout"])
    assert.ok(outcomes[kind] > 0, kind);
  await wait(50);
  assert.deepEqual(alarms, []);
});

test("a secret is hidden in what the host and the route say, a mobile number that was not sent loses its middle", async () => {
  for (const spelling of SECRETS) {
    const words = `refused ${spelling} of +8613987654321`;
    const hidden = "refused *** of +86139****4321";
    const request = (/** @type {any} */ { fail }) => fail({ name: words, errMsg: words });
    const error = await identifyUser(WAYS[0], { url: "/", request }).catch((/** @type {any} */ it) => it);
    assert.equal(error.message, `communal.user.identity at /: ${hidden}; check the url, and try again`);
    assert.deepEqual([error.cause.name, error.cause.message], [hidden, hidden]);
    const told = { kind: "business", code: "vendor_1", message: words, vendorCode: words, vendorMessage: words };
    const refusing = (/** @type {any} */ { success }) => success({ statusCode: 404, data: { error: told } });
    const refused = await identifyUser(WAYS[0], { url: "/", request: refusing }).catch((/** @type {any} */ it) => it);
    const { message, vendorCode, vendorMessage } = refused;
    assert.deepEqual([message, vendorCode, vendorMessage], [`communal.user.identity at /: ${hidden}`, hidden, hidden]);
  }
});

test("a secret inside another is hidden with it, and one letter hides no more than itself", async () => {
  const about = async (/** @type {object} */ params, /** @type {string} */ errMsg) => {
    const request = (/** @type {any} */ { fail }) => fail({ errMsg });
    const error = await identifyUser(params, { url: "/", request }).catch((/** @type {any} */ it) => it);
    return error.cause.message;
  };
  assert.equal(await about({ type: 1, mobile: "13912345678", password: "345" }, "of 13912345678"), "of ***");
  assert.equal(await about({ type: 1, mobile: "20", password: "a b" }, "of a%20b"), "of ***");
  assert.equal(await about({ type: 2, card_number: "9", card_password: "*" }, "9 * a"), "9 *** a");
  assert.equal(await about({ type: 2, card_number: "9", card_password: "e" }, "the card 9"), "th*** card 9");
});
