// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, enter, failureOf, holdBack, openCounter, seen, submit } from "./support/counter.mjs";

describe("a failure", { skip }, () => {
  const browser = useBrowser();

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

  test("leaves the focus where it can be followed when it is tried again", async (t) => {
    const { faults, arrived } = holdBack();
    let failures = 3; // one call, with its further attempts
    const { page } = await openCounter(t, browser, {
      emulator: { faults: () => (failures-- > 0 ? { kind: "status", status: 502 } : faults()) },
    });
    await choose(page, "normal");
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
    await arrived;
    await page.locator("#mobile").pressSequentially("2");
    await page.keyboard.press("Escape");
    await failureOf(page, "aborted");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "mobile");
    assert.equal(await seen(page.getByRole("status")), "已取消");
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
});
