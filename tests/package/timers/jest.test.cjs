// @ts-check
/** Not taken apart: Jest declares `jest` in each file. */
const globals = require("@jest/globals");
const { Client } = require("zvcms-openapi");
const casesOf = require("./cases.cjs");

const NAMES = /** @type {const} */ ([
  ...[
    "cancelAnimationFrame",
    "cancelIdleCallback",
    "clearImmediate",
    "clearInterval",
    "clearTimeout",
    "Date",
    "hrtime",
  ],
  ...["nextTick", "performance", "queueMicrotask", "requestAnimationFrame", "requestIdleCallback", "setImmediate"],
  ...["setInterval", "setTimeout"],
]);

const cases = casesOf(Client, {
  fake(names) {
    const doNotFake = /** @type {any[]} */ (NAMES.filter((name) => names && !names.includes(name)));
    globals.jest.useFakeTimers({ doNotFake });
  },
  pass: (ms) => globals.jest.advanceTimersByTimeAsync(ms),
  restore: () => globals.jest.useRealTimers(),
});
for (const [name, act] of Object.entries(cases)) globals.test(name, act, 10_000);
