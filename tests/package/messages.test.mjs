// @ts-check
// What errors say, and how much of a body they show: nothing of a member reaches a log.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as zvcms from "zvcms-openapi";
import { freePort } from "../free-port.mjs";
import { answerOf, CREDENTIALS, clientGetting, failureOf, serve } from "./support.mjs";

/** The surface without its types: everything is handed in here. @type {any} */
const { Client, explain, identifyUser, sign } = zvcms;

const PARAMS = { type: /** @type {const} */ (4), user_id: 7 };
const CALL = "communal.user.identity at openapi.zvcms.com";
const NAME = "王小明";
const WHOLE = JSON.stringify({ ...answerOf({ id: 7, nickname: NAME }), traceId: "t" });
const TO_DATA = WHOLE.slice(0, WHOLE.indexOf('"data"'));
const CUT = WHOLE.slice(0, -4);
const WARNING = "Warning: Undefined index: x in /www/a.php on line 3\n";
const PAGE = "<!doctype html><title>502 Bad Gateway</title>";

test("an issue of a whole argument says which argument that is", async () => {
  const client = new Client(CREDENTIALS);
  for (const [act, message] of /** @type {[() => unknown, string][]} */ ([
    [() => client.identifyUser(), "params must be a plain object, not undefined"],
    [() => client.identifyUser([4]), "params must be a plain object, not an array"],
    [() => client.identifyUser(PARAMS, null), "options must be a plain object, not null"],
    [() => client.identifyUser(PARAMS, "x"), "options must be a plain object, not a string"],
    [() => client.sign(7), "request must be a plain object, not a number"],
    [() => explain(CREDENTIALS, true), "request must be a plain object, not a boolean"],
    [() => sign(CREDENTIALS, {}, () => {}), "options must be a plain object, not a function"],
    [() => identifyUser(CREDENTIALS, new Map()), "params must be a plain object, not a built-in object"],
  ])) {
    const error = await failureOf(act);
    assert.equal(error.message, `invalid argument: ${message}`);
    assert.deepEqual(error.issues, [{ path: "", code: "wrong_type", message }]);
  }
});

test("a type is named by the words of JavaScript and JSON", async (t) => {
  for (const [body, message] of /** @type {const} */ ([
    ['{"code":0}', "cannot read the response at status: expected boolean, got nothing"],
    ['{"status":"x","code":0}', "cannot read the response at status: expected boolean, got text"],
    ['{"status":true}', "cannot read the response at code: expected int, got nothing"],
    ['{"status":true,"code":0}', "cannot read the response at data.user_info: expected object, got nothing"],
  ])) {
    const error = await failureOf(() => clientGetting(t, body).identifyUser(PARAMS));
    assert.deepEqual([error.kind, error.message], ["decode", `${CALL}: ${message}; tell the vendor`]);
  }
  const strict = clientGetting(t, WHOLE, { strict: true });
  const error = await failureOf(() => strict.identifyUser(PARAMS));
  const problem = "strict: expected text at data.user_info.username, got nothing";
  assert.equal(error.message, `${CALL}: ${problem}; leave strict out to have it converted`);
});

test("what fails on the way says which call failed, how, and what to do", async (t) => {
  const url = await serve(t, (request, response) => {
    request.resume();
    if (request.url === "/403") response.writeHead(403).end(PAGE);
    else if (request.url === "/302") response.writeHead(302, { Location: "/" }).end();
  });
  const closed = `127.0.0.1:${await freePort()}`;
  const stopped = { signal: AbortSignal.abort() };
  for (const [endpoint, call, message] of /** @type {[string, object, string][]} */ ([
    [`${url}403`, {}, "HTTP 403; check the credentials and the endpoint"],
    [`${url}302`, {}, "the answer is a redirect, which is never followed; give the final address as the endpoint"],
    [`http://${closed}/`, {}, "the connection was refused; check the endpoint, and whether a server listens there"],
    [
      url,
      { timeoutMs: 50 },
      "not done within 50 ms: nothing of the response had arrived; try again, or give a longer timeoutMs",
    ],
    [url, stopped, "aborted by the caller's signal; call again if it is still wanted"],
  ])) {
    const client = new Client({ ...CREDENTIALS, endpoint });
    const error = await failureOf(() => client.call("a.b", {}, call));
    assert.equal(error.message, `a.b at ${new URL(endpoint).host}: ${message}`);
    assert.equal(error.action, "a.b");
  }
});

/** Bodies, and what is shown of them. @type {Record<string, [string, string | undefined]>} */
const SNIPPETS = {
  "a page": [PAGE, PAGE],
  "a long page": [`<html>${"x".repeat(500)}`, `<html>${"x".repeat(194)}`],
  "a message of PHP": [WARNING, WARNING],
  "a message of PHP before the answer": [WARNING + WHOLE, WARNING + TO_DATA],
  "an answer that is cut off": [CUT, TO_DATA],
  "an answer that is cut off before its data": [WHOLE.slice(0, 20), WHOLE.slice(0, 20)],
  "an answer with something behind it": [`${WHOLE}<br>`, TO_DATA],
  "a cut answer that begins with its data": [`{"data":{"user_info":{"nickname":"${NAME}"`, "{"],
  "a list": ['["a"]', '["a"]'],
  "other JSON": ['{"error":"no such shop"}', '{"error":"no such shop"}'],
};

for (const [what, [body, snippet]] of Object.entries(SNIPPETS)) {
  test(`of ${what} is shown what is not of a member`, async (t) => {
    for (const status of [200, 502]) {
      const fetch = async () => new Response(body, { status });
      for (const act of ["identifyUser", "call"]) {
        const client = clientGetting(t, "", { fetch });
        const args = act === "call" ? ["a.b", {}] : [PARAMS];
        const error = await failureOf(() => Reflect.apply(Reflect.get(client, act), client, args));
        assert.deepEqual([error.kind, error.snippet], [status === 200 ? "decode" : "http", snippet]);
        assert.ok(!JSON.stringify(error).includes(NAME) && !error.stack.includes(NAME));
      }
    }
  });
}

test("of the API's own JSON nothing is shown", async (t) => {
  const unreadable = JSON.stringify(answerOf({ id: 7, nickname: NAME, status: "many" }));
  const refusal = JSON.stringify({ ...JSON.parse(WHOLE), code: 7, message: "no" });
  for (const [body, status, kind] of /** @type {const} */ ([
    [unreadable, 200, "decode"],
    [refusal, 200, "business"],
    [refusal.replace("true", "false"), 200, "system"],
    [refusal, 403, "http"],
    [WHOLE, 500, "http"],
  ])) {
    const client = clientGetting(t, "", { fetch: async () => new Response(body, { status }) });
    const error = await failureOf(() => client.identifyUser(PARAMS));
    assert.equal(error.kind, kind);
    assert.ok(!("snippet" in error), body);
    assert.ok(!JSON.stringify(error).includes(NAME) && !error.stack.includes(NAME));
  }
});
