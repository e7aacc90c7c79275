// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, enter, failureOf, holdBack, openCounter, seen, submit } from "./support/counter.mjs";
import { serveSite } from "./support/site.mjs";

describe("a failure", { skip }, () => {
  const browser = useBrowser();

  test("of the input stands beside each field at fault, and nothing is sent", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    await submit(page);
    await page.locator("#mobile[aria-invalid=true]").waitFor();
    assert.equal(await seen(page.locator("#mobile-error")), "请填写手机号");
    assert.equal(await seen(page.locator("#password-error")), "请填写登录密码");
    assert.match(String(await page.locator("#mobile").getAttribute("aria-describedby")), /\bmobile-error\b/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "mobile");

    await page.locator("#mobile").fill("1");
    assert.ok(await page.locator("#mobile-error").isHidden());
    assert.ok(await page.locator("#password-error").isVisible());

    await page.getByRole("radio", { name: "用户 ID" }).check();
    await page.locator("#user_id").fill("12a");
    await submit(page);
    await page.locator("#user_id[aria-invalid=true]").waitFor();
    assert.equal(await seen(page.locator("#user_id-error")), "请填大于 0 的整数，最大 9007199254740991");
    assert.deepEqual(emulator.requests, []);
  });

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

  for (const mobile of ["abc", "138000000012345678", "138 0000 000x", "1380.0000001"]) {
    test(`of a mobile number that is none (${mobile}) is found before the password is sent`, async (t) => {
      const { page, emulator } = await openCounter(t, browser);
      await enter(page, "手机号", { 手机号: mobile, 登录密码: "test-password-01" });
      await submit(page);
      await page.locator("#mobile[aria-invalid=true]").waitFor();
      assert.match(await seen(page.locator("#mobile-error")), /^请填写正确的手机号/);
      assert.equal(await page.evaluate(() => document.activeElement?.id), "mobile");
      assert.equal(await seen(page.locator("#outcome h2")), "没有发送");
      assert.deepEqual(emulator.requests, []);
    });
  }

  for (const mobile of ["138 0000 0001", "138-0000-0001", "１３８００００００01", "\u200b13800000001\u3000"]) {
    test(`is not the blanks and forms that pasting brings (${JSON.stringify(mobile)})`, async (t) => {
      const { page } = await openCounter(t, browser);
      await enter(page, "手机号", { 手机号: mobile, 登录密码: "test-password-01" });
      await submit(page);
      await page.getByRole("heading", { name: "测试会员01" }).waitFor();
    });
  }

  test("goes when the way is changed, as a member does and a lookup that runs", async (t) => {
    const { faults, arrived } = holdBack();
    let isHeld = false;
    const { page } = await openCounter(t, browser, { emulator: { faults: () => (isHeld ? faults() : undefined) } });
    const heading = page.locator("#outcome h2");
    await enter(page, "手机号", { 手机号: "13800000001", 登录密码: "not-the-password" });
    await submit(page);
    await failureOf(page, "business");
    await page.getByRole("radio", { name: "实体卡" }).check();
    assert.equal(await seen(heading), "等待查询");
    assert.equal(await page.locator("[aria-invalid]").count(), 0);
    await choose(page, "normal");
    await submit(page);
    await page.locator(".member").waitFor();
    await page.getByRole("radio", { name: "识别码" }).check();
    assert.equal(await seen(heading), "等待查询");
    isHeld = true;
    await submit(page);
    await arrived;
    await page.getByRole("radio", { name: "用户 ID" }).check();
    await page.locator("#cancel").waitFor({ state: "hidden" });
    assert.equal(await seen(heading), "等待查询");
  });

  test("for an unknown member code too", async (t) => {
    const { page } = await openCounter(t, browser);
    await enter(page, "识别码", { 会员识别码: "NOBODY" });
    await submit(page);
    const failure = await failureOf(page, "business");
    assert.equal(await seen(failure.locator("blockquote")), "查询的信息不存在");
    assert.doesNotMatch(await seen(failure), /密码/);
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
      const { page } = await openCounter(t, browser, options);
      await choose(page, "normal");
      await submit(page);
      const failure = await failureOf(page, "system");
      assert.equal(await seen(failure.getByRole("heading")), "平台报告了系统错误");
      assert.match(await seen(failure), words);
    });
  }

  test("of a proxy shows its HTTP status, and trying again finds the member", async (t) => {
    let failures = 1;
    const faults = () =>
      failures-- > 0 ? { kind: /** @type {const} */ ("status"), status: 502, body: "<h1>Bad Gateway</h1>" } : undefined;
    const { page } = await openCounter(t, browser, { emulator: { faults } });
    await choose(page, "normal");
    await submit(page);
    const failure = await failureOf(page, "http");
    assert.equal(await seen(failure.getByRole("heading")), "服务器出错：HTTP 502");
    await failure.getByRole("button", { name: "再试一次" }).click();
    await page.getByRole("heading", { name: "测试会员01" }).waitFor();
  });

  test("leaves the focus where it can be followed when it is tried again", async (t) => {
    const { faults, arrived } = holdBack();
    let failures = 1;
    const { page } = await openCounter(t, browser, {
      emulator: { faults: () => (failures-- > 0 ? { kind: "status", status: 502 } : faults()) },
    });
    await choose(page, "normal");
    await submit(page);
    await (await failureOf(page, "http")).getByRole("button", { name: "再试一次" }).press("Enter");
    await arrived;
    assert.equal(await page.evaluate(() => document.activeElement?.id), "cancel");
    await page.keyboard.press("Enter");
    await failureOf(page, "aborted");
    await page.waitForFunction(() => document.activeElement?.matches(".failure h2"));
  });

  test("does not take the focus from who is typing, and is told all the same", async (t) => {
    const { faults, arrived } = holdBack();
    const { page } = await openCounter(t, browser, { emulator: { faults } });
    await choose(page, "normal");
    await submit(page);
    await arrived;
    await page.locator("#mobile").pressSequentially("2");
    await page.keyboard.press("Escape");
    await failureOf(page, "aborted");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "mobile");
    assert.equal(await seen(page.getByRole("status")), "已取消");
  });

  test("to connect says so", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    await emulator.close();
    await choose(page, "normal");
    await submit(page);
    const failure = await failureOf(page, "connection");
    assert.equal(await seen(failure.getByRole("heading")), "连不上服务器");
  });

  for (const kind of /** @type {const} */ (["delay", "stall"])) {
    test(`to answer in time (${kind}) names the time that was allowed`, async (t) => {
      const faults = () => (kind === "delay" ? { kind, ms: 600_000 } : { kind });
      const { page } = await openCounter(t, browser, { emulator: { faults }, config: { timeoutMs: 300 } });
      await choose(page, "normal");
      await submit(page);
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
    const { page } = await openCounter(t, browser, { emulator: { faults } });
    await choose(page, "normal");
    await submit(page);
    const failure = await failureOf(page, "decode");
    assert.equal(await seen(failure.getByRole("heading")), "读不懂服务器的响应");
    await failure.getByText("技术信息").click();
    assert.match(await seen(failure.locator(".snippet")), /<b id=injected>/);
    assert.equal(await page.locator("#injected").count(), 0);
  });

  test("of one field of the answer names the place", async (t) => {
    const body = JSON.stringify({ status: true, code: 0, data: { user_info: { id: "x" } } });
    const { page } = await openCounter(t, browser, { emulator: { faults: () => ({ kind: "body", body }) } });
    await choose(page, "normal");
    await submit(page);
    const failure = await failureOf(page, "decode");
    await failure.getByText("技术信息").click();
    assert.match(await seen(failure), /data\.user_info\.id/);
  });

  for (const [by, stop] of /** @type {[string, (page: import("playwright-core").Page) => Promise<void>][]} */ ([
    ["the button", (page) => page.getByRole("button", { name: "取消" }).click()],
    ["Escape", (page) => page.keyboard.press("Escape")],
  ])) {
    test(`is a cancelled lookup: while it runs, ${by} stops it`, async (t) => {
      const { faults, arrived } = holdBack();
      const { page } = await openCounter(t, browser, { emulator: { faults } });
      assert.ok(await page.locator("#cancel").isHidden());
      await choose(page, "normal");
      await submit(page);
      await arrived;
      assert.equal(await seen(page.locator("#outcome h2")), "正在识别会员…");
      assert.equal(await page.locator("#outcome").getAttribute("aria-busy"), "true");
      const status = page.getByRole("status");
      assert.equal(await seen(status), "正在识别会员，按 Esc 取消");
      assert.match(await seen(page.locator("#submit")), /^正在查找 \d+\.\d 秒$/);
      await page.locator("#switch-language").click();
      assert.equal(await seen(status), "Identifying the member; Escape cancels");
      await page.locator("#switch-language").click();
      await stop(page);
      const failure = await failureOf(page, "aborted");
      assert.equal(await seen(failure.getByRole("heading")), "已取消");
      assert.ok(await page.locator("#cancel").isHidden());
      assert.equal(await seen(page.locator("#submit")), "查找会员");
      assert.equal(await page.locator("#outcome").getAttribute("aria-busy"), null);
    });
  }

  test("of the page's settings is told apart from the member's", async (t) => {
    const credentials = { openId: "emulator-test-open-id", grantCode: "emulator-test-grant-code", openKey: " padded" };
    const { page, emulator } = await openCounter(t, browser, { config: { credentials } });
    await choose(page, "normal");
    await submit(page);
    const failure = await failureOf(page, "invalid_argument");
    assert.match(await seen(failure), /页面的设置有误[\s\S]*openKey/);
    assert.deepEqual(emulator.requests, []);
  });

  test("to load the page's settings leaves a page that says so", async (t) => {
    const site = await serveSite(undefined);
    t.after(site.close);
    const context = await browser.newContext({});
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(site.url);
    await submit(page);
    const failure = await failureOf(page, "page");
    assert.equal(await seen(failure.getByRole("heading")), "页面没有准备好");
  });
});
