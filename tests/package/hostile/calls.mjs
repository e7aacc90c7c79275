// @ts-check
// Calls of everything that the package exports, whose arguments are right but for some.
import { strict as assert } from "node:assert";
import * as zvcms from "zvcms-openapi";
import { CREDENTIALS, hmac, KEY } from "../support.mjs";
import { hostileClock, hostileFetch, hostileListener, hostileSignal } from "./answers.mjs";
import { twisted } from "./twists.mjs";
import { anyValue } from "./values.mjs";

/** @typedef {import("../../random.mjs").Random} Random */

/** @type {any} */
const { Client, ZvcmsError, sign, explain, signature, verify, detectScheme, identifyUser, ready } = zvcms;

const SCHEME = { fields: ["OpenId", "Nonce", "Action"], names: "camel", values: "percent", prefix: "method-host-path" };
const SIGNING = { scheme: SCHEME, endpoint: "http://127.0.0.1/api" };
const REQUEST = { action: "a.b", params: { a: [1, { b: "智" }], c: null }, timestamp: 1700000000, nonce: 7 };
const BODY = sign(CREDENTIALS, REQUEST, SIGNING);
const WAYS = [
  { type: 1, mobile: "13912345678", password: "secret", point_rules: 1 },
  { type: 2, card_number: "c", card_password: "p", multi_store_sn: "s" },
  { type: 3, user_code: "u" },
  { type: 4, user_id: 7 },
];

/** The string to sign of a body, in the scheme by default. @param {any} body */
const text = ({ OpenId, GrantCode, Timestamp, Nonce }) =>
  `GrantCode=${GrantCode}&Nonce=${Nonce}&OpenId=${OpenId}&Timestamp=${Timestamp}`;

/** @param {any} body */
function isSignedBody(body) {
  assert.equal(Object.keys(body).join(), "OpenId,GrantCode,Timestamp,Nonce,Token,Action,Params");
  assert.equal(decodeURIComponent(body.Token), hmac(KEY, text(body)));
}

/** @param {any} user */
const isUser = (user) => assert.equal(typeof user.id, "number");

/** @param {any} it */
const isBoolean = (it) => assert.equal(typeof it, "boolean");

/** @param {any} it */
const isClient = (it) => assert.equal(JSON.stringify(it), "{}");

/**
 * What can be called: with which arguments, and what it gives if they happen to be right.
 * @type {[use: (given: any[], client: any) => any, right: (random: Random, again: () => void) => any[], check: (result: any) => void][]}
 */
const CALLS = [
  [(given) => sign(...given), () => [CREDENTIALS, REQUEST, SIGNING], () => {}],
  [(given) => sign(CREDENTIALS, ...given), () => [REQUEST], isSignedBody],
  [(given) => explain(...given), () => [CREDENTIALS, REQUEST, SIGNING], ({ token }) => assert.ok(token)],
  [(given) => signature(...given), () => [KEY, "text"], (it) => assert.equal(it.length, 28)],
  [(given) => verify(...given), () => [KEY, BODY, SIGNING], isBoolean],
  [(given) => detectScheme(...given), () => [KEY, BODY, { endpoint: SIGNING.endpoint }], () => {}],
  [(given) => new Client(...given), (random, again) => [options(random, again)], isClient],
  [(given, client) => client.sign(...given), () => [REQUEST], isSignedBody],
  [
    (given, client) => client.identifyUser(...given),
    (random, again) => [random.one(WAYS), callOptions(random, again)],
    isUser,
  ],
  [
    (given, client) => client.call(...given),
    (random, again) => ["a.b", REQUEST.params, callOptions(random, again)],
    () => {},
  ],
  [
    (given) => identifyUser(...given),
    (random, again) => [options(random, again), random.one(WAYS), callOptions(random, again)],
    isUser,
  ],
  [(given) => ready(...given), () => [], (it) => assert.equal(it, undefined)],
  [(given, client) => client.free(...given), () => [], (it) => assert.equal(it, undefined)],
  [(given) => Client.prototype.sign.call(...given), () => [{}, REQUEST], () => {}],
  [(given) => Client.prototype.identifyUser.call(...given), () => [{}, WAYS[3]], () => {}],
  [(given) => Client.prototype.free.call(...given), () => [{}], () => {}],
  [(given) => ZvcmsError.is(...given), () => [{}], isBoolean],
];

/** Those that send something. */
const SENDING = CALLS.slice(8, 11);

/** @param {Random} random @param {() => void} again */
function options(random, again) {
  const fetch = hostileFetch(random, again);
  const right = { ...CREDENTIALS, endpoint: SIGNING.endpoint, fetch, timeoutMs: 1 + random.below(10), maxRetries: 0 };
  return random.once(2) ? { ...right, now: hostileClock(random, again) } : right;
}

/** @param {Random} random @param {() => void} again */
function callOptions(random, again) {
  const all = { onResponse: hostileListener(random, again), signal: hostileSignal(random, again), timeoutMs: 5 };
  return random.once(3) ? all : random.once(2) ? { onResponse: all.onResponse } : undefined;
}

/**
 * Makes one call.
 * @param {Random} random
 * @returns {{ what: string, outcome: Promise<string> | string }} what it came to: "right", or the kind of its error
 */
export function callAnything(random) {
  const [use, right, check] = random.one(random.once(2) ? SENDING : CALLS);
  const client = random.once(3) ? new Client(rightOptions(random)) : shared(random);
  let depth = 0;
  const again = () => {
    if (++depth > 5) return;
    callQuietly(() => random.one([() => client.sign(REQUEST), () => client.free(), () => use(given, client)])());
  };
  /** @type {any[]} */
  const given = right(random, again).map((it) => (random.once(3) ? twisted(it, random, again) : it));
  if (random.once(10)) given.push(anyValue(random));
  if (random.once(10)) given.pop();
  const what = use.toString();
  const told = (/** @type {any} */ error) => {
    if (!ZvcmsError.is(error)) return isWrong(error) ? `wrong: ${error.message}` : "foreign";
    return error.kind === "internal" ? `${error.kind} ${error.code} ${error.cause?.message}` : error.kind;
  };
  const isRight = (/** @type {any} */ result) => {
    check(result);
    return "right";
  };
  try {
    const result = use(given, client);
    if (!(result instanceof Promise)) return { what, outcome: isRight(result) };
    return { what, outcome: result.then(isRight).catch(told) };
  } catch (error) {
    return { what, outcome: told(error) };
  }
}

/** @param {unknown} error */
function isWrong(error) {
  try {
    return error instanceof assert.AssertionError;
  } catch {
    return false;
  }
}

/** @type {any} */
let kept;

/** One client for many calls, until one of them frees it. @param {Random} random */
function shared(random) {
  try {
    kept.sign();
  } catch {
    kept = new Client(rightOptions(random));
  }
  return kept;
}

const rightOptions = (/** @type {Random} */ random) => ({
  ...CREDENTIALS,
  endpoint: SIGNING.endpoint,
  fetch: hostileFetch(random, () => {}),
  timeoutMs: 5,
  maxRetries: 0,
});

/** @param {() => unknown} act */
function callQuietly(act) {
  try {
    const result = act();
    if (result instanceof Promise) result.catch(() => {});
  } catch {}
}
