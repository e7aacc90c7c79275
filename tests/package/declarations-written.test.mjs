// @ts-check
// The declarations held against the package: which fields it writes into its results and its errors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, detectScheme, explain, identifyUser, sign, ZvcmsError } from "zvcms-openapi";
import * as declared from "../types/keys.mjs";
import { CREDENTIALS, clientOf, emulatorFor, failureOf, KEY } from "./support.mjs";

/** @import * as zvcms from "zvcms-openapi" */

const PARAMS = /** @type {const} */ ({ type: 3, user_code: "u" });
const SCHEMES = /** @type {const} */ (["zvcms-v2", "zvcms-v2+action", "tencent-v2", "qmai-v3"]);
const SUCCESS = { status: true, code: 0, message: "", data: { user_info: { id: 7 } }, traceId: "t" };
/** Every number is missing. */
const EMPTY = { id: 8, user_coupons: [{}], user_wealth_info: {}, pay_rule: { points_num: null } };
const REFUSAL = { ...SUCCESS, code: 1 };
const FAILURE = { ...SUCCESS, code: 1, status: false };
const UNREADABLE = { ...SUCCESS, data: { user_info: { id: "x" } } };

/** A fetch that gives one answer. @param {unknown} body @param {number} [status] @param {Record<string, string>} [headers] */
function answering(body, status = 200, headers = {}) {
  return async () => new Response(JSON.stringify(body), { status, headers });
}

const OPTIONS = { ...CREDENTIALS, fetch: answering(SUCCESS) };
const client = new Client(OPTIONS);

/** Each field with each kind of value that the samples have in it. @param {object[]} samples */
function shown(samples) {
  const all = samples.flatMap(Object.entries).map(([name, value]) => {
    const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    return `${name}: ${kind}`;
  });
  return [...new Set(all)].sort();
}

/** The same as it is declared. @param {Record<string, string>} fields */
function told(fields) {
  const all = Object.entries(fields).flatMap(([name, words]) => {
    const kinds = words.replace("optional ", "").split(" or ");
    return kinds.map((kind) => `${name}: ${kind}`);
  });
  return all.sort();
}

/** Each sample has each declared field and no other. @param {Record<string, string>} fields @param {object[]} samples */
function assertWritten(fields, samples) {
  assert.deepEqual(shown(samples), told(fields));
  for (const sample of samples) assert.deepEqual(Object.keys(sample).sort(), Object.keys(fields).sort());
}

test("what signing gives has exactly the declared fields", () => {
  for (const scheme of SCHEMES) {
    const body = sign(CREDENTIALS, {}, { scheme });
    assertWritten(declared.signedRequest, [body, client.sign()]);
    assertWritten(declared.scheme, [detectScheme(KEY, body) ?? {}]);
    assertWritten(declared.explanation, [explain(CREDENTIALS, {}, { scheme })]);
  }
});

test("a signed body has its fields in the declared order", () => {
  for (const body of [sign(CREDENTIALS), client.sign()]) {
    assert.deepEqual(Object.keys(body), Object.keys(declared.signedRequest));
  }
});

test("a member, and what is told of the response, have exactly the declared fields", async (t) => {
  /** @type {zvcms.ResponseMeta[]} */
  const metas = [];
  const call = { onResponse: (/** @type {zvcms.ResponseMeta} */ meta) => metas.push(meta) };
  const users = [await client.identifyUser(PARAMS, call)];
  const empty = { ...OPTIONS, fetch: answering({ ...SUCCESS, data: { user_info: EMPTY } }) };
  users.push(await identifyUser(empty, PARAMS));
  for (const dialect of /** @type {const} */ (["typed", "php"])) {
    const emulator = await emulatorFor(t, { dialect });
    for (const { login } of emulator.members) {
      for (const point_rules of /** @type {const} */ ([0, 1])) {
        const params = { ...PARAMS, user_code: login.user_code, point_rules };
        users.push(await clientOf(t, emulator).identifyUser(params, call));
      }
    }
  }
  assertWritten(declared.userInfo, users);
  const coupons = users.flatMap((user) => user.user_coupons);
  assertWritten(declared.coupon, coupons);
  const balances = users.flatMap((user) => user.user_wealth_info ?? []);
  assertWritten(declared.balances, balances);
  const rules = users.flatMap((user) => user.pay_rule ?? []);
  assertWritten(declared.payRule, rules);
  assertWritten(declared.responseMeta, metas);
  const conversions = metas.flatMap((meta) => meta.conversions);
  assertWritten(declared.conversion, conversions);
});

/** @param {Partial<zvcms.ClientOptions>} options @param {zvcms.CallOptions} [call] */
function failing(options, call) {
  return failureOf(() => identifyUser({ ...OPTIONS, ...options }, PARAMS, call));
}

/** How `act` fails while the host has something else in a place. @param {any} owner @param {string} name @param {unknown} other @param {() => unknown} act */
async function failureWith(owner, name, other, act) {
  const own = owner[name];
  try {
    owner[name] = other;
    return await failureOf(act);
  } finally {
    owner[name] = own;
  }
}

const broken = () => assert.fail();

/** Failures of each kind. @type {Record<zvcms.ErrorKind, (() => Promise<any>)[]>} */
const FAILURES = {
  invalid_argument: [() => failing({ timeoutMs: 0 })],
  environment: [
    () => failureWith(globalThis, "fetch", undefined, () => identifyUser(CREDENTIALS, PARAMS)),
    () => failing({ fetch: async () => ({}) }),
    () => failing({ fetch: async () => ({ status: 200 }) }),
  ],
  connection: [() => failing({ fetch: () => Promise.reject(new Error("no")) })],
  timeout: [() => failing({ fetch: () => new Promise(() => {}), timeoutMs: 1 })],
  aborted: [() => failing({}, { signal: AbortSignal.abort() })],
  http: [
    () => failing({ fetch: answering(FAILURE, 503, { "Retry-After": "60" }) }),
    () => failing({ fetch: answering("a page", 502) }),
  ],
  decode: [() => failing({ fetch: answering(UNREADABLE) }), () => failing({ fetch: answering("a page") })],
  business: [() => failing({ fetch: answering(REFUSAL) })],
  system: [() => failing({ fetch: answering(FAILURE) })],
  // Nothing given may lead to a defect; a clock that throws looks like one.
  internal: [() => failureWith(Date, "now", broken, () => sign(CREDENTIALS))],
};

test("errors have exactly the declared fields, and each kind has just its own", async () => {
  assert.deepEqual(Object.keys(FAILURES).sort(), Object.keys(declared.errorKinds).sort());
  const errors = [];
  for (const [kind, fields] of Object.entries(declared.errorKinds)) {
    for (const fail of FAILURES[/** @type {zvcms.ErrorKind} */ (kind)]) {
      const error = await fail();
      assert.ok(error instanceof ZvcmsError && error.name === "ZvcmsError", kind);
      assert.equal(error.kind, kind);
      const known = told(fields);
      for (const one of shown([error])) assert.ok(known.includes(one), `${kind}: ${one}`);
      for (const [name, words] of Object.entries(fields)) {
        assert.ok(words.startsWith("optional ") || Object.hasOwn(error, name), `${kind}: ${name}`);
      }
      errors.push(error);
    }
  }
  // Only a route gives an id, to errors of zvcms-openapi/browser.
  const { requestId: _, ...fields } = Object.assign({}, ...Object.values(declared.errorKinds));
  assert.deepEqual(shown(errors), told(fields));
  const issues = errors.flatMap((error) => ("issues" in error ? error.issues : []));
  assertWritten(declared.issue, issues);
});
