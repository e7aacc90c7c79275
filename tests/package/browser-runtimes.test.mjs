// @ts-check
// The entry for pages over the published runtimes of uni-app and Taro for Alipay, and over Alipay's own function. Beneath
// them is a `my.request` that does what Alipay documents: a status other than 2xx is a failure that has the answer.
import assert from "node:assert/strict";
import { request } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { identifyUser } from "zvcms-openapi/browser";
import { tree } from "../runtimes/tree.mjs";
import { failureOf, serve } from "./support.mjs";

const PARAMS = { type: /** @type {const} */ (3), user_code: "u" };
const MEMBER = { id: 7, nickname: "智迈" };
const REFUSED = {
  error: { kind: "http", code: "too_many_attempts", message: "wait", retryable: true, retryAfterMs: 2000 },
};

/** Alipay's request, over node:http. */
const my = {
  canIUse: () => true,
  /** @param {any} options */
  request({ url, method, data, headers, dataType, success, fail, complete }) {
    const done = (/** @type {Function} */ settle, /** @type {object} */ result) =>
      [settle, complete].map((it) => it?.(result));
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      const status = Number(response.statusCode);
      const body = dataType === "text" ? text : JSON.parse(text);
      const result = { status, data: body, headers: response.headers };
      if (status < 300) done(success, result);
      else done(fail, { error: 19, errorMessage: "http status error", ...result });
    });
    sent.on("error", () => done(fail, { error: 12, errorMessage: "network error" }));
    sent.end(data);
    return { abort: () => sent.destroy() };
  },
};
Reflect.set(globalThis, "my", my);

/** A module of the tree, bundled as a mini-program's tools do. @param {string} path @returns {Promise<any>} */
async function load(path) {
  const { build } = createRequire(join(tree, "package.json"))("esbuild");
  const entry = join(tree, "node_modules", path);
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

const uni = await load("@dcloudio/uni-mp-alipay/dist/uni.api.esm.js");
const taro = await load("@tarojs/plugin-platform-alipay/dist/runtime-utils.js");

/** @type {Record<string, any>} */
const REQUESTS = { "Alipay itself": alipays, "uni-app": uni.default.request, Taro: taro.request };

/** Alipay's own function has other names for a header and a status. @param {any} options */
function alipays({ header, success, ...options }) {
  const named = (/** @type {any} */ { status, ...result }) => success({ statusCode: status, ...result });
  return my.request({ ...options, headers: header, success: named });
}

for (const [host, request] of Object.entries(REQUESTS)) {
  test(`${host}: a member, a refusal of the route, a page of a proxy and a lost connection are what they are`, async (t) => {
    /** @type {[number, string][]} */
    const answers = [
      [200, JSON.stringify(MEMBER)],
      [429, JSON.stringify(REFUSED)],
      [404, "<html>not found</html>"],
    ];
    const url = await serve(t, (_, response) => {
      const answer = answers.shift();
      if (!answer) return response.socket?.destroy();
      response.writeHead(answer[0], { "X-Request-Id": "id-1" }).end(answer[1]);
    });
    assert.deepEqual(await identifyUser(PARAMS, { url, request }), MEMBER);
    const refused = await failureOf(() => identifyUser(PARAMS, { url, request }));
    assert.deepEqual(
      [refused.kind, refused.code, refused.httpStatus, refused.retryAfterMs, refused.requestId],
      ["http", "too_many_attempts", 429, 2000, "id-1"],
    );
    const missing = await failureOf(() => identifyUser(PARAMS, { url, request }));
    assert.deepEqual([missing.kind, missing.code, missing.retryable], ["http", "http_404", false]);
    const lost = await failureOf(() => identifyUser(PARAMS, { url, request }));
    assert.deepEqual([lost.kind, lost.retryable], ["connection", true]);
    assert.match(lost.message, /network error/);
  });
}

for (const [what, error] of Object.entries({
  "WeChat's list of domains": { errMsg: "request:fail url not in domain list" },
  "Alipay's list of domains": { error: 11, errorMessage: "request:fail url not in domain list" },
})) {
  test(`an address that is not on ${what} is forbidden, and asking again does not help`, async () => {
    const request = (/** @type {any} */ { fail }) => fail(error);
    const failure = await failureOf(() => identifyUser(PARAMS, { url: "https://shop.example/", request }));
    assert.deepEqual(
      [failure.kind, failure.reason, failure.code, failure.retryable],
      ["connection", "forbidden", "connection_forbidden", false],
    );
  });
}

test("data that is parsed already is read, also where fail has it", async () => {
  const request = (/** @type {any} */ { fail }) => fail({ errMsg: "request:fail", statusCode: 429, data: REFUSED });
  const failure = await failureOf(() => identifyUser(PARAMS, { url: "https://shop.example/", request }));
  assert.deepEqual([failure.code, failure.httpStatus], ["too_many_attempts", 429]);
});

test("headers of a session are sent, the content type is ours, and cookies cross origins where that is asked", async (t) => {
  /** @type {any[]} */
  const seen = [];
  const url = await serve(t, (request, response) => {
    seen.push(request.headers);
    response.end(JSON.stringify(MEMBER));
  });
  const headers = { Authorization: "Bearer s", "content-type": "text/plain" };
  const { fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch }));
  /** @type {any[]} */
  const inits = [];
  globalThis.fetch = (input, init) => {
    inits.push(init);
    return fetch(input, init);
  };
  await identifyUser(PARAMS, { url, headers, credentials: "include" });
  await identifyUser(PARAMS, { url });
  await identifyUser(PARAMS, { url, headers, request: uni.default.request });
  assert.deepEqual(
    seen.map((it) => [it.authorization, it["content-type"]]),
    [
      ["Bearer s", "application/json"],
      [undefined, "application/json"],
      ["Bearer s", "application/json"],
    ],
  );
  assert.deepEqual(
    inits.map(({ credentials }) => credentials),
    ["include", "same-origin"],
  );
  for (const [options, path] of /** @type {[any, string][]} */ ([
    [{ headers: { a: 1 } }, "headers"],
    [{ headers: "a" }, "headers"],
    [{ credentials: "omit" }, "credentials"],
  ])) {
    const { kind, issues } = await failureOf(() => identifyUser(PARAMS, { url, ...options }));
    assert.deepEqual([kind, issues[0].path], ["invalid_argument", path]);
  }
});

test("where fetch does not know the signals of the global AbortController, it is asked without one", async (t) => {
  const url = await serve(t, (_, response) => response.end(JSON.stringify(MEMBER)));
  const { AbortController, fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { AbortController, fetch }));
  // Node 24 does so; older ones take any signal.
  globalThis.fetch = (input, init) =>
    init?.signal && !(init.signal instanceof AbortSignal)
      ? Promise.reject(
          new TypeError('RequestInit: Expected signal ("[object EventTarget]") to be an instance of AbortSignal.'),
        )
      : fetch(input, init);
  // As jsdom and happy-dom bring one of their own.
  class Foreign extends EventTarget {
    aborted = false;
  }
  Object.assign(globalThis, {
    AbortController: class {
      signal = new Foreign();
      abort() {}
    },
  });
  assert.deepEqual(await identifyUser(PARAMS, { url }), MEMBER);
});
