// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, enter, failureOf, openCounter, seen, submit } from "./support/counter.mjs";
import { openSite } from "./support/site.mjs";

describe("a failure", { skip }, () => {
  const browser = useBrowser();

  test("for a wrong password is the platform's refusal in its own words, with its code", async (t) => {
    const { page } = await openCounter(t, browser);
    await enter(page, "手机号", { 手机号: "13800000001", 登录密码: "not-the-password" });
    await submit(page);
    const failure = await failureOf(page, "business");
    assert.equal(await seen(failure.getByRole("heading")), "查询没有通过");
    assert.equal(await seen(failure.locator("blockquote")), "手机号或密码错误");
    assert.match(await seen(failure), /平台编码 20002/);
    assert.match(await seen(failure), /密码错误时不要连续重试/);
    assert.equal(await seen(page.locator("#mobile-error")), "请核对手机号");
    assert.equal(await seen(page.locator("#password-error")), "请核对登录密码");
  });

  for (const isDirect of [false, true]) {
    test(`because there is no such member says so in one line (${isDirect ? "directly" : "by the server"})`, async (t) => {
      const { page } = await openCounter(t, browser, { isDirect });
      await enter(page, "识别码", { 会员识别码: "NOBODY" });
      await submit(page);
      const failure = await failureOf(page, "not-found");
      assert.equal(await seen(failure), "没有这个识别码的会员");
      assert.equal(await page.locator("[aria-invalid=true], .fault:visible").count(), 0);
      await page.waitForFunction(() => document.activeElement?.matches(".failure h2"));
      await page.locator("#switch-language").click();
      assert.equal(await seen(failure), "No member has this code");
    });
  }

  test("with another code of the platform is not taken for no such member", async (t) => {
    const { page } = await openCounter(t, browser, { config: { notFoundCodes: [] } });
    await enter(page, "用户 ID", { "用户 ID": "99" });
    await submit(page);
    const failure = await failureOf(page, "business");
    assert.equal(await seen(failure.locator("blockquote")), "查询的信息不存在");
    assert.match(await seen(failure), /平台编码 20001[\s\S]*请核对用户 ID/);
  });

  /** @type {[string, object, RegExp][]} */
  const systems = [
    [
      "a wrong key",
      {
        config: {
          credentials: { openId: "emulator-test-open-id", grantCode: "emulator-test-grant-code", openKey: "x" },
        },
      },
      /Token签名错误[\s\S]*10105/,
    ],
    ["a clock that is off", { emulator: { now: () => Date.now() + 3_600_000 } }, /Timestamp[\s\S]*10104/],
  ];
  for (const [reason, options, words] of systems) {
    test(`for ${reason} is a system error, not the member's`, async (t) => {
      const { page } = await openCounter(t, browser, { ...options, isDirect: true });
      await choose(page, "normal");
      const failure = await failureOf(page, "system");
      assert.equal(await seen(failure.getByRole("heading")), "平台报告了系统错误");
      assert.match(await seen(failure), words);
    });
  }

  test("of a proxy shows its HTTP status, and trying again finds the member", async (t) => {
    let failures = 3; // one call, with its further attempts
    const faults = () =>
      failures-- > 0 ? { kind: /** @type {const} */ ("status"), status: 502, body: "<h1>Bad Gateway</h1>" } : undefined;
    const { page } = await openCounter(t, browser, { emulator: { faults }, isDirect: true });
    await choose(page, "normal");
    const failure = await failureOf(page, "http");
    assert.equal(await seen(failure.getByRole("heading")), "服务器出错：HTTP 502");
    await failure.getByRole("button", { name: "再试一次" }).click();
    await page.getByRole("heading", { name: "测试会员01" }).waitFor();
  });

  test("names the host in its details, be it an HTTP status or no connection", async (t) => {
    const { page, emulator } = await openCounter(t, browser, {
      emulator: { faults: () => ({ kind: "status", status: 502 }) },
      isDirect: true,
    });
    const { host } = new URL(emulator.url);
    const details = async (/** @type {string} */ kind) => {
      await choose(page, "normal");
      const failure = await failureOf(page, kind);
      await failure.locator("summary").click();
      return seen(failure.locator("dl"));
    };
    assert.ok((await details("http")).includes(`communal.user.identity at ${host} (3 attempts): HTTP 502`));
    await emulator.close();
    assert.ok((await details("connection")).includes(`communal.user.identity at ${host}`));
  });

  /** @type {[string, () => object, string, RegExp][]} */
  const responses = [
    ["is none", () => ({}), "environment", /浏览器没有给出响应[\s\S]*扩展/],
    [
      "cannot be decoded",
      () => {
        const text = () => Promise.reject(Object.assign(new Error("incorrect header check"), { code: "Z_DATA_ERROR" }));
        return { ok: true, status: 200, text };
      },
      "decode",
      /读不懂服务器的响应[\s\S]*压缩格式/,
    ],
  ];
  for (const [what, make, kind, words] of responses) {
    test(`because the response ${what} has a heading and an advice that fit`, async (t) => {
      const { page } = await openCounter(t, browser, { isDirect: true });
      await page.evaluate(`window.fetch = async () => (${make})()`);
      await choose(page, "normal");
      assert.match(await seen(await failureOf(page, kind)), words);
    });
  }

  test("to connect says so, with the cause that the browser gives", async (t) => {
    const { page, site } = await openCounter(t, browser);
    site.close();
    await choose(page, "normal");
    const failure = await failureOf(page, "connection");
    assert.equal(await seen(failure.getByRole("heading")), "连不上服务器");
    assert.equal(await seen(failure.locator(".cause")), "原因：浏览器没有说明。 Failed to fetch");
    await page.locator("#switch-language").click();
    assert.equal(await seen(failure.locator(".cause")), "Cause: the browser does not say. Failed to fetch");
  });

  test("to connect without a network names that as the cause", async (t) => {
    const { page, context } = await openCounter(t, browser);
    await context.setOffline(true);
    await choose(page, "normal");
    assert.match(await seen(await failureOf(page, "connection")), /没有联网。请连上网络[\s\S]*原因：没有联网。/);
  });

  test("to connect directly says so, with the cause", async (t) => {
    const { page, emulator } = await openCounter(t, browser, { isDirect: true });
    await emulator.close();
    await choose(page, "normal");
    const failure = await failureOf(page, "connection");
    assert.match(await seen(failure.locator(".cause")), /^原因：.+ Failed to fetch/);
  });

  for (const kind of /** @type {const} */ (["delay", "stall"])) {
    test(`to answer in time (${kind}) names the time that was allowed`, async (t) => {
      const faults = () => (kind === "delay" ? { kind, ms: 600_000 } : { kind });
      const config = { timeoutMs: 300 };
      const { page } = await openCounter(t, browser, { emulator: { faults }, config, isDirect: true });
      await choose(page, "normal");
      const failure = await failureOf(page, "timeout");
      assert.equal(await seen(failure.getByRole("heading")), "等待超时");
      assert.match(
        await seen(failure),
        kind === "delay" ? /300 毫秒内没有收到响应/ : /响应只收到一部分，在规定的 300 毫秒内/,
      );
      await failure.getByText("技术信息").click();
      assert.match(await seen(failure), /\b300 ms\b/, "the time that the package was given");
    });
  }

  test("to answer in JSON shows a piece of what came, as text", async (t) => {
    const faults = () => ({ kind: /** @type {const} */ ("body"), body: "<html><b id=injected>502</b></html>" });
    const { page } = await openCounter(t, browser, { emulator: { faults }, isDirect: true });
    await choose(page, "normal");
    const failure = await failureOf(page, "decode");
    assert.equal(await seen(failure.getByRole("heading")), "读不懂服务器的响应");
    await failure.getByText("技术信息").click();
    assert.match(await seen(failure.locator(".snippet")), /<b id=injected>/);
    assert.equal(await page.locator("#injected").count(), 0);
  });

  test("of one field of the answer names the place", async (t) => {
    const body = JSON.stringify({ status: true, code: 0, data: { user_info: { id: "x" } } });
    const { page } = await openCounter(t, browser, {
      emulator: { faults: () => ({ kind: "body", body }) },
      isDirect: true,
    });
    await choose(page, "normal");
    const failure = await failureOf(page, "decode");
    await failure.getByText("技术信息").click();
    assert.match(await seen(failure), /data\.user_info\.id/);
    assert.equal(await failure.locator(".snippet").count(), 0, "no piece of the API's own JSON, which names members");
  });

  test("of the page's settings is told apart from the member's", async (t) => {
    const credentials = { openId: "emulator-test-open-id", grantCode: "emulator-test-grant-code", openKey: " padded" };
    const { page, emulator } = await openCounter(t, browser, { config: { credentials }, isDirect: true });
    await choose(page, "normal");
    const failure = await failureOf(page, "invalid_argument");
    assert.match(await seen(failure), /页面的设置有误[\s\S]*openKey/);
    assert.deepEqual(emulator.requests, []);
  });

  test("to load the page's settings leaves a page that says so", async (t) => {
    const { page } = await openSite(t, browser, { context: { locale: "zh-CN" } });
    await submit(page);
    const failure = await failureOf(page, "page");
    assert.equal(await seen(failure.getByRole("heading")), "页面没有准备好");
  });
});
