// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "zvcms-openapi";
import { createHandler } from "zvcms-openapi/server";

const client = new Client({ openId: "a", grantCode: "b", openKey: "c" });
const limiter = { consume: async () => {} };
const right = { client, authorize: () => "caller", limit: limiter };

test("a handler needs a client, an authorize and a limit, and no more", () => {
  assert.equal(typeof createHandler(right), "function");
  assert.equal(typeof createHandler({ ...right, limit: false }), "function");
  assert.equal(typeof createHandler({ ...right, limit: { caller: limiter, member: limiter } }), "function");
});

test("an option that is undefined is taken for absent", () => {
  const none = { whenLimitFails: undefined, allow: undefined, exposeVendorErrors: undefined, onError: undefined };
  assert.equal(typeof createHandler({ ...right, ...none }), "function");
});

const freed = new Client({ openId: "a", grantCode: "b", openKey: "c" });
freed.free();

/** @type {[option: string, value: any][]} */
const faults = [
  ...[undefined, null, {}, "client", { identifyUser() {} }, { sign() {} }, Client, freed].map(
    (it) => /** @type {[string, any]} */ (["client", it]),
  ),
  ["authorize", undefined],
  ["authorize", "caller"],
  ["authorize", null],
  ...[undefined, null, true, 0, 10, "", {}, { consume: 7 }, { caller: limiter }, { member: limiter }].map(
    (it) => /** @type {[string, any]} */ (["limit", it]),
  ),
  ["limit", { caller: limiter, member: false }],
  // The middleware of express-rate-limit is such a function.
  ["limit", () => {}],
  ["whenLimitFails", "open"],
  ["whenLimitFails", null],
  ["whenLimitFails", true],
  ["allow", []],
  ["allow", [0]],
  ["allow", [5]],
  ["allow", ["1"]],
  ["allow", [1, 1]],
  ["allow", 1],
  ["allow", null],
  // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
  ["allow", [, 1]],
  ["exposeVendorErrors", 1],
  ["exposeVendorErrors", null],
  ["onError", "log"],
  ["onError", null],
  ["allowed", [1]],
  ["limiter", limiter],
];
for (const [option, value] of faults) {
  test(`a faulty ${option} is a TypeError that names it: ${typeof value} ${JSON.stringify(value)}`, () => {
    assert.throws(
      () => createHandler(/** @type {any} */ ({ ...right, [option]: value })),
      (error) =>
        error instanceof TypeError && error.message.includes(`createHandler: `) && error.message.includes(option),
    );
  });
}

for (const options of [undefined, null, "options", 7]) {
  test(`options that are ${options} are refused`, () => {
    assert.throws(() => createHandler(/** @type {any} */ (options)), {
      name: "TypeError",
      message: "createHandler: options must be an object",
    });
  });
}

test("a limit that is left out is refused with what to give", () => {
  const { limit: _, ...without } = right;
  assert.throws(() => createHandler(/** @type {any} */ (without)), {
    name: "TypeError",
    message:
      "createHandler: limit must be an object with consume(key), or { caller, member } of such objects, or false for no limit",
  });
});
