// @ts-check
// What the page says where its own server cannot or will not look a member up.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, enter, failureOf, openCounter, seen, submit } from "./support/counter.mjs";
import { openSite } from "./support/site.mjs";

describe("a failure", { skip }, () => {
  const browser = useBrowser();

  /** @type {[string, Parameters<typeof openCounter>[2], RegExp][]} */
  const ofTheServer = [
    [
      "that cannot reach the platform",
      { emulator: { faults: () => ({ kind: "status", status: 503 }) } },
      /现在查不了会员[\s\S]*日志[\s\S]*再试一次/,
    ],
    ["whose key is wrong", { emulator: { now: () => Date.now() + 3_600_000 } }, /现在查不了会员[\s\S]*日志/],
  ];
  for (const [what, options, words] of ofTheServer) {
    test(`of the server ${what} tells visitors no more than that`, async (t) => {
      t.mock.method(console, "error", () => {});
      const { page } = await openCounter(t, browser, options);
      await choose(page, "normal");
      const said = await seen(await failureOf(page, "http"));
      assert.match(said, words);
      assert.doesNotMatch(said, /Token|Timestamp|平台编码/);
    });
  }

  test("of a server without a route says what is missing", async (t) => {
    const { page } = await openSite(t, browser, {
      config: { endpoint: "http://127.0.0.1:9/" },
      context: { locale: "zh-CN" },
    });
    await enter(page, "识别码", { 会员识别码: "A" });
    await submit(page);
    assert.match(await seen(await failureOf(page, "http")), /HTTP 404[\s\S]*没有查询接口 \/api\/member/);
  });

  test("of who tries too often says how long to wait", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.route("**/api/member", (route) => {
      const error = { kind: "http", code: "too_many_attempts", message: "", retryable: true, retryAfterMs: 12000 };
      return route.fulfill({ status: 429, json: { error } });
    });
    await choose(page, "normal");
    assert.match(await seen(await failureOf(page, "http")), /查得太频繁\s+请过 12 秒再试/);
  });

  test("that a server keeps to itself is told without a guess", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.route("**/api/member", (route) => {
      const error = { kind: "business", code: "not_identified", message: "", vendorCode: "", vendorMessage: "" };
      return route.fulfill({ status: 404, json: { error } });
    });
    await choose(page, "normal");
    assert.match(await seen(await failureOf(page, "business")), /没有查到会员\s+可能没有这位会员，也可能填写有误/);
  });
});
