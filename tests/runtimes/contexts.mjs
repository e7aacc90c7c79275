// @ts-check
// A program for Node, Deno and Bun: callers with an AsyncLocalStorage each, and which of them every hook of a call sees.
import { AsyncLocalStorage } from "node:async_hooks";
import process from "node:process";
import { Client } from "zvcms-openapi";

/** @typedef {import("zvcms-openapi").ClientOptions} ClientOptions */
/** @typedef {import("zvcms-openapi").CallOptions} CallOptions */
/** @typedef {{ hook: string, caller: number | null, context: number | null }} Sighting */

/** @type {{ credentials: import("zvcms-openapi").Credentials, healthy: string, flaky: string, silent: string }} */
const { credentials, healthy, flaky, silent } = JSON.parse(process.argv[2] ?? "{}");
/** Each asks for the member of that number. */
const CALLERS = [1, 2, 3, 4, 5];
const FIRST_ID = 10_000;
/** Whoever aborts. */
const STRANGER = 99;

/** @type {AsyncLocalStorage<number>} */
const storage = new AsyncLocalStorage();
const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A client that notes which context its hooks run in. @param {string} endpoint @param {Partial<ClientOptions>} [options] */
function observed(endpoint, options) {
  /** @type {Sighting[]} */
  const seen = [];
  const note = (/** @type {string} */ hook, /** @type {number | null} */ caller) =>
    seen.push({ hook, caller, context: storage.getStore() ?? null });
  const client = new Client({
    ...credentials,
    endpoint,
    now() {
      note("now", null);
      return Date.now();
    },
    fetch(url, init) {
      const caller = JSON.parse(init.body).Params.user_id - FIRST_ID;
      note("fetch", caller);
      init.signal?.addEventListener("abort", () => note("abort", caller));
      return fetch(url, init);
    },
    ...options,
  });
  /** @param {number} caller @param {CallOptions} [call] */
  const ask = (caller, call) =>
    storage.run(caller, async () => {
      const onResponse = () => note("onResponse", caller);
      const params = /** @type {const} */ ({ type: 4, user_id: FIRST_ID + caller });
      const outcome = await client.identifyUser(params, { ...call, onResponse }).then(
        ({ id }) => (id === params.user_id ? "done" : "another member"),
        ({ code }) => code,
      );
      note("the caller itself", caller);
      return outcome;
    });
  return { ask, seen };
}

/** Each gives what came of the calls, and what was seen. @type {Record<string, () => Promise<{ outcomes: string[], seen: Sighting[] }>>} */
const SCENARIOS = {
  async "begun in one turn"() {
    const { ask, seen } = observed(healthy);
    return { outcomes: await Promise.all(CALLERS.map((caller) => ask(caller))), seen };
  },

  /** As requests do that wait for one packet of a database. */
  async "begun after one shared promise"() {
    const { ask, seen } = observed(healthy);
    const packet = wait(20);
    const calls = CALLERS.map((caller) =>
      storage.run(caller, async () => {
        await packet;
        return ask(caller);
      }),
    );
    return { outcomes: await Promise.all(calls), seen };
  },

  async "one after the other, with others between"() {
    const { ask, seen } = observed(healthy);
    const calls = CALLERS.map(async (caller) => {
      const outcomes = [];
      for (let round = 0; round < 3; round++) outcomes.push(await ask(caller));
      return outcomes;
    });
    return { outcomes: (await Promise.all(calls)).flat(), seen };
  },

  async "tried again after a 503"() {
    const { ask, seen } = observed(flaky);
    return { outcomes: await Promise.all(CALLERS.map((caller) => ask(caller))), seen };
  },

  async "that wait for their turn"() {
    const { ask, seen } = observed(healthy, { maxRequestsPerSecond: 2 });
    return { outcomes: await Promise.all(CALLERS.map((caller) => ask(caller))), seen };
  },

  async "behind one that gives up its turn"() {
    const { ask, seen } = observed(healthy, { maxRequestsPerSecond: 2 });
    const controller = new AbortController();
    const calls = CALLERS.map((caller) => ask(caller, caller === 3 ? { signal: controller.signal } : {}));
    await wait(50);
    storage.run(STRANGER, () => controller.abort());
    return { outcomes: await Promise.all(calls), seen };
  },

  async "with a signal that another aborts"() {
    const { ask, seen } = observed(silent);
    const controller = new AbortController();
    const calls = CALLERS.map((caller) => ask(caller, { signal: controller.signal }));
    await wait(50);
    storage.run(STRANGER, () => controller.abort());
    return { outcomes: await Promise.all(calls), seen };
  },

  async "that a deadline ends"() {
    const { ask, seen } = observed(silent);
    return { outcomes: await Promise.all(CALLERS.map((caller) => ask(caller, { timeoutMs: 100 }))), seen };
  },
};

const lines = await Promise.all(
  Object.entries(SCENARIOS).map(async ([scenario, act]) => JSON.stringify({ scenario, ...(await act()) })),
);
for (const line of lines) console.log(line);
