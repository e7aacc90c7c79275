// @ts-check
// Sinon's timers in plain Node, without a runner: prints what came of each case in the form of Jest and Vitest.
import { createRequire } from "node:module";
import { Client } from "zvcms-openapi";

const require = createRequire(import.meta.url);
const FakeTimers = createRequire(`${process.env.ZVCMS_TREE}/package.json`)("@sinonjs/fake-timers");
/** @type {typeof import("./cases.cjs")} */
const casesOf = require("./cases.cjs");

/** @type {any} */
let clock;
const cases = casesOf(Client, {
  // Timers of before are cleared as ever, else the process would wait for them.
  fake: (toFake) => (clock = FakeTimers.install({ ...(toFake && { toFake }), shouldClearNativeTimers: true })),
  pass: (ms) => clock.tickAsync(ms),
  restore: () => clock.uninstall(),
});

const assertionResults = [];
for (const [title, act] of Object.entries(cases)) {
  const failureMessages = await act().then(
    () => [],
    (error) => [error.stack],
  );
  assertionResults.push({ title, status: failureMessages.length === 0 ? "passed" : "failed", failureMessages });
}
console.log(JSON.stringify({ testResults: [{ assertionResults }] }));
process.exit(0);
