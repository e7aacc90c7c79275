// @ts-check
// What points may pay, for any rule, order and number of points. The oracle knows how each number was put together from
// an integer and a number of decimal places, and finds the quote by halving: it reads no text and divides nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { quotePoints } from "zvcms-openapi/points";
import { countOf, SEED } from "../random.mjs";

/** @typedef {{ digits: number, places: number }} Decimal 12 and 3 make 0.012 */
/** @typedef {{ type: 1 | 2, number: Decimal, percent: Decimal, points: number, order: number }} Given */

const RUNS = { seed: SEED, numRuns: countOf(3000) };
const MAX = Number.MAX_SAFE_INTEGER;

/** Up to 15 digits, of which a number loses none. @param {number} least @param {number} most @returns {fc.Arbitrary<Decimal>} */
const decimal = (least, most) =>
  fc.record({
    digits: fc.oneof(fc.integer({ min: least, max: 999 }), fc.integer({ min: least, max: most })),
    places: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -10, max: 25 })),
  });

const amount = fc.oneof(fc.integer({ min: 1, max: 100000 }), fc.integer({ min: 1, max: MAX }), fc.constantFrom(1, MAX));

/** @type {fc.Arbitrary<Given>} */
const given = fc.record({
  type: fc.constantFrom(/** @type {const} */ (1), /** @type {const} */ (2)),
  number: decimal(1, 999_999_999_999_999),
  percent: fc.oneof(
    fc.record({ digits: fc.integer({ min: 0, max: 100 }), places: fc.constant(0) }),
    decimal(0, 999_999),
  ),
  points: amount,
  order: amount,
});

/** @param {Decimal} decimal */
const numberOf = ({ digits, places }) => Number(`${digits}e${-places}`);

/** @param {Given} given @param {number} [order] */
function quote({ type, number, percent, points, order: own }, order = own) {
  const pay_rule = { points_num_type: type, points_num: numberOf(number), exchange_astrict: numberOf(percent) };
  const user = { status: 1, is_open_points_pay: true, user_points: points, pay_rule };
  return quotePoints(/** @type {any} */ (user), order);
}

/** Both sides of a comparison as integers: a decimal times `10 ** 40`. @param {Decimal} decimal */
const scaled = ({ digits, places }) => BigInt(digits) * 10n ** BigInt(40 - places);
const ONE = scaled({ digits: 1, places: 0 });

/** Whether so many points are worth so many fen. @param {Given} given @param {bigint} points @param {bigint} fen */
function areWorth({ type, number }, points, fen) {
  const rate = scaled(number);
  // 1: points · rate yuan ≥ fen / 100. 2: points / rate yuan ≥ fen / 100.
  return type === 1 ? points * rate * 100n >= fen * ONE : points * ONE * 100n >= fen * rate;
}

/** Whether no rule forbids to pay so many fen. @param {Given} given @param {bigint} fen */
function mayBePaid(given, fen) {
  const { percent, points, order } = given;
  const isWithinShare = fen * 100n * ONE <= BigInt(order) * scaled(percent);
  return fen <= BigInt(order) && isWithinShare && areWorth(given, BigInt(points), fen);
}

/** The last number from 0 to `top` for which that holds; it holds for 0. @param {bigint} top @param {(value: bigint) => boolean} holds */
function lastOf(top, holds) {
  let [good, bad] = [0n, top + 1n];
  while (bad - good > 1n) {
    const middle = (good + bad) >> 1n;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** @param {Given} given */
function oracle(given) {
  const fen = lastOf(BigInt(MAX), (value) => mayBePaid(given, value));
  if (fen === 0n) return { points: 0, fen: 0, reason: "too_small" };
  const points = lastOf(BigInt(MAX), (value) => !areWorth(given, value, fen)) + 1n;
  return { points: Number(points), fen: Number(fen), reason: null };
}

/** @param {string} name @param {(given: Given) => void} holds */
const property = (name, holds) =>
  test(name, (t) => {
    t.diagnostic(`seed ${SEED}`);
    fc.assert(fc.property(given, holds), RUNS);
  });

property("the quote is that of an exact oracle that shares no code with it", (given) => {
  assert.deepEqual(quote(given), oracle(given));
});

property("one fen more would break a rule", (given) => {
  assert.ok(!mayBePaid(given, BigInt(quote(given).fen) + 1n));
});

property("one point fewer would be worth less than what is paid", (given) => {
  const { points, fen, reason } = quote(given);
  if (reason === null) assert.ok(!areWorth(given, BigInt(points) - 1n, BigInt(fen)));
  else assert.equal(points, 0);
});

property("what is paid is never more than the order, the share, or the points that it costs are worth", (given) => {
  const { points, fen } = quote(given);
  assert.ok(fen <= given.order && points <= given.points);
  assert.ok(mayBePaid(given, BigInt(fen)) && areWorth(given, BigInt(points), BigInt(fen)));
});

property("a larger order is never paid less", (given) => {
  const [smaller, larger] = [quote(given), quote(given, Math.min(MAX, given.order + 1 + (given.points % 1000)))];
  assert.ok(smaller.fen <= larger.fen && smaller.points <= larger.points);
});

property("nothing but safe integers from 0 on comes out", (given) => {
  const { points, fen } = quote(given);
  assert.ok([points, fen].every((value) => Number.isSafeInteger(value) && !Object.is(value, -0) && value >= 0));
});

test("the random rules reach every limit and both outcomes", () => {
  const seen = new Set();
  for (const one of fc.sample(given, { ...RUNS, numRuns: 3000 })) {
    const { fen, points, reason } = quote(one);
    seen.add(reason);
    if (fen === one.order) seen.add("the order");
    if (fen > 0 && points === one.points) seen.add("the points");
    if (fen > 0 && fen < one.order && points < one.points) seen.add("the share");
  }
  assert.deepEqual([...seen].sort(), [null, "the order", "the points", "the share", "too_small"].sort());
});
