// @ts-check
// The declarations held against the package: which fields it reads of each argument.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as zvcms from "zvcms-openapi";
import * as declared from "../types/keys.mjs";
import { CREDENTIALS, fourWays, KEY } from "./support.mjs";

/** @typedef {Record<string, any>} Bag */
/** @typedef {{ at?: string, unread?: string[], alsoRead?: string[], isOpen?: boolean }} Exception */

/** The surface without its types: everything is handed in here. @type {any} */
const { Client, sign, explain, verify, detectScheme, identifyUser } = zvcms;

const ANSWER = { status: true, code: 0, message: "", data: { user_info: { id: 7 } } };
const fetch = async () => new Response(JSON.stringify(ANSWER));
// An option that is left out must not send anything out.
globalThis.fetch = fetch;

const REQUEST = { action: "a", params: {}, timestamp: 1, nonce: 1 };
const BODY = sign(CREDENTIALS, REQUEST);
const SCHEME = { fields: ["OpenId"], names: "camel", values: "percent", prefix: "none" };
const FINDING = { endpoint: "http://localhost/" };
const SIGNING = { scheme: "zvcms-v2", ...FINDING };
const CALL = { signal: new AbortController().signal, timeoutMs: 9999, maxRetries: 0, onResponse() {} };
const HOST = { fetch, now: () => 0, dangerouslyAllowBrowser: true };
const LIMITS = { timeoutMs: 9999, maxRetries: 1, maxRequestsPerSecond: 1000, timestampErrorCodes: ["1"] };
const CLIENT = { ...CREDENTIALS, ...SIGNING, ...HOST, ...LIMITS, strict: false };
const LOGIN = { mobile: "1", password: "2", card_number: "3", card_password: "4", user_code: "5", user_id: 6 };
const WAYS = fourWays(LOGIN).map((way) => ({ ...way, multi_store_sn: "7", point_rules: 1 }));
const [ACCOUNT, CARD, USER_CODE, USER_ID] = WAYS;

const client = new Client(CREDENTIALS);

/** Identifies by params, which have to arrive as they were given. @param {Bag} params */
async function identify(params) {
  let arrived = {};
  const watching = (/** @type {string} */ _, /** @type {any} */ { body }) => {
    arrived = JSON.parse(body).Params;
    return fetch();
  };
  await identifyUser({ ...CREDENTIALS, fetch: watching }, params);
  assert.deepEqual(arrived, JSON.parse(JSON.stringify(params)));
}

/** The options of a client are credentials, too. */
const MORE = { isOpen: true };
/** Params take no part in any scheme, and a body may have come from anywhere. */
const CHECKED = { unread: ["Params"], isOpen: true };
const INNER = { at: "scheme." };
/** Params may be an instance of a class, whose fields are no own ones: each way is asked for those of the others, too. */
const WAY = { alsoRead: Object.keys(LOGIN) };

/** Each argument: its fields, all of them given, and who reads it. @type {[string, Bag, Bag, (it: Bag) => unknown, Exception?][]} */
const ARGUMENTS = [
  ["the credentials of sign", declared.credentials, CREDENTIALS, (it) => sign(it), MORE],
  ["the credentials of explain", declared.credentials, CREDENTIALS, (it) => explain(it, {}), MORE],
  ["the request of sign", declared.unsignedRequest, REQUEST, (it) => sign(CREDENTIALS, it)],
  ["the request of explain", declared.unsignedRequest, REQUEST, (it) => explain(CREDENTIALS, it)],
  ["the request of a client's sign", declared.unsignedRequest, REQUEST, (it) => client.sign(it)],
  ["the options of sign", declared.signingOptions, SIGNING, (it) => sign(CREDENTIALS, {}, it)],
  ["the options of explain", declared.signingOptions, SIGNING, (it) => explain(CREDENTIALS, {}, it)],
  ["the options of verify", declared.signingOptions, SIGNING, (it) => verify(KEY, BODY, it)],
  ["the options of detectScheme", declared.findingOptions, FINDING, (it) => detectScheme(KEY, BODY, it)],
  ["a scheme", declared.scheme, SCHEME, (scheme) => sign(CREDENTIALS, {}, { scheme }), INNER],
  ["a client's scheme", declared.scheme, SCHEME, (scheme) => new Client({ ...CREDENTIALS, scheme }), INNER],
  ["the body for verify", declared.signedRequest, BODY, (it) => verify(KEY, it), CHECKED],
  ["the body for detectScheme", declared.signedRequest, BODY, (it) => detectScheme(KEY, it), CHECKED],
  ["the options of a client", declared.clientOptions, CLIENT, (it) => new Client(it)],
  ["the options of identifyUser", declared.clientOptions, CLIENT, (it) => identifyUser(it, CARD)],
  ["the options of a call of identifyUser", declared.callOptions, CALL, (it) => identifyUser(CREDENTIALS, CARD, it)],
  ["the options of a client's identifyUser", declared.callOptions, CALL, (it) => client.identifyUser(CARD, it)],
  ["the options of a client's call", declared.callOptions, CALL, (it) => client.call("a", {}, it)],
  ["the params by account", declared.byAccount, ACCOUNT, identify, WAY],
  ["the params by card", declared.byCard, CARD, identify, WAY],
  ["the params by code", declared.byUserCode, USER_CODE, identify, WAY],
  ["the params by id", declared.byUserId, USER_ID, identify, WAY],
];
const EVERY_NAME = new Set(Object.values(declared).flatMap((fields) => Object.keys(fields)));
const EVERY_KIND = Object.entries({
  null: null,
  string: "s",
  number: 1,
  bigint: 1n,
  boolean: true,
  array: [],
  object: {},
  function() {},
});

/** An object, and the names of its fields that were read since. @param {Bag} object */
function watched(object) {
  /** @type {Set<string>} */
  const names = new Set();
  const proxy = new Proxy(object, {
    get(target, name) {
      // Whatever is read as JSON is asked for toJSON first.
      if (typeof name === "string" && name !== "toJSON") names.add(name);
      return Reflect.get(target, name);
    },
  });
  return { proxy, names };
}

/** What is wrong with the arguments, as "path code". @param {() => unknown} act */
async function faults(act) {
  try {
    await act();
    return [];
  } catch (error) {
    if (!zvcms.ZvcmsError.is(error) || error.kind !== "invalid_argument") throw error;
    return error.issues.map(({ path, code }) => `${path} ${code}`);
  }
}

for (const [argument, fields, whole, use, exception = {}] of ARGUMENTS) {
  const { at = "", unread = [], alsoRead = [], isOpen = false } = exception;
  const names = Object.keys(fields).filter((name) => !unread.includes(name));

  test(`of ${argument} exactly the declared fields are read`, async () => {
    const { proxy, names: read } = watched(whole);
    await use(proxy);
    assert.deepEqual([...read].sort(), [...new Set([...names, ...alsoRead])].sort());
    for (const name of isOpen ? [] : EVERY_NAME) {
      if (name in fields) continue;
      const found = await faults(() => use({ ...whole, [name]: "s" }));
      assert.match(found.join(), new RegExp(`^${at}${name} (unknown|not_allowed)$`));
    }
  });

  test(`of ${argument} each field is required and of one kind, as it is declared`, async () => {
    for (const name of names) {
      const { [name]: _, ...lacking } = whole;
      const fault = fields[name].startsWith("optional ") ? [] : [`${at}${name} required`];
      assert.deepEqual(await faults(() => use(lacking)), fault, name);
      assert.deepEqual(await faults(() => use({ ...lacking, [name]: undefined })), fault, name);
      for (const [kind, value] of EVERY_KIND) {
        if (fields[name].includes(kind)) continue;
        const found = await faults(() => use({ ...whole, [name]: value }));
        assert.deepEqual(found, [`${at}${name} wrong_type`], `${name}: ${kind}`);
      }
    }
  });
}

test("of a signal exactly the declared members are used", async () => {
  const { proxy, names } = watched({
    aborted: false,
    reason: "enough",
    addEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) => setImmediate(listener),
    removeEventListener() {},
  });
  const options = { ...CREDENTIALS, fetch: () => new Promise(() => {}) };
  await assert.rejects(identifyUser(options, CARD, { signal: proxy }), { kind: "aborted" });
  assert.deepEqual([...names].sort(), Object.keys(declared.signal).sort());
});
