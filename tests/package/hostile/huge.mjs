// @ts-check
// Calls with huge arguments, twice, and says what came of them as a line of JSON.
import { memoryPages, watchInstances } from "../../memory.mjs";

watchInstances();
const { Client, sign, signature, verify, detectScheme } = /** @type {any} */ (await import("zvcms-openapi"));
const { CREDENTIALS, hmac, KEY } = await import("../support.mjs");

const MIB = 2 ** 20;
const body = sign(CREDENTIALS);
const entries = Array.from({ length: 100_000 }, (_, index) => [`name${index}`, index]);

/** @type {Record<string, unknown>} */
const HUGE = {
  "a long text": "a".repeat(6 * MIB),
  "a long text of Han": "智".repeat(2 * MIB),
  "half a character at the end": `${"a".repeat(2 * MIB)}\ud800`,
  "escapes without end": "%2".repeat(MIB),
  digits: "13912345678".repeat(MIB / 4),
  "many names": Object.fromEntries(entries),
  "a long name": { ["x".repeat(2 * MIB)]: Number.NaN },
  "many texts": Array(64).fill("x".repeat(MIB / 2)),
  "many items": entries,
  holes: Object.assign([], { length: 2 ** 32 - 1 }),
};

const client = new Client({ ...CREDENTIALS, maxRetries: 0, fetch: async () => new Response("{}") });
const clientOf = (/** @type {(it: any) => any} */ fetch) => new Client({ ...CREDENTIALS, maxRetries: 0, fetch });

/** @type {Record<string, (it: any) => unknown>} */
const PLACES = {
  openKey: (openKey) => sign({ ...CREDENTIALS, openKey }),
  openId: (openId) => sign({ ...CREDENTIALS, openId }),
  credentials: (it) => sign(it),
  request: (it) => sign(CREDENTIALS, it),
  action: (action) => sign(CREDENTIALS, { action }),
  params: (params) => sign(CREDENTIALS, { params }),
  "in params": (it) => sign(CREDENTIALS, { params: { it } }),
  scheme: (scheme) => sign(CREDENTIALS, {}, { scheme }),
  fields: (fields) => sign(CREDENTIALS, {}, { scheme: { fields } }),
  endpoint: (endpoint) => sign(CREDENTIALS, {}, { endpoint }),
  "signature, text": (it) => signature(KEY, it),
  "verify, Token": (Token) => verify(KEY, { ...body, Token }),
  "detectScheme, Token": (Token) => detectScheme(KEY, { ...body, Token }),
  options: (it) => new Client(it),
  mobile: (it) => client.identifyUser({ type: 1, mobile: it, password: it }),
  user_id: (user_id) => client.identifyUser({ type: 4, user_id }),
  "params of identifyUser": (it) => client.identifyUser(it),
  "params of call": (it) => client.call("a.b", { it }),
  "options of a call": (it) => client.call("a.b", {}, it),
  "what fetch throws": (it) => clientOf(() => Promise.reject(it)).call("a.b"),
  "the words of what fetch throws": (it) =>
    clientOf(() => Promise.reject({ name: it, code: it, message: it })).call("a.b"),
  "a body": (it) => clientOf(async () => ({ status: 200, text: () => it })).call("a.b"),
  "a message": (message) =>
    clientOf(async () => ({ status: 200, json: () => ({ status: true, code: 1, message, traceId: message }) })).call(
      "a.b",
    ),
  "a header": (it) => clientOf(async () => ({ status: 503, headers: { get: () => it }, text: () => "" })).call("a.b"),
};

/** @type {string[]} */
const alarms = [];
/** @type {number[]} */
const pages = [];
for (let round = 0; round < 2; round++) {
  // The longest that comes anywhere.
  const longest = "a".repeat(32 * MIB);
  if (signature(longest, longest) !== hmac(longest, longest)) alarms.push("the longest text is signed wrong");
  for (const [place, use] of Object.entries(PLACES)) {
    for (const [what, huge] of Object.entries(HUGE)) {
      try {
        await use(huge);
      } catch (/** @type {any} */ error) {
        if (error.name !== "ZvcmsError" || error.kind === "internal") alarms.push(`${place}, ${what}: ${error}`);
        if (error.message.length > 100_000) alarms.push(`${place}, ${what}: a message of ${error.message.length}`);
      }
      if (signature(KEY, what) !== hmac(KEY, what)) alarms.push(`${place}, ${what}: the next call is wrong`);
    }
  }
  pages.push(memoryPages());
}
console.log(JSON.stringify({ alarms, pages }));
