// @ts-check
// What a coupon can be used for, and which coupons fit an order.
import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import { couponState, usableCoupons } from "zvcms-openapi/points";
import { runScript } from "./support.mjs";

/** @typedef {import("zvcms-openapi").Coupon} Coupon */
/** @typedef {import("zvcms-openapi/points").UserInfo} UserInfo */

/** Noon of 15 June 2026 in China. */
const NOW = Date.UTC(2026, 5, 15, 4);

/** A coupon that can be used then. @param {Partial<Coupon>} [given] */
const couponOf = (given) =>
  /** @type {Coupon} */ ({
    coupon_id: 1,
    title: "",
    status: 0,
    is_lock: 1,
    start_at: "2026-01-01 00:00:00",
    end_at: "2026-12-31 23:59:59",
    min_amount_use: 0,
    ...given,
  });

const PAST = { start_at: "2025-01-01", end_at: "2025-12-31" };
const AHEAD = { start_at: "2027-01-01", end_at: "2027-12-31" };

for (const [state, given] of /** @type {[string, Partial<Coupon>][]} */ ([
  ["unused", {}],
  ["used", { status: 1 }],
  ["used", { status: 1, is_lock: 2, ...PAST }],
  ["used", { status: 1, is_lock: null, start_at: "", end_at: "" }],
  ["unknown", { status: null }],
  ["unknown", { status: 2 }],
  ["unknown", { status: null, is_lock: 2 }],
  ["unknown", { status: null, ...PAST }],
  ["locked", { is_lock: 2 }],
  ["locked", { is_lock: 2, ...PAST }],
  ["locked", { is_lock: 2, start_at: "", end_at: "" }],
  ["unknown", { is_lock: null }],
  ["unknown", { is_lock: 3 }],
  ["unknown", { is_lock: null, ...PAST }],
  ["expired", PAST],
  ["expired", { ...PAST, start_at: "" }],
  ["expired", { ...PAST, start_at: "2027-01-01" }],
  ["not_yet_valid", AHEAD],
  ["unknown", { end_at: "" }],
  ["unknown", { start_at: "" }],
  ["unknown", { ...AHEAD, end_at: "" }],
  ["unknown", { start_at: "whenever" }],
])) {
  test(`a coupon is ${state} with ${JSON.stringify(given)}`, () => {
    assert.equal(couponState(couponOf(given), NOW), state);
  });
}

/** The last millisecond at which a coupon that ends so can be used, in China's time. */
for (const [end_at, last] of /** @type {[string, string][]} */ ([
  ["2026-06-15 12:00:00", "2026-06-15T12:00:00.999"],
  ["2026-06-15 12:00", "2026-06-15T12:00:59.999"],
  ["2026-06-15", "2026-06-15T23:59:59.999"],
  ["2026/06/15 12:00:00", "2026-06-15T12:00:00.999"],
  ["2026/6/5", "2026-06-05T23:59:59.999"],
  ["2026-06-15T12:00:00", "2026-06-15T12:00:00.999"],
  ["2026-06-15 9:05", "2026-06-15T09:05:59.999"],
  ["2024-02-29", "2024-02-29T23:59:59.999"],
  [" 2026-06-15 ", "2026-06-15T23:59:59.999"],
  ["1781496000", "2026-06-15T12:00:00.999"],
])) {
  test(`a coupon that ends "${end_at}" can be used until ${last}`, () => {
    const moment = Date.parse(`${last}+08:00`);
    const coupon = couponOf({ start_at: "2020-01-01", end_at });
    assert.equal(couponState(coupon, moment), "unused");
    assert.equal(couponState(coupon, moment + 1), "expired");
  });
}

for (const [start_at, first] of /** @type {[string, string][]} */ ([
  ["2026-06-15 12:00:00", "2026-06-15T12:00:00"],
  ["2026-06-15 12:00", "2026-06-15T12:00:00"],
  ["2026-06-15", "2026-06-15T00:00:00"],
  ["1781496000", "2026-06-15T12:00:00"],
])) {
  test(`a coupon that starts "${start_at}" can be used from ${first} on`, () => {
    const moment = Date.parse(`${first}+08:00`);
    assert.equal(couponState(couponOf({ start_at }), moment), "unused");
    assert.equal(couponState(couponOf({ start_at }), moment - 1), "not_yet_valid");
  });
}

for (const time of [
  "2019-02-30",
  "2023-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-06-31 00:00:00",
  "2026-06-15 24:00:00",
  "2026-06-15 12:60",
  "2026-06-15 12:00:60",
  "0000-00-00 00:00:00",
  "0",
  "0050-01-01",
  "2026-06/15",
  "2026-06-15 12",
  "2026-06-15 12:00:00Z",
  "15.06.2026",
  "178149600",
  "17814960000",
  "１７８１４９６０００",
  "永久有效",
]) {
  test(`the time "${time}" cannot be read, so the state is unknown`, () => {
    assert.equal(couponState(couponOf({ start_at: time }), NOW), "unknown");
    assert.equal(couponState(couponOf({ end_at: time }), NOW), "unknown");
  });
}

test("the time zone of the machine does not matter", (t) => {
  const { TZ } = process.env;
  t.after(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });
  const coupon = couponOf({ start_at: "2026-06-15", end_at: "2026-06-15" });
  for (const zone of ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Auckland"]) {
    process.env.TZ = zone;
    const states = [-1, 0, 86_399_999, 86_400_000].map((after) =>
      couponState(coupon, Date.UTC(2026, 5, 14, 16) + after),
    );
    assert.deepEqual(states, ["not_yet_valid", "unused", "unused", "expired"], zone);
  }
});

test("the moment can be a Date, one of another realm, a number, or now", () => {
  for (const now of [new Date(NOW), vm.runInNewContext(`new Date(${NOW})`), NOW]) {
    assert.equal(couponState(couponOf(), now), "unused");
  }
  const year = new Date().getUTCFullYear();
  assert.equal(couponState(couponOf({ start_at: "2020-01-01", end_at: `${year + 2}-01-01` })), "unused");
  assert.equal(couponState(couponOf({ start_at: "2020-01-01", end_at: `${year - 2}-01-01` }), undefined), "expired");
});

test("what is no moment is a RangeError that names it, even where no moment is needed", () => {
  const moments = /** @type {any[]} */ ([
    new Date(Number.NaN),
    Number.NaN,
    Infinity,
    8.64e15 + 1,
    null,
    "2026-06-15",
    {},
  ]);
  for (const now of moments) {
    const isNamed = { name: "RangeError", message: "now must be a Date or milliseconds since 1970" };
    assert.throws(() => couponState(couponOf({ status: 1 }), now), isNamed);
    assert.throws(() => usableCoupons(memberOf([]), 0, now), isNamed);
  }
});

test("a host without BigInt, such as an old phone, still tells coupons", () => {
  const { stdout, stderr } = runScript(`
    delete globalThis.BigInt;
    const { couponState } = await import("zvcms-openapi/points");
    console.log(couponState({ status: 0, is_lock: 1, start_at: "2026-01-01", end_at: "2026-12-31" }, ${NOW}));
  `);
  assert.deepEqual([stdout, stderr], ["unused\n", ""]);
});

/** @param {Coupon[]} user_coupons @param {Partial<UserInfo>} [user] */
const memberOf = (user_coupons, user) => /** @type {UserInfo} */ ({ id: 1, status: 1, user_coupons, ...user });

test("the coupons for an order are the unused ones whose threshold it reaches, in their order", () => {
  const all = [
    { min_amount_use: 5000 },
    { min_amount_use: 5001 },
    { min_amount_use: null },
    { status: 1 },
    { min_amount_use: 0 },
    { is_lock: 2 },
    PAST,
    AHEAD,
    { end_at: "" },
    { min_amount_use: 100 },
  ].map((given, coupon_id) => couponOf({ ...given, coupon_id }));
  const fitting = (/** @type {number} */ order) => usableCoupons(memberOf(all), order, NOW);
  assert.deepEqual(fitting(5000), [all[0], all[4], all[9]]);
  assert.deepEqual(fitting(4999), [all[4], all[9]]);
  assert.deepEqual(fitting(0), [all[4]]);
  assert.equal(fitting(5000)[0], all[0], "the coupons are the member's own objects");
});

test("a frozen member has no usable coupon; one whose status was not sent has", () => {
  assert.deepEqual(usableCoupons(memberOf([couponOf()], { status: 0 }), 100, NOW), []);
  assert.equal(usableCoupons(memberOf([couponOf()], { status: null }), 100, NOW).length, 1);
});

test("an order that is no whole number of fen from 0 on is a RangeError for coupons, too", () => {
  for (const order of /** @type {any[]} */ ([-1, 0.5, Number.NaN, "100", null, undefined])) {
    assert.throws(() => usableCoupons(memberOf([], { status: 0 }), order, NOW), {
      name: "RangeError",
      message: "orderFen must be an integer from 0 to 2^53 - 1",
    });
  }
});
