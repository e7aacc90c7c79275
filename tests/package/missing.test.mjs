// @ts-check
// What the server left out is null, an empty text or an empty list: nothing is invented, and each is reported.
import assert from "node:assert/strict";
import { test } from "node:test";
import { coupon, payRule, userInfo } from "../types/keys.mjs";
import { answerOf, clientGetting, failureOf } from "./support.mjs";

/** @typedef {Record<string, any>} Bag */

const COUPON = {
  coupon_id: 5,
  start_at: "2019-01-01 00:00:00",
  end_at: "2099-12-31 23:59:59",
  status: 0,
  verify_code: "v",
  is_lock: 1,
  date_time: "d",
  title: "t",
  coupon_type: 0,
  min_amount_use: 100,
  desc: "e",
  amount: 8.5,
};
const USER = {
  id: 7,
  nickname: "智",
  username: "u",
  mobile: "13800000001",
  status: 1,
  user_points: 10,
  user_coupons: [COUPON],
  user_wealth_info: { gift_amount: 1, recharge_amount: 2, total_amount: 3 },
  multi_store_id: 0,
  is_open_points_pay: true,
  pay_rule: { points_num_type: 2, points_num: 12.5, exchange_astrict: 20 },
};
const PARAMS = { type: /** @type {const} */ (4), user_id: 7, point_rules: /** @type {const} */ (1) };
const PLACE = "data.user_info";

/** @param {import("node:test").TestContext} t @param {Bag} user @param {Partial<typeof PARAMS>} [params] */
async function read(t, user, params) {
  /** @type {Bag[]} */
  let conversions = [];
  const client = clientGetting(t, JSON.stringify(answerOf(user)));
  const asked = /** @type {any} */ ({ ...PARAMS, ...params });
  const found = await client.identifyUser(asked, { onResponse: (meta) => (conversions = meta.conversions) });
  return { found: /** @type {Bag} */ (found), conversions };
}

/** @param {import("node:test").TestContext} t @param {Bag} user */
const readStrictly = (t, user) =>
  clientGetting(t, JSON.stringify(answerOf(user)), { strict: true }).identifyUser(PARAMS);

/** Each object of an answer: its place, how it stands in one, and where it is found. @type {[string, Bag, (object: Bag) => Bag, (user: Bag) => Bag][]} */
const OBJECTS = [
  [PLACE, USER, (user) => user, (user) => user],
  [`${PLACE}.user_coupons[0]`, COUPON, (it) => ({ ...USER, user_coupons: [it] }), (user) => user.user_coupons[0]],
  [
    `${PLACE}.user_wealth_info`,
    USER.user_wealth_info,
    (it) => ({ ...USER, user_wealth_info: it }),
    (user) => user.user_wealth_info,
  ],
  [`${PLACE}.pay_rule`, USER.pay_rule, (it) => ({ ...USER, pay_rule: it }), (user) => user.pay_rule],
];

/** What counts as missing for a value, and the word for it. @param {unknown} value @returns {[unknown, string][]} */
function waysToLack(value) {
  const all = /** @type {[unknown, string][]} */ ([
    [undefined, "nothing"],
    [null, "null"],
    ["", "empty text"],
  ]);
  const isObject = typeof value === "object" && !Array.isArray(value);
  return isObject ? [...all, [[], "list"]] : all;
}

/** The documented type of a value, in the words of reports. @param {string} name @param {unknown} value */
function typeOf(name, value) {
  if (name === "amount" || name === "points_num") return "float";
  if (Array.isArray(value)) return "list";
  return { string: "text", number: "int", boolean: "boolean", object: "object" }[/** @type {string} */ (typeof value)];
}

test("a complete answer is as documented, and nothing of it is reported", async (t) => {
  assert.deepEqual(await read(t, USER), { found: USER, conversions: [] });
  assert.deepEqual(await readStrictly(t, USER), USER);
});

for (const [place, object, inAnswer, of] of OBJECTS) {
  for (const [name, value] of Object.entries(object)) {
    if (name === "id") continue;
    test(`${place}.${name} is not invented where it is missing`, async (t) => {
      const instead = typeof value === "string" ? "" : Array.isArray(value) ? [] : null;
      for (const [lacking, got] of waysToLack(value)) {
        const user = inAnswer({ ...object, [name]: lacking });
        const { found, conversions } = await read(t, user);
        assert.deepEqual(of(found), { ...object, [name]: instead }, got);
        const report = { path: `${place}.${name}`, expected: typeOf(name, value), got };
        assert.deepEqual(conversions, [report], got);
        // An empty text is a text.
        if (typeof value === "string" && got === "empty text") await readStrictly(t, user);
        else await assert.rejects(readStrictly(t, user), { kind: "decode", code: "converted", path: report.path });
      }
    });
  }
}

test("a member of whom only the id came has nothing that was made up", async (t) => {
  const { found, conversions } = await read(t, { id: 7 });
  const expected = Object.entries(userInfo).map(([name, kind]) => [name, emptyOf(kind)]);
  assert.deepEqual(found, { ...Object.fromEntries(expected), id: 7 });
  const reported = conversions.map(({ path, got }) => `${path} ${got}`).sort();
  const names = Object.keys(userInfo).filter((name) => name !== "id");
  assert.deepEqual(reported, names.map((name) => `${PLACE}.${name} nothing`).sort());
});

test("a coupon and a rule without anything have nothing that was made up", async (t) => {
  for (const none of [{}, []]) {
    const { found, conversions } = await read(t, { ...USER, user_coupons: [none] });
    const expected = Object.entries(coupon).map(([name, kind]) => [name, emptyOf(kind)]);
    assert.deepEqual(found.user_coupons, [Object.fromEntries(expected)]);
    const whole = Array.isArray(none) ? 1 : 0;
    assert.equal(conversions.length, Object.keys(coupon).length + whole);
    const rule = await read(t, { ...USER, pay_rule: none });
    assert.equal(rule.found.pay_rule, null);
    assert.deepEqual(rule.conversions.length, 1);
  }
  const { found } = await read(t, { ...USER, pay_rule: { points_num: 0 } });
  assert.deepEqual(found.pay_rule, {
    ...Object.fromEntries(Object.keys(payRule).map((n) => [n, null])),
    points_num: 0,
  });
});

/** @param {string} kind of keys.mjs */
const emptyOf = (kind) => (kind === "string" ? "" : kind === "array" ? [] : null);

test("what only answers with point_rules have is not reported where they were not asked for", async (t) => {
  const { is_open_points_pay, pay_rule, ...user } = USER;
  const { found, conversions } = await read(t, user, { point_rules: /** @type {any} */ (0) });
  assert.deepEqual([found.is_open_points_pay, found.pay_rule, conversions], [null, null, []]);
});

test("a member without an id, or no member at all, is an error", async (t) => {
  const { id, ...user } = USER;
  for (const [lacking, path] of /** @type {const} */ ([
    [user, `${PLACE}.id`],
    [{ ...user, id: null }, `${PLACE}.id`],
    [{ ...user, id: "" }, `${PLACE}.id`],
    [null, PLACE],
    [[], PLACE],
    ["", PLACE],
    [undefined, PLACE],
  ])) {
    const error = await failureOf(() => read(t, /** @type {any} */ (lacking)));
    assert.deepEqual([error.kind, error.code, error.path], ["decode", "unreadable", path]);
  }
});
