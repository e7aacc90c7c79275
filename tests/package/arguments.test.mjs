// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import * as zvcms from "zvcms-openapi";
import { CREDENTIALS, emulatorFor, failureOf, KEY } from "./support.mjs";

/** The surface without its types: everything is handed in here. @type {any} */
const { Client, sign, explain, signature, verify, detectScheme, identifyUser } = zvcms;

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const cycle = { inner: /** @type {any} */ ({}) };
cycle.inner.back = cycle;
const deep = Array.from({ length: 100_000 }).reduce((inner) => [inner], /** @type {any} */ ([]));
const throwing = {
  get openId() {
    throw new Error("no");
  },
  get type() {
    throw new Error("no");
  },
  get a() {
    throw new Error("no");
  },
};

/** What no function takes in any place. */
const HOSTILE = {
  null: null,
  "a number": 7,
  "not a number": Number.NaN,
  "a bigint": 1n,
  "a boolean": true,
  "a symbol": Symbol("s"),
  "a function": () => {},
  "a list": [1],
  "a date": new Date(0),
  "a map": new Map(),
  "a promise": Promise.resolve(),
  "an object without prototype": Object.create(null, { x: { value: 1, enumerable: true } }),
  "a getter that throws": throwing,
  "a proxy that throws": new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no");
      },
      get: () => {
        throw new Error("no");
      },
    },
  ),
  "a revoked proxy": revoked.proxy,
  "a cycle": cycle,
};

/** @type {Record<string, (hostile: unknown, endpoint: string) => unknown>} */
const PLACES = {
  "sign, credentials": (it) => sign(it),
  "sign, request": (it) => sign(CREDENTIALS, it),
  "sign, options": (it) => sign(CREDENTIALS, {}, it),
  "sign, scheme": (it) => sign(CREDENTIALS, {}, { scheme: it }),
  "sign, openKey": (it) => sign({ ...CREDENTIALS, openKey: it }),
  "explain, request": (it) => explain(CREDENTIALS, it),
  "signature, key": (it) => signature(it, ""),
  "signature, text": (it) => signature("", it),
  "verify, key": (it) => verify(it, sign(CREDENTIALS)),
  "verify, request": (it) => verify(KEY, it),
  "detectScheme, request": (it) => detectScheme(KEY, it),
  "new Client": (it) => new Client(it),
  "Client, fetch": (it) => typeof it === "function" || new Client({ ...CREDENTIALS, fetch: it }),
  "identifyUser, options": (it) => identifyUser(it, { type: 4, user_id: 1 }),
  "identifyUser, params": (it, endpoint) => identifyUser({ ...CREDENTIALS, endpoint }, it),
  "identifyUser, user_code": (it, endpoint) => identifyUser({ ...CREDENTIALS, endpoint }, { type: 3, user_code: it }),
  "identifyUser, call": (it, endpoint) => identifyUser({ ...CREDENTIALS, endpoint }, { type: 4, user_id: 1 }, it),
  "identifyUser, signal": (it, endpoint) =>
    identifyUser({ ...CREDENTIALS, endpoint }, { type: 4, user_id: 1 }, { signal: it }),
};

for (const [place, use] of Object.entries(PLACES)) {
  test(`${place}: whatever is no such thing is refused by path, nothing is sent, and the next call works`, async (t) => {
    const emulator = await emulatorFor(t);
    for (const [what, hostile] of Object.entries(HOSTILE)) {
      if (place === "Client, fetch" && what === "a function") continue;
      const error = await failureOf(() => use(hostile, emulator.url));
      assert.ok(error instanceof zvcms.ZvcmsError, `${what}: ${String(error)}`);
      assert.ok(error.kind === "invalid_argument", `${what}: ${error.kind}`);
      assert.deepEqual([error.attempts, error.retryable], [0, false], what);
      assert.ok(error.issues.length > 0, what);
      for (const { path, code, message } of error.issues) {
        assert.ok(typeof path === "string" && /^[a-z_]+$/.test(code) && message.length > 0, what);
      }
      assert.equal(signature("", ""), "+9sdGxiqbAgyS31ktx+3Y3BpDh0=");
    }
    assert.deepEqual(emulator.requests, []);
  });
}

test("what JSON cannot carry is refused by its path in Params", () => {
  const cases = /** @type {[any, string][]} */ ([
    [{ a: Number.NaN }, "params.a"],
    [{ a: [1, Number.POSITIVE_INFINITY] }, "params.a[1]"],
    [{ a: { b: 1n } }, "params.a.b"],
    [{ a: () => {} }, "params.a"],
    [{ "no name": Symbol("s") }, 'params["no name"]'],
    [{ a: "\ud800" }, "params.a"],
    [{ a: throwing }, "params"],
    [cycle, "params.inner.back"],
    [{ a: Object(1n) }, "params.a"],
    [{ a: Object.assign([], { length: 2 ** 32 - 1 }) }, "params.a"],
    [{ 13812345678: Number.NaN }, 'params["138****5678"]'],
  ]);
  for (const [params, path] of cases) {
    assert.throws(
      () => sign(CREDENTIALS, { params }),
      (error) => zvcms.ZvcmsError.is(error) && error.kind === "invalid_argument" && error.issues[0]?.path === path,
      path,
    );
  }
  assert.throws(() => sign(CREDENTIALS, { params: { deep } }), { kind: "invalid_argument" });
});

test("an object in Params is taken for a primitive only where it holds one", () => {
  const impostor = (/** @type {string} */ name) => ({ [Symbol.toStringTag]: name, a: 1 });
  const params = {
    boxes: [Object("s"), Object(1), Object(false)],
    plain: ["String", "Number", "Boolean", "BigInt"].map(impostor),
  };
  const { Params } = sign(CREDENTIALS, { params });
  assert.equal(JSON.stringify(Params), JSON.stringify(params));
});

test("every fault of the params is listed, by path and with the nearest right name", async (t) => {
  const { url } = await emulatorFor(t);
  const params = { type: 1, mobile: 13800000001, passwrod: "x", user_code: "y", point_rules: 2, multi_store_sn: "" };
  const { issues, message } = await failureOf(() => identifyUser({ ...CREDENTIALS, endpoint: url }, params));
  const found = issues.map((/** @type {any} */ { path }) => path).sort();
  assert.deepEqual(found, ["mobile", "multi_store_sn", "password", "passwrod", "point_rules", "user_code"]);
  assert.match(message, /did you mean "password"/);
});

test("faults of credentials are named as JavaScript spells them, all at once", () => {
  const credentials = { openId: " id", grantCode: "\u3000", openKey: "key\u200b" };
  const error = /** @type {any} */ (assertThrown(() => sign(credentials)));
  const found = error.issues.map((/** @type {any} */ { path }) => path).sort();
  assert.deepEqual(found, ["grantCode", "openId", "openKey"]);
  for (const openKey of ["密钥", "🔑", "a b", "ключ"])
    assert.equal(typeof sign({ ...CREDENTIALS, openKey }).Token, "string");
});

test("options are taken up to their bounds, and not beyond", () => {
  for (const [name, from, to] of /** @type {const} */ ([
    ["timeoutMs", 1, 2_147_483_647],
    ["maxRetries", 0, 20],
    ["maxRequestsPerSecond", 1, 1000],
  ])) {
    for (const right of [from, to]) new Client({ ...CREDENTIALS, [name]: right }).free();
    for (const wrong of [from - 1, to + 1]) {
      const error = /** @type {any} */ (assertThrown(() => new Client({ ...CREDENTIALS, [name]: wrong })));
      assert.deepEqual([error.issues[0].path, error.issues[0].code], [name, "out_of_range"]);
    }
  }
});

/** @param {() => unknown} act */
function assertThrown(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("it was expected to throw");
}

for (const [text, code] of [
  ['"secret"', "quoted"],
  ["'secret'", "quoted"],
  ["\u0024{ZVCMS_OPEN_KEY}", "placeholder"],
  ["undefined", "placeholder"],
  ["null", "placeholder"],
  ["[object Object]", "placeholder"],
]) {
  test(`${text} is no credential: an environment file or a template has left it`, async () => {
    for (const name of /** @type {const} */ (["openId", "grantCode", "openKey"])) {
      const credentials = { ...CREDENTIALS, [name]: text };
      for (const use of [() => sign(credentials), () => new Client(credentials)]) {
        const { issues, message } = await failureOf(use);
        assert.deepEqual([issues.length, issues[0].path, issues[0].code], [1, name, code]);
        assert.ok(!message.includes("secret") && !message.includes("ZVCMS"), message);
      }
    }
    assert.throws(() => verify(text, sign(CREDENTIALS)), { code: "invalid_argument" });
  });
}

test("quotation marks inside a credential are fine", () => {
  for (const openKey of ['a"b', '"a', "a'", '"'])
    assert.equal(sign({ ...CREDENTIALS, openKey }).OpenId, CREDENTIALS.openId);
});
