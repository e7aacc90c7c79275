// @ts-check
// A call in JavaScript: the loop that polls it, and what it has of the host. Whoever ends a call early (deadline, signal,
// trap) only resolves the promise that its loop awaits. So everything a call does, it does in its own caller's async
// context.
import { traced } from "./error.js";
import { quietly } from "./host.js";

/** @typedef {import("./core.js").Core} Core */

/** How a step ended, in the numbers of stop.rs. */
const DONE = 0;
const THREW = 1;
const DEADLINE = 2;
const ABORTED = 3;

/** @type {any} */
const global = globalThis;

/** The calls that listen to a signal. It has one listener for all of them: Node warns of more than ten. @type {WeakMap<object, { calls: Set<Call>, listener: () => void }>} */
const watched = new WeakMap();

export class Call {
  /** Resolves what the core waits for. @type {(step: [how: number, value?: unknown]) => void} */
  settle = () => {};
  /** What the core waits for. @type {Promise<unknown>} */
  step = Promise.resolve();
  /** Resolves what the loop waits for. @type {(value?: any) => void} */
  wake = () => {};
  /** How the call was ended early; 0 if it was not. */
  how = 0;
  started = clock();
  deadline = Number.POSITIVE_INFINITY;
  /** @type {unknown} */
  timer;
  /** @type {unknown} */
  sleepTimer;
  /** @type {any} */
  signal;
  /** Of the attempt under way. @type {AbortController | undefined} */
  controller;

  /** @param {Core} core */
  constructor(core) {
    this.core = core;
  }

  /**
   * Begins the deadline and listens to the caller's signal. False where the host has no timers.
   * @param {number} timeoutMs
   * @param {any} signal
   */
  watch(timeoutMs, signal) {
    this.timer = timer(() => this.end(DEADLINE), timeoutMs);
    this.deadline = this.started + timeoutMs;
    this.signal = signal;
    if (signal === undefined) return this.timer !== undefined;
    if (quietly(() => signal.aborted)) this.how = ABORTED;
    else this.listen();
    return this.timer !== undefined;
  }

  /** How the call was ended early; 0 if it was not. */
  ended() {
    return this.how;
  }

  /** Why the caller's signal was aborted. */
  reason() {
    return quietly(() => this.signal.reason);
  }

  /** The time in milliseconds, of a clock that the host does not set. */
  now() {
    return clock();
  }

  /** In milliseconds since the call began; 0 where the clock ran backwards. */
  elapsedMs() {
    return Math.max(0, clock() - this.started);
  }

  /** Whether its deadline has long passed: a host may drop a request with all that waits for it. */
  isOverdue() {
    return clock() > this.deadline + 60_000;
  }

  /**
   * Waits for a promise, a thenable or a value: gives how it ended, and the value or what was thrown. It settles once, and
   * at the latest when the call is ended.
   * @param {unknown} given
   */
  wait(given) {
    this.step = new Promise((resolve) => {
      // What arrives after a trap must not reach the dead core.
      this.settle = (step) => this.core.isSound && resolve(step);
    });
    if (this.how) this.settle([this.how]);
    else observe(given, this.settle);
    return this.step;
  }

  /** Waits for so many milliseconds. @param {number} milliseconds */
  sleep(milliseconds) {
    return this.wait(
      new Promise((resolve) => {
        this.sleepTimer = timer(() => resolve(undefined), milliseconds);
      }),
    );
  }

  /** A signal for the next attempt only, because the one before may have been aborted. */
  newSignal() {
    this.controller = quietly(() => new global.AbortController());
    return quietly(() => this.controller?.signal);
  }

  /** Aborts the transfer of this attempt. */
  abort() {
    quietly(() => this.controller?.abort());
  }

  /** Lets something fail without alarming anybody. @param {unknown} given */
  ignore(given) {
    observe(given, () => {});
  }

  /** Waits until the core has what it waits for, or is dead. */
  turn() {
    return new Promise((wake) => {
      this.wake = wake;
      // Behind the core's own reaction.
      this.step.then(wake);
    });
  }

  /** Leaves no timer and no listener. */
  finish() {
    for (const id of [this.timer, this.sleepTimer]) {
      if (id !== undefined) quietly(() => global.clearTimeout(id));
    }
    this.unlisten();
  }

  /** @param {number} how */
  end(how) {
    this.how ||= how;
    this.settle([this.how]);
  }

  listen() {
    const known = watched.get(this.signal);
    if (known) return known.calls.add(this);
    const calls = new Set([this]);
    const listener = () => {
      for (const call of calls) call.end(ABORTED);
    };
    watched.set(this.signal, { calls, listener });
    quietly(() => this.signal.addEventListener("abort", listener));
  }

  unlisten() {
    const known = watched.get(this.signal);
    known?.calls.delete(this);
    if (known?.calls.size !== 0) return;
    watched.delete(this.signal);
    quietly(() => this.signal.removeEventListener("abort", known.listener));
  }
}

/**
 * Runs a call. Every poll of the core happens here, in the continuation of the caller's own `await`.
 * @param {Function} entry the function that the caller called, for the stack of an error
 * @param {() => { core: Core, handle: any }} inside
 * @param {(handle: any, call: Call) => any} begin gives the call's task
 */
export async function run(entry, inside, begin) {
  let functions = [entry, run];
  /** @type {Call | undefined} */
  let call;
  /** @type {any} */
  let task;
  try {
    const { core, handle } = inside();
    const current = new Call(core);
    task = core.run(() => begin(handle, current));
    core.add(current);
    call = current;
    for (;;) {
      const result = core.run(() => task.resume());
      if (result !== undefined) return result;
      await current.turn();
      functions = [run];
      if (!core.isSound) throw core.lost();
    }
  } catch (/** @type {any} */ error) {
    throw traced(error, ...functions);
  } finally {
    call?.finish();
    call?.core.remove(call, task);
  }
}

/** Reports how something ended. @param {unknown} given @param {(step: [how: number, value: unknown]) => void} settle */
async function observe(given, settle) {
  try {
    const value = await given;
    settle([DONE, value]);
  } catch (thrown) {
    settle([THREW, thrown]);
  }
}

/** A timer of the host's; undefined where it has none. @param {() => void} run @param {number} milliseconds */
function timer(run, milliseconds) {
  return quietly(() => global.setTimeout(run, milliseconds));
}

let lastTime = 0;
/** One and the same for all calls: with another clock a call in flight would end. @type {boolean | undefined} */
let isMonotonic;

/** Monotonic clock in milliseconds, else `Date.now`. Where it cannot be read, it stands still. */
function clock() {
  isMonotonic ??= Boolean(quietly(() => global.performance));
  lastTime = quietly(() => (isMonotonic ? global.performance : Date).now()) ?? lastTime;
  return lastTime;
}
