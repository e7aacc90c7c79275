// @ts-check
// Arguments as programs have them: instances of classes, clients behind proxies, what scanners read.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as zvcms from "zvcms-openapi";
import { answerOf, CREDENTIALS, clientOf, emulatorFor, failureOf } from "./support.mjs";

/** The surface without its types: everything is handed in here. @type {any} */
const { Client, identifyUser, sign } = zvcms;

/** What is sent as Params, as text. @param {(client: any) => Promise<unknown>} use */
async function sentBy(use) {
  let body = "";
  const fetch = async (/** @type {string} */ _, /** @type {any} */ init) => {
    body = init.body;
    return new Response(JSON.stringify(answerOf({ id: 7 })));
  };
  const client = new Client({ ...CREDENTIALS, fetch });
  await use(client);
  client.free();
  return body.slice(body.indexOf('"Params":') + 9, -1);
}

class Fields {
  type = 1;
  mobile = "13800000001";
  password = "p";
  multi_store_sn = undefined;
  log() {}
}
class Json {
  #code = "u";
  toJSON() {
    return { type: 3, user_code: this.#code };
  }
}
class Accessors {
  #code = "u";
  get type() {
    return 3;
  }
  get user_code() {
    return this.#code;
  }
}
class Derived extends Accessors {
  point_rules = 1;
}

for (const [what, params, sent] of /** @type {const} */ ([
  ["own fields", new Fields(), '{"type":1,"mobile":"13800000001","password":"p"}'],
  ["toJSON", new Json(), '{"type":3,"user_code":"u"}'],
  ["accessors", new Accessors(), '{"type":3,"user_code":"u"}'],
  ["accessors and own fields", new Derived(), '{"type":3,"user_code":"u","point_rules":1}'],
  ["no prototype", Object.assign(Object.create(null), { type: 3, user_code: "u" }), '{"type":3,"user_code":"u"}'],
])) {
  test(`a member is identified by an object of a class with ${what}`, async () => {
    assert.equal(await sentBy((client) => client.identifyUser(params)), sent);
    assert.equal(await sentBy((client) => client.identifyUser(Object.freeze(params))), sent);
  });
}

test("the other fields of an object of a class are refused like those of any object", async () => {
  const params = Object.assign(new Fields(), { password: undefined, passwrod: "p", user_code: "u" });
  const { issues } = await failureOf(() => identifyUser(CREDENTIALS, params));
  const found = issues.map((/** @type {any} */ { path, code }) => `${path} ${code}`).sort();
  assert.deepEqual(found, ["password required", "passwrod unknown", "user_code not_allowed"]);
});

test("what only looks like an object of fields is refused as params", async () => {
  const form = new FormData();
  form.set("type", "4");
  const others = [
    new Map(Object.entries({ type: 4, user_id: 1 })),
    new URLSearchParams("type=4&user_id=1"),
    form,
    new Set([1]),
    new Date(0),
    Object.assign([4], { type: 4, user_id: 1 }),
    Object.assign(new Map(), { type: 4, user_id: 1 }),
    { toJSON: () => [1] },
    new Error("no"),
    Object("text"),
  ];
  for (const params of others) {
    const error = await failureOf(() => identifyUser(CREDENTIALS, params));
    assert.equal(error.attempts, 0);
    const [{ path, code, message }] = error.issues;
    assert.deepEqual([error.issues.length, path, code], [1, "", "wrong_type"]);
    assert.match(message, /^params must be a plain object, not an? [a-z-]+( object)?$/);
  }
});

test("params of any action are what JSON.stringify writes of them", async () => {
  class Order {
    id = 1;
    at = new Date(0);
    note = undefined;
    lines = [new Json(), new Fields()];
    get total() {
      return 5;
    }
  }
  const written = JSON.stringify(new Order());
  assert.equal(await sentBy((client) => client.call("x", new Order())), written);
  assert.equal(JSON.stringify(sign(CREDENTIALS, { params: new Order() }).Params), written);
});

test("a user_id may be a bigint, and is sent as an integer whatever its size", async () => {
  for (const user_id of [1n, 9007199254740993n, 2n ** 63n - 1n]) {
    const params = await sentBy((client) => client.identifyUser({ type: 4, user_id }));
    assert.equal(params, `{"type":4,"user_id":${user_id}}`);
  }
  for (const user_id of [0n, -1n, 2n ** 63n, 10n ** 40n]) {
    const { issues } = await failureOf(() => identifyUser(CREDENTIALS, { type: 4, user_id }));
    assert.deepEqual([issues[0].path, issues[0].code], ["user_id", "out_of_range"], String(user_id));
  }
});

/** As Vue's `reactive`: whatever is an object is wrapped when it is read. @param {any} target @returns {any} */
function reactive(target) {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value = Reflect.get(object, name, receiver);
      return typeof value === "object" && value !== null ? reactive(value) : value;
    },
  });
}

test("a client works behind a proxy, alone or deep in another object", async (t) => {
  const emulator = await emulatorFor(t);
  for (const client of [
    reactive(clientOf(t, emulator)),
    reactive({ shop: { client: clientOf(t, emulator) } }).shop.client,
  ]) {
    assert.equal(client.sign().OpenId, emulator.credentials.openId);
    assert.equal((await client.identifyUser({ type: 4, user_id: 10001 })).id, 10001);
    assert.equal((await client.call("communal.user.identity", { type: 4, user_id: 10001 })).user_info.id, 10001);
    client.free();
    assert.throws(() => client.sign(), { code: "client_freed" });
  }
});

test("arguments may come out of a proxy, too", async (t) => {
  const { url, credentials } = await emulatorFor(t);
  const state = reactive({ options: { ...credentials, endpoint: url }, params: { type: 4, user_id: 10001 } });
  assert.equal((await identifyUser(state.options, state.params)).id, 10001);
});

const WAYS = /** @type {[string, object][]} */ ([
  ["mobile", { type: 1, mobile: "1", password: " p\n" }],
  ["card_number", { type: 2, card_number: "1", card_password: "\tp\u0000" }],
  ["user_code", { type: 3, user_code: "1" }],
  ["multi_store_sn", { type: 3, user_code: "1", multi_store_sn: "1" }],
]);
for (const [field, params] of WAYS) {
  test(`a ${field} with what scanners and pasting leave is refused; a password goes as it is`, async () => {
    assert.equal(await sentBy((client) => client.identifyUser(params)), JSON.stringify(params));
    for (const [stray, codes] of /** @type {const} */ ([
      ["1\r\n", ["surrounding_space", "control_character"]],
      ["1\n", ["surrounding_space", "control_character"]],
      [" 1", ["surrounding_space"]],
      ["1\u3000", ["surrounding_space"]],
      ["\u00a01", ["surrounding_space"]],
      ["1\u00002", ["control_character"]],
      ["1\u001d2", ["control_character"]],
      ["1\u007f", ["control_character"]],
    ])) {
      const { issues } = await failureOf(() => identifyUser(CREDENTIALS, { ...params, [field]: stray }));
      assert.deepEqual(
        issues.map((/** @type {any} */ issue) => `${issue.path} ${issue.code}`),
        codes.map((code) => `${field} ${code}`),
        JSON.stringify(stray),
      );
    }
  });
}
