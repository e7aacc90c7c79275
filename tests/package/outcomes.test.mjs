// @ts-check
// Each fault of the emulator has one right outcome.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockCode, deadline, outcomes } from "../outcomes.mjs";
import { clientOf, emulatorFor } from "./support.mjs";

/** @typedef {import("zvcms-openapi/emulator").FaultName} FaultName */

const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };
const names = /** @type {FaultName[]} */ (Object.keys(outcomes));

/**
 * What a call comes to, and what is told of the response.
 * @param {import("node:test").TestContext} t
 * @param {import("zvcms-openapi/emulator").Faults} faults
 * @param {FaultName} name
 */
async function outcomeOf(t, faults, name) {
  const emulator = await emulatorFor(t, { faults });
  const client = clientOf(t, emulator, { timestampErrorCodes: [clockCode] });
  /** @type {import("zvcms-openapi").ResponseMeta[]} */
  const told = [];
  const call = { timeoutMs: deadline(name), onResponse: (/** @type {any} */ meta) => told.push(meta) };
  try {
    const { id } = await client.identifyUser(PARAMS, call);
    assert.equal(id, PARAMS.user_id);
    return { outcome: { attempts: told[0]?.attempts }, told, sent: emulator.requests.length };
  } catch (/** @type {any} */ error) {
    const { kind, code, attempts, httpStatus } = error;
    return { outcome: { kind, code, attempts }, told, httpStatus, sent: emulator.requests.length };
  }
}

for (const name of names) {
  test(`the fault ${name} has its one right outcome`, async (t) => {
    const isRefused = name === "refuse";
    const { outcome, told, httpStatus, sent } = await outcomeOf(t, isRefused ? [name] : () => name, name);
    assert.deepEqual(outcome, outcomes[name]);
    assert.equal(sent, isRefused ? 0 : outcome.attempts);
    // Told once of each answer, whatever became of it.
    assert.equal(told.length, outcome.kind === undefined || httpStatus !== undefined ? 1 : 0);
    if (httpStatus !== undefined) assert.deepEqual([told[0].httpStatus, told[0].attempts], [httpStatus, sent]);
  });
}

for (const name of names.filter((name) => name !== "refuse" && outcomes[name].attempts === 3)) {
  test(`one fault ${name} costs an attempt, and the member is identified`, async (t) => {
    const { outcome, sent } = await outcomeOf(t, [name], name);
    assert.deepEqual([outcome, sent], [{ attempts: 2 }, 2]);
  });
}

test("after the page of a proxy with another clock the next attempt is signed with the right time", async (t) => {
  const emulator = await emulatorFor(t, { faults: ["proxy-clock", "proxy-clock"] });
  await clientOf(t, emulator).identifyUser(PARAMS);
  const now = Date.now() / 1000;
  assert.equal(emulator.requests.length, 3);
  for (const { body } of emulator.requests) assert.ok(Math.abs(Object(body).Timestamp - now) < 60);
});

/**
 * The member with everything, without and with a fault, and what was converted to read it.
 * @param {import("node:test").TestContext} t
 * @param {FaultName} fault
 */
async function rightAndFaulty(t, fault) {
  const emulator = await emulatorFor(t, { faults: [undefined, fault] });
  const client = clientOf(t, emulator);
  /** @type {string[]} */
  const converted = [];
  const onResponse = (/** @type {import("zvcms-openapi").ResponseMeta} */ { conversions }) => {
    converted.push(...conversions.map(({ path, got }) => `${path} ${got}`));
  };
  const right = await client.identifyUser({ ...PARAMS, point_rules: 1 }, { onResponse });
  assert.equal(converted.length, 0);
  return { right, faulty: await client.identifyUser({ ...PARAMS, point_rules: 1 }, { onResponse }), converted };
}

test("fields that cannot be read are null, a text is empty, and each is reported", async (t) => {
  const { right, faulty, converted } = await rightAndFaulty(t, "unreadable-fields");
  const { user_wealth_info, pay_rule, user_coupons } = right;
  assert.deepEqual(faulty, {
    ...right,
    user_points: null,
    multi_store_id: null,
    is_open_points_pay: null,
    user_wealth_info: { ...user_wealth_info, gift_amount: null },
    pay_rule: { ...pay_rule, exchange_astrict: null },
    user_coupons: user_coupons.map((coupon) => ({ ...coupon, is_lock: null, desc: "", amount: null })),
  });
  for (const [path, got] of [
    ["user_points", "unreadable text"],
    ["user_wealth_info.gift_amount", "unreadable text"],
    ["user_coupons[0].desc", "unreadable object"],
    ["user_coupons[2].amount", "unreadable text"],
  ]) {
    assert.ok(converted.includes(`data.user_info.${path} ${got}`), `${path}: ${converted}`);
  }
  assert.equal(converted.length, 5 + 3 * user_coupons.length);
});

test("numbers with a fraction of zeros are read as what they stand for", async (t) => {
  const { right, faulty, converted } = await rightAndFaulty(t, "whole-floats");
  assert.deepEqual(faulty, right);
  assert.ok(converted.includes("data.user_info.mobile decimal"), `${converted}`);
});
