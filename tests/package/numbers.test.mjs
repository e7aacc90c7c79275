// @ts-check
// Numbers as PHP sends them, and fields that the vendor's page does not know.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientGetting, failureOf } from "./support.mjs";

const PARAMS = { type: /** @type {const} */ (4), user_id: 7 };

/** @param {string} data JSON */
const bodyOf = (data) => `{"status":true,"code":0,"message":"","data":${data}}`;

/** A member by the JSON of their fields. @param {import("node:test").TestContext} t @param {string} fields */
async function read(t, fields) {
  /** @type {any[]} */
  let conversions = [];
  const client = clientGetting(t, bodyOf(`{"user_info":{"id":7,${fields}}}`));
  const user = await client.identifyUser(PARAMS, { onResponse: (meta) => (conversions = meta.conversions) });
  return { user: /** @type {any} */ (user), conversions };
}

/** @param {any[]} conversions @param {string} name */
const of = (conversions, name) => conversions.filter(({ path }) => path === `data.user_info.${name}`);

for (const [sent, points, got] of /** @type {[string, number, string | null][]} */ ([
  ["1998.9999999999998", 1999, "decimal"],
  ["1999.0000000000002", 1999, "decimal"],
  ["1998.99999999", 1999, "decimal"],
  ['"1998.9999999999998"', 1999, "text"],
  ["-0.0000001", 0, "decimal"],
  ["1999.0", 1999, "decimal"],
  ["1.999e3", 1999, "decimal"],
  ['"1999"', 1999, "text"],
  ["1999", 1999, null],
  ["true", 1, "boolean"],
])) {
  test(`points that arrive as ${sent} are ${points}`, async (t) => {
    const { user, conversions } = await read(t, `"user_points":${sent}`);
    assert.equal(user.user_points, points);
    assert.ok(!Object.is(user.user_points, -0));
    const report = { path: "data.user_info.user_points", expected: "int", got };
    assert.deepEqual(of(conversions, "user_points"), got === null ? [] : [report]);
    const before = '"id":7,"nickname":"n","username":"u","mobile":"m","status":1';
    const strict = clientGetting(t, bodyOf(`{"user_info":{${before},"user_points":${sent}}}`), { strict: true });
    const error = await failureOf(() => strict.identifyUser(PARAMS));
    assert.equal(error.path === "data.user_info.user_points", got !== null);
  });
}

for (const [sent, got] of /** @type {const} */ ([
  ["1998.9", "unreadable decimal"],
  ["1.00001", "unreadable decimal"],
  ['"1e3"', "unreadable text"],
  ['"1,999"', "unreadable text"],
  ['"12a"', "unreadable text"],
  ["9007199254740993", "integer beyond 2^53-1"],
  ["1e400", "integer beyond 2^53-1"],
  ["{}", "unreadable object"],
  ["[1]", "unreadable list"],
])) {
  test(`points that arrive as ${sent} are null and reported, and the member is read; a status is not guessed`, async (t) => {
    const { user, conversions } = await read(t, `"user_points":${sent},"nickname":"n"`);
    assert.deepEqual([user.id, user.user_points, user.nickname], [7, null, "n"]);
    assert.deepEqual(of(conversions, "user_points"), [{ path: "data.user_info.user_points", expected: "int", got }]);
    const error = await failureOf(() => read(t, `"status":${sent}`));
    assert.deepEqual([error.kind, error.code, error.path], ["decode", "unreadable", "data.user_info.status"]);
  });
}

test("what cannot be read of a coupon costs its field only, and strict refuses it", async (t) => {
  const sent = '"user_coupons":[{"amount":"1,234.50","status":"未用","desc":{}},{"amount":"5.00元"}],"pay_rule":7';
  const { user, conversions } = await read(t, sent);
  const [first, second] = user.user_coupons;
  assert.deepEqual(
    [first.amount, first.status, first.desc, second.amount, user.pay_rule],
    [null, null, "", null, null],
  );
  const unread = conversions.filter((/** @type {any} */ { got }) => got.startsWith("unreadable"));
  assert.deepEqual(
    unread.map((/** @type {any} */ { path, got }) => `${path.slice(15)} ${got}`),
    [
      "user_coupons[0].amount unreadable text",
      "user_coupons[0].status unreadable text",
      "user_coupons[0].desc unreadable object",
      "user_coupons[1].amount unreadable text",
      "pay_rule unreadable int",
    ],
  );
});

test("an amount keeps its fraction", async (t) => {
  const { user } = await read(t, '"user_coupons":[{"amount":8.5},{"amount":"0.01"},{"amount":1998.9999999999998}]');
  assert.deepEqual(
    user.user_coupons.map((/** @type {any} */ { amount }) => amount),
    [8.5, 0.01, 1998.9999999999998],
  );
});

const FOREIGN = '{"list":[1,null,{"a":"\\u667a"}],"float":1.5,"big":12345678901234567890,"zeros":9007199254740993.00}';
const FOREIGN_READ = {
  list: [1, null, { a: "智" }],
  float: 1.5,
  big: "12345678901234567890",
  zeros: "9007199254740993",
};

test("unknown fields are kept as they came, integers beyond 2^53 - 1 as text, which is reported", async (t) => {
  const { user, conversions } = await read(
    t,
    `"level":${FOREIGN},"user_coupons":[{"x":-9007199254740993}],"user_wealth_info":{"y":1e400},"pay_rule":{"z":[]}`,
  );
  assert.deepEqual(user.level, FOREIGN_READ);
  assert.equal(Reflect.get(user, "level"), user.level);
  assert.deepEqual([user.user_coupons[0].x, user.user_wealth_info.y], ["-9007199254740993", "1e400"]);
  assert.deepEqual(user.pay_rule.z, []);
  const paths = ["level", "user_coupons[0].x", "user_wealth_info.y"];
  for (const path of paths) assert.equal(of(conversions, path).length, 1, path);
  const reported = conversions.filter(({ path }) => /level|\.x$|\.y$|\.z$/.test(path));
  assert.equal(reported.length, paths.length);
});

test("the data of any action is kept the same way", async (t) => {
  const client = clientGetting(t, bodyOf(FOREIGN));
  assert.deepEqual(await client.call("x"), FOREIGN_READ);
  for (const [data, value] of /** @type {const} */ ([
    ["null", null],
    ["0", 0],
    ['""', ""],
    ["9007199254740992", "9007199254740992"],
    ["-9007199254740991", -Number.MAX_SAFE_INTEGER],
    ["[]", []],
  ])) {
    assert.deepEqual(await clientGetting(t, bodyOf(data)).call("x"), value, data);
  }
  assert.equal(await clientGetting(t, '{"status":true,"code":0}').call("x"), null);
});

test("a field of the name __proto__ is a field, and changes no object", async (t) => {
  const proto = '"__proto__":{"isAdmin":true,"id":9007199254740993}';
  const { user } = await read(t, `${proto},"user_coupons":[{${proto}}],"user_wealth_info":{${proto}}`);
  const data = /** @type {any} */ (await clientGetting(t, bodyOf(`{${proto}}`)).call("x"));
  for (const object of [user, user.user_coupons[0], user.user_wealth_info, data]) {
    assert.deepEqual(Object.getOwnPropertyDescriptor(object, "__proto__"), {
      value: { isAdmin: true, id: "9007199254740993" },
      writable: true,
      enumerable: true,
      configurable: true,
    });
    assert.equal(Object.getPrototypeOf(object), Object.prototype);
    assert.equal(object.isAdmin, undefined);
  }
  assert.equal(Reflect.get({}, "isAdmin"), undefined);
});

test("of a name that comes twice the last one counts", async (t) => {
  const { user } = await read(t, '"level":1,"nickname":"a","level":{"a":1,"a":2},"nickname":"b"');
  assert.deepEqual([user.level, user.nickname], [{ a: 2 }, "b"]);
  assert.deepEqual(await clientGetting(t, bodyOf('{"a":1,"a":{"b":1}}')).call("x"), { a: { b: 1 } });
});
