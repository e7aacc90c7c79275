// @ts-check
// What is not the visitor's failure: it is reported to the operator, and the visitor learns only that it failed.
import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { codeOf, routeFor } from "./support.mjs";

const WORDS = /emulator|zvcms|platform|Token|签名|127\.0\.0\.1|openapi|ECONN|html|system/i;

/** @typedef {import("zvcms-openapi/emulator").Fault | import("zvcms-openapi/emulator").FaultName} Fault */
/** @type {[what: string, fault: Fault, kind: string, status: number, retryable: boolean][]} */
const ROWS = [
  ["a system error", "system-error", "system", 502, false],
  ["a used nonce", "replayed", "system", 502, false],
  ["an HTML page", "html", "decode", 502, false],
  ["an empty answer", "empty", "decode", 502, false],
  ["a list", "list", "decode", 502, false],
  ["half an answer", "truncate", "connection", 502, true],
  ["a reset", "reset", "connection", 502, true],
  ["a redirect", "redirect", "connection", 502, false],
  ["503", "status-503", "http", 502, true],
  ["404", "status-404", "http", 502, false],
  ["429", "status-429-retry-after", "http", 502, true],
  ["500 with a page", "status-500-html", "http", 502, true],
  ["no answer in time", "stall-headers", "timeout", 504, true],
  ["half an answer in time", "stall-body", "timeout", 504, true],
];

describe("the platform gives", () => {
  for (const [what, fault, kind, status, retryable] of ROWS) {
    test(`${what}: the operator hears of it, the visitor gets ${status}`, async (t) => {
      const timeoutMs = kind === "timeout" ? 300 : 10_000;
      const { ask, account, emulator, reports } = await routeFor(t, { exposeVendorErrors: true }, { timeoutMs });
      await emulator.setFaults(() => /** @type {any} */ (fault));
      const answer = await ask(account);
      assert.deepEqual([...codeOf(answer), answer.json.error.retryable], [status, "unavailable", retryable]);
      assert.equal(answer.json.error.kind, "http");
      assert.doesNotMatch(answer.text, WORDS);
      assert.deepEqual(
        reports.map(({ error, step }) => [error.kind, step]),
        [[kind, "identify"]],
      );
    });
  }

  test("a time to wait, which is passed on to the visitor", async (t) => {
    const { ask, account, emulator } = await routeFor(t);
    await emulator.setFaults(["status-429-retry-after"]);
    assert.equal((await ask(account)).json.error.retryAfterMs, 1000);
  });
});

test("a wrong key is reported to the operator, and not to the visitor", async (t) => {
  const { ask, account, reports } = await routeFor(t, undefined, { openKey: "another-key" });
  const answer = await ask(account);
  assert.deepEqual([...codeOf(answer), answer.json.error.retryable], [502, "unavailable", false]);
  assert.doesNotMatch(answer.text, WORDS);
  assert.deepEqual([reports.length, reports[0].error.vendorCode], [1, "10105"]);
});

test("so is a platform that is gone", async (t) => {
  const { ask, account, emulator, reports } = await routeFor(t);
  await emulator.close();
  const answer = await ask(account);
  assert.deepEqual([...codeOf(answer), answer.json.error.retryable], [502, "unavailable", true]);
  assert.equal(answer.json.error.message, "members cannot be looked up at the moment; try again later");
  assert.deepEqual([reports.length, reports[0].error.code], [1, "connection_refused"]);
});

test("a client that was freed, or has a clock that throws, is the operator's failure", async (t) => {
  const { ask, account, client, reports } = await routeFor(t);
  client.free();
  assert.deepEqual(codeOf(await ask(account)), [500, "unavailable"]);
  assert.deepEqual([reports.length, reports[0].error.code], [1, "client_freed"]);
  let isBroken = false;
  const now = () => {
    if (isBroken) throw new Error("no clock");
    return Date.now();
  };
  const broken = await routeFor(t, undefined, { now });
  isBroken = true;
  assert.deepEqual(codeOf(await broken.ask(account)), [500, "unavailable"]);
  assert.equal(broken.reports.length, 1);
});

test("a client that is none of ours and throws anything is the operator's failure", async (t) => {
  const { client } = await routeFor(t);
  for (const thrown of [new Error("no"), null, undefined, "text", { kind: "business", code: "x" }]) {
    const stub = { sign: () => client.sign(), identifyUser: () => Promise.reject(thrown) };
    const { ask, account, reports } = await routeFor(t, { client: /** @type {any} */ (stub) });
    assert.deepEqual(codeOf(await ask(account)), [500, "unavailable"]);
    assert.deepEqual(reports, [{ error: thrown, step: "identify" }]);
  }
});

for (const [what, onError] of Object.entries({
  throws: () => {
    throw new Error("from onError");
  },
  rejects: async () => {
    throw new Error("from onError");
  },
})) {
  test(`an onError that ${what} harms nothing`, async (t) => {
    const { ask, account } = await routeFor(t, { onError }, { openKey: "another-key" });
    assert.deepEqual(codeOf(await ask(account)), [502, "unavailable"]);
    // An unhandled rejection would fail this test.
    await new Promise(setImmediate);
  });
}

describe("without an onError", () => {
  const SECRETS = { openKey: "key/+秘\"'", password: 'pass "word"/+', mobile: "13912345678" };
  /** How a secret may be written in a line. @param {string} secret */
  const spellings = (secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];

  /** @param {import("node:test").TestContext} t @param {any} options @param {any} [clientOptions] */
  async function linesOf(t, options, clientOptions) {
    const route = await routeFor(t, { onError: undefined, ...options }, { openKey: SECRETS.openKey, ...clientOptions });
    const log = mock.method(console, "error", () => {});
    t.after(() => log.mock.restore());
    const { password, mobile } = SECRETS;
    await route.ask({ type: 1, mobile, password });
    await route.ask({ type: 2, card_number: "c", card_password: password });
    return log.mock.calls.map(({ arguments: all }) => all);
  }

  /** @type {Record<string, [options: any, clientOptions?: any]>} */
  const failing = {
    "the key is wrong": [{}],
    "the answer repeats all that was sent": [
      {},
      {
        fetch: async (/** @type {string} */ _, /** @type {any} */ { body }) => {
          const { Params, Token } = JSON.parse(body);
          const said = `\u001b[31m${body}\n${JSON.stringify(Params)}\u2028${Token}\u0085${decodeURIComponent(Token)}\r\n`;
          return new Response(JSON.stringify({ status: false, code: 7, message: said + SECRETS.openKey, data: said }));
        },
      },
    ],
    "fetch throws all that was sent": [
      {},
      {
        fetch: async (/** @type {string} */ _, /** @type {any} */ { body }) => {
          throw Object.assign(new Error(`${body}\n${SECRETS.openKey}`), { body, code: "EWHAT" });
        },
      },
    ],
    "authorize throws a secret": [
      {
        authorize: () => {
          const secrets = Object.values(SECRETS).join("\n");
          throw Object.assign(new Error(secrets), { name: secrets, code: secrets });
        },
      },
    ],
    "authorize throws what cannot be read": [
      {
        authorize: () => {
          throw new Proxy(
            {},
            {
              get() {
                throw new Error(SECRETS.password);
              },
            },
          );
        },
      },
    ],
    "authorize throws nothing": [{ authorize: () => Promise.reject() }],
    "the limiter fails": [
      { limit: { consume: async () => Promise.reject(new Error(`redis://:${SECRETS.password}@host`)) } },
    ],
  };
  for (const [what, options] of Object.entries(failing)) {
    test(`${what}: one line each is written, without a secret`, async (t) => {
      const lines = await linesOf(t, ...options);
      assert.equal(lines.length, 2);
      for (const all of lines) {
        assert.equal(all.length, 1);
        const [line] = all;
        assert.match(line, /^zvcms-openapi\/server: (authorize|limit|identify): ./);
        assert.doesNotMatch(line, /[\p{Cc}\u2028\u2029]/u);
        for (const secret of Object.values(SECRETS).flatMap(spellings)) assert.ok(!line.includes(secret), line);
        assert.doesNotMatch(line, /[A-Za-z0-9+/]{27}=|%3D/, "a Token");
      }
    });
  }

  test("the line says what to look for", async (t) => {
    const [[wrongKey]] = await linesOf(t, {});
    assert.match(wrongKey, /^zvcms-openapi\/server: identify: communal\.user\.identity at .*Token签名错误/);
    const [[noText]] = await linesOf(t, { authorize: () => 7 });
    assert.equal(noText, "zvcms-openapi/server: authorize: authorize must give a text that names the caller, or null");
    const [[thrown]] = await linesOf(t, {
      authorize: () => Promise.reject(Object.assign(new RangeError("a"), { code: "E_A" })),
    });
    assert.equal(thrown, "zvcms-openapi/server: authorize: RangeError E_A");
  });
});

test("a visitor who leaves ends the call to the platform, and is no failure", async (t) => {
  const { handler, account, emulator, reports } = await routeFor(t);
  await emulator.setFaults(() => ({ kind: "delay", ms: 5000 }));
  const leaving = new AbortController();
  const request = new Request("https://shop.example/", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(account),
    signal: leaving.signal,
  });
  const answer = handler(request, undefined);
  while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const left = Date.now();
  leaving.abort();
  assert.equal((await answer).status, 499);
  assert.ok(Date.now() - left < 1000);
  assert.deepEqual(reports, []);
});

test("a failure that comes as the visitor leaves is reported all the same", async (t) => {
  const leaving = new AbortController();
  const fetch = async () => {
    leaving.abort();
    return { status: 500, text: async () => "" };
  };
  const { client } = await routeFor(t, undefined, { fetch });
  const stub = {
    sign: () => client.sign(),
    identifyUser: (/** @type {any} */ params) => client.identifyUser(params),
  };
  const { ask, account, reports } = await routeFor(t, { client: /** @type {any} */ (stub) });
  await ask(account, { signal: leaving.signal });
  assert.deepEqual(
    reports.map(({ error }) => error.code),
    ["http_500"],
  );
});
