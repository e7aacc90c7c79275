// @ts-check
// Calls in flight, a trap, and then all that they waited for, which comes too late: what that does, as a line of JSON.
import { arm, entriesOfDead, outcome, PARAMS, TEXT } from "./trapping.mjs";

const { Client } = await import("zvcms-openapi");

const [point = "", how = ""] = process.argv.slice(2);
const options = { openId: "id", grantCode: "code", openKey: "key" };
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @type {string[]} */
const alarms = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (thrown) => alarms.push(`${event}: ${thrown?.message}`));
}

/** What comes too late. @type {(() => void)[]} */
const late = [];
/** A promise of another library. @param {any} then */
const thenable = (then) => ({ then });
/** @param {(stream: ReadableStreamDefaultController) => void} end */
const bodyEnding = (end) => () =>
  new Response(new ReadableStream({ start: (stream) => void late.push(() => end(stream)) }));
const answers = [
  () => new Promise((resolve) => late.push(() => resolve(new Response(TEXT)))),
  () => new Promise((_, reject) => late.push(() => reject(new TypeError("fetch failed")))),
  () => new Promise((_, reject) => late.push(() => reject())),
  () => thenable((/** @type {any} */ resolve) => late.push(() => resolve(new Response(TEXT)))),
  () => thenable((/** @type {any} */ _, /** @type {any} */ reject) => late.push(() => reject(new Error("late")))),
  bodyEnding((stream) => {
    stream.enqueue(new TextEncoder().encode(TEXT));
    stream.close();
  }),
  bodyEnding((stream) => stream.error(new TypeError("terminated"))),
  () => new Response("", { status: 503, headers: { "Retry-After": "1" } }),
];
let sent = 0;
/** @param {() => unknown} answer */
const clientOf = (answer) => {
  // No async function: what is given is what the core gets.
  const fetch = /** @type {any} */ (
    () => {
      sent++;
      return answer();
    }
  );
  return new Client({ ...options, fetch, maxRequestsPerSecond: 1 });
};
const controller = new AbortController();
const { signal } = controller;

const calls = answers.map((answer) => outcome(clientOf(answer).identifyUser(PARAMS, { signal })));
const silent = clientOf(() => new Promise(() => {}));
calls.push(outcome(silent.identifyUser(PARAMS, { timeoutMs: 300 })));
// It waits for its turn.
calls.push(outcome(silent.identifyUser(PARAMS)));
await pause(50);
const before = sent;

const client = clientOf(() => new Response(TEXT));
arm(point);
if (how === "sync") {
  try {
    client.sign();
  } catch (/** @type {any} */ { kind, code }) {
    calls.push(Promise.resolve(`${kind} ${code}`));
  }
} else {
  calls.push(outcome(client.identifyUser(PARAMS)));
}
const ended = await Promise.all(calls);
const entered = entriesOfDead();
for (const arrive of late) arrive();
await pause(20);
controller.abort();
await pause(1_300);
const next = await outcome(clientOf(() => new Response(TEXT)).identifyUser(PARAMS));
const nothing = { entered: entriesOfDead() - entered, sent: sent - before - (how === "sync" ? 1 : 2), alarms };
console.log(JSON.stringify({ late: late.length, ended, next, ...nothing }));
process.exit(0);
