// @ts-check
// What has to be true of calls before, during and after a time in which timers are faked, with whatever tool.
const assert = require("node:assert/strict");

/** The real ones, whatever is faked later. */
const { setTimeout, performance } = globalThis;
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

const CREDENTIALS = { openId: "id", grantCode: "code", openKey: "key" };
const PARAMS = { type: 4, user_id: 7 };
const TEXT = '{"status":true,"code":0,"data":{"user_info":{"id":7}}}';

/** A response whose body is there at once: Node closes other bodies by a microtask, which may be faked. @param {number} status */
const response = (status) =>
  new Response(
    new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode(TEXT));
        stream.close();
      },
    }),
    { status },
  );
const answered = async () => response(200);
const silent = () => new Promise(() => {});

/** Fails at the first request. */
function busyOnce() {
  let sent = 0;
  return async () => response(sent++ === 0 ? 503 : 200);
}

/** What came of a call, if it ends within that time by the real clock. @param {Promise<any>} call @param {number} [ms] */
const within = (call, ms = 1_500) =>
  Promise.race([
    call.then(
      ({ id }) => id,
      ({ kind, code }) => `${kind} ${code}`,
    ),
    pause(ms).then(() => "nothing yet"),
  ]);

const TIMERS = ["setTimeout", "clearTimeout"];
const CLOCKS = ["Date", "performance"];

/**
 * @typedef {object} Tool
 * @property {(names?: string[]) => void} fake these, or what the tool fakes by itself
 * @property {(ms: number) => Promise<unknown>} pass lets that time pass
 * @property {() => void} restore
 */

/** @param {any} Client @param {Tool} tool @returns {Record<string, () => Promise<void>>} */
module.exports = function casesOf(Client, { fake, pass, restore }) {
  /** @param {object} options */
  const clientWith = (options) => new Client({ ...CREDENTIALS, ...options });

  /** @param {string[] | undefined} names @param {() => Promise<void>} act */
  async function faked(names, act) {
    fake(names);
    try {
      await act();
    } finally {
      restore();
    }
  }

  /** All sorts of calls, none of which meets a fake. */
  async function assertAsEver() {
    const outcomes = await Promise.all([
      within(clientWith({ fetch: answered }).identifyUser(PARAMS)),
      within(clientWith({ fetch: busyOnce() }).identifyUser(PARAMS)),
      within(clientWith({ fetch: silent }).identifyUser(PARAMS, { timeoutMs: 50 })),
    ]);
    assert.deepEqual(outcomes, [7, 7, "timeout timeout_headers"]);
  }

  /** @type {Record<string, string[] | undefined>} */
  const FAKES = {
    "what the tool fakes by itself": undefined,
    queueMicrotask: ["queueMicrotask"],
    "the timers": TIMERS,
    "the clocks": CLOCKS,
    "timers, clocks and microtasks": [...TIMERS, ...CLOCKS, "queueMicrotask"],
  };
  /** @type {Record<string, () => Promise<void>>} */
  const cases = {};

  for (const [what, names] of Object.entries(FAKES)) {
    cases[`a call that needs no timer ends while these are faked: ${what}`] = async () => {
      const client = clientWith({ fetch: answered });
      await faked(names, async () => assert.equal(await within(client.identifyUser(PARAMS)), 7));
      await assertAsEver();
    };

    cases[`a call that began before ends while these are faked: ${what}`] = async () => {
      /** @type {(value: Response) => void} */
      let answer = () => {};
      const fetch = () => new Promise((resolve) => (answer = resolve));
      /** @type {number[]} */
      const took = [];
      const onResponse = (/** @type {any} */ meta) => took.push(meta.elapsedMs);
      const call = within(clientWith({ fetch }).identifyUser(PARAMS, { onResponse }));
      await pause(20);
      await faked(names, async () => {
        answer(response(200));
        assert.equal(await call, 7);
      });
      assert.ok(took.length === 1 && took[0] >= 0 && took[0] < 2_000, `${took} ms`);
      await assertAsEver();
    };

    cases[`a deadline that began before is kept while these are faked: ${what}`] = async () => {
      const call = within(clientWith({ fetch: silent }).identifyUser(PARAMS, { timeoutMs: 100 }));
      await pause(20);
      await faked(names, async () => assert.equal(await call, "timeout timeout_headers"));
      await assertAsEver();
    };
  }

  for (const names of [TIMERS, [...TIMERS, ...CLOCKS]]) {
    cases[`a call that needs a timer waits for the fake one: ${names}`] = async () => {
      const client = clientWith({ fetch: busyOnce() });
      await faked(names, async () => {
        const call = client.identifyUser(PARAMS);
        assert.equal(await within(call, 400), "nothing yet");
        await pass(400);
        assert.equal(await within(call), 7);
      });
      await assertAsEver();
    };

    cases[`a deadline that begins in a fake time ends with it: ${names}`] = async () => {
      const client = clientWith({ fetch: silent });
      await faked(names, async () => {
        const call = client.identifyUser(PARAMS, { timeoutMs: 200 });
        assert.equal(await within(call, 400), "nothing yet");
        await pass(201);
        assert.equal(await within(call), "timeout timeout_headers");
      });
      await assertAsEver();
    };
  }

  cases["a call that was left in a fake time, in its turn, keeps no later call from its own"] = async () => {
    const client = clientWith({ fetch: answered, maxRequestsPerSecond: 1 });
    assert.equal(await within(client.identifyUser(PARAMS)), 7);
    await faked(TIMERS, async () => {
      assert.equal(await within(client.identifyUser(PARAMS), 50), "nothing yet");
    });
    const began = performance.now();
    assert.equal(await within(client.identifyUser(PARAMS), 6_000), 7);
    assert.ok(performance.now() - began < 5_000);
  };

  return cases;
};
