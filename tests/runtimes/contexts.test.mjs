// @ts-check
// Whatever a call runs, it runs in the async context of its own caller: a tenant's, a user's or a trace's.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { programs } from "./runtimes.mjs";

const CALLERS = [1, 2, 3, 4, 5];

/** How often each caller's hooks run, and what comes of its calls. @type {Record<string, { outcome: string, hooks: Record<string, number> }>} */
const EXPECTED = {
  "begun in one turn": { outcome: "done", hooks: { fetch: 1, onResponse: 1 } },
  "begun after one shared promise": { outcome: "done", hooks: { fetch: 1, onResponse: 1 } },
  "one after the other, with others between": { outcome: "done", hooks: { fetch: 3, onResponse: 3 } },
  "tried again after a 503": { outcome: "done", hooks: { fetch: 2, onResponse: 1 } },
  "that wait for their turn": { outcome: "done", hooks: { fetch: 1, onResponse: 1 } },
  "with a signal that another aborts": { outcome: "aborted", hooks: { fetch: 1, abort: 1 } },
  "that a deadline ends": { outcome: "timeout_headers", hooks: { fetch: 1, abort: 1 } },
};
const GIVES_UP = "behind one that gives up its turn";

/** The first request for each member fails. @returns {import("zvcms-openapi/emulator").Faults} */
function firstFails() {
  const known = new Set();
  return ({ params }) => {
    if (known.has(params.user_id)) return undefined;
    known.add(params.user_id);
    return "status-503";
  };
}

for (const { name, missing, run } of programs) {
  describe(`in ${name}`, { skip: missing }, () => {
    /** @type {import("zvcms-openapi/emulator").Emulator[]} */
    let emulators = [];
    /** @type {any[]} */
    let lines = [];
    before(async () => {
      const faults = [undefined, firstFails(), () => ({ kind: /** @type {const} */ ("delay"), ms: 3_600_000 })];
      emulators = await Promise.all(faults.map((choose) => startEmulator({ faults: choose })));
      const [{ credentials, url: healthy }, { url: flaky }, { url: silent }] = emulators;
      lines = await run("contexts.mjs", { credentials, healthy, flaky, silent });
    });
    after(() => Promise.all(emulators.map((emulator) => emulator.close())));

    for (const [scenario, { outcome, hooks }] of Object.entries(EXPECTED)) {
      test(`calls ${scenario} run in the contexts of their own callers`, () => {
        const { outcomes, seen } = lines.find((line) => line.scenario === scenario);
        const times = scenario.startsWith("one after") ? 3 : 1;
        assert.deepEqual(outcomes, Array(CALLERS.length * times).fill(outcome));
        assertOwn(seen);
        for (const [hook, count] of Object.entries({ ...hooks, "the caller itself": times })) {
          assert.deepEqual(
            contextsOf(seen, hook),
            CALLERS.flatMap((caller) => Array(count).fill(caller)),
            hook,
          );
        }
      });
    }

    test(`calls ${GIVES_UP} run in the contexts of their own callers`, () => {
      const { outcomes, seen } = lines.find((line) => line.scenario === GIVES_UP);
      assert.deepEqual(outcomes, ["done", "done", "aborted", "done", "done"]);
      assertOwn(seen);
      for (const hook of ["fetch", "onResponse"]) assert.deepEqual(contextsOf(seen, hook), [1, 2, 4, 5], hook);
    });
  });
}

/** @typedef {import("./contexts.mjs").Sighting} Sighting */

/** In whose context a hook ran. @param {Sighting[]} seen @param {string} wanted */
const contextsOf = (seen, wanted) => seen.flatMap(({ hook, context }) => (hook === wanted ? [context] : [])).sort();

/** Fails where something ran in a context of another. `now` is not told for whom it is asked. @param {Sighting[]} seen */
function assertOwn(seen) {
  const strange = seen.filter(({ hook, caller, context }) => hook !== "now" && context !== caller);
  assert.deepEqual(strange, []);
  const clocks = contextsOf(seen, "now");
  const sent = contextsOf(seen, "fetch");
  // Each request needs a Timestamp, and nobody else the time.
  assert.deepEqual([...new Set(clocks)], [...new Set(sent)]);
  const counts = [...new Set(sent)].map((caller) => clocks.filter((context) => context === caller).length);
  assert.equal(new Set(counts).size, 1, `now ran in these contexts: ${clocks}`);
}
