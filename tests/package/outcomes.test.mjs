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
