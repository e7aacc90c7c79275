// @ts-check
// Calls in flight in every phase, a trap at the point that is given, and what becomes of all as a line of JSON.
import { getEventListeners } from "node:events";
import { arm, outcome, PARAMS, started, TEXT } from "./trapping.mjs";

const { Client } = await import("zvcms-openapi");

const [point = "", how = ""] = process.argv.slice(2);
const HOUR = 3_600_000;
const options = { openId: "id", grantCode: "code", openKey: "key", timeoutMs: HOUR };
const afterAWhile = () => new Promise((resolve) => setTimeout(resolve, 50));

/** What is late to arrive, and arrives after the trap. @type {(() => void)[]} */
const late = [];
let sent = 0;
/** @param {() => unknown} answer */
const fetchOf = (answer) => async () => {
  sent++;
  return answer();
};
const inHeaders = () => new Promise((resolve) => late.push(() => resolve(new Response(TEXT))));
const inBody = () =>
  new Response(new ReadableStream({ pull: () => new Promise((resolve) => late.push(() => resolve())) }));
const busy = () => new Response("", { status: 503, headers: { "Retry-After": "1800" } });
const answered = () => new Response(TEXT);

const controller = new AbortController();
const { signal } = controller;
/** @type {any[]} */
const clients = [inHeaders, inBody, busy].map((answer) => new Client({ ...options, fetch: fetchOf(answer) }));
const limited = new Client({ ...options, maxRequestsPerSecond: 1, fetch: fetchOf(inHeaders) });
clients.push(limited);
const calls = clients.map((client) => outcome(client.identifyUser(PARAMS, { signal })));
await afterAWhile();
// One that waits for its turn, and one whose request is not sent yet.
calls.push(outcome(limited.identifyUser(PARAMS)));
await afterAWhile();
const before = { listeners: getEventListeners(signal, "abort").length, sent };
calls.push(outcome(clients[0].call("any.action", {}, { signal })));

const client = new Client({ ...options, fetch: fetchOf(answered) });
let thrown = "nothing";
if (how === "sync") {
  arm(point);
  try {
    client.sign({ action: "a.b", params: {} });
  } catch (/** @type {any} */ error) {
    thrown = `${error.kind} ${error.code} ${error.cause?.name} ${error.cause?.message}`;
  }
} else if (how === "listener") {
  arm(point);
  controller.abort();
} else {
  await afterAWhile();
  before.sent = sent;
  arm(point);
  calls.push(outcome(client.identifyUser(PARAMS, { signal, onResponse() {} })));
}
const ended = await Promise.all(calls);
const lost = await Promise.all([
  outcome((async () => client.sign())()),
  outcome(client.identifyUser(PARAMS)),
  outcome((async () => client.free())()),
]);
const after = { listeners: getEventListeners(signal, "abort").length, started: started() };
for (const arrive of late) arrive();
await afterAWhile();
const next = new Client({ ...options, fetch: async () => answered() });
const user = await next.identifyUser(PARAMS);
next.free();
const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
console.log(JSON.stringify({ thrown, ended, lost, before, after, id: user.id, sent, started: started(), timers }));
