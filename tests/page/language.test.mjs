// @ts-check
// Chinese and English.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { lookUp, openCounter, seen, submit } from "./support/counter.mjs";

describe("the page", { skip }, () => {
  const browser = useBrowser();

  for (const [locale, heading] of [
    ["zh-CN", "会员识别"],
    ["zh-TW", "会员识别"],
    ["en-GB", "Member lookup"],
    ["fr", "Member lookup"],
  ]) {
    test(`begins in the language that fits a browser in ${locale}, until another is chosen`, async (t) => {
      const { page } = await openCounter(t, browser, { context: { locale } });
      const title = page.locator("h1");
      assert.equal(await seen(title), heading);
      await page.locator("#switch-language").click();
      await page.reload();
      assert.notEqual(await seen(title), heading);
    });
  }

  test("switches between Chinese and English, whatever it shows, and remembers", async (t) => {
    const { page } = await openCounter(t, browser);
    const state = () => page.evaluate(() => [document.documentElement.lang, document.title]);
    assert.deepEqual(await state(), ["zh-CN", "会员识别 · 智迈开放平台"]);
    await lookUp(page, "normal");
    await page.getByRole("button", { name: "English" }).click();
    assert.deepEqual(await state(), ["en", "Member lookup · zvcms Open Platform"]);
    await page.getByRole("heading", { name: "Member found: 测试会员01", exact: true }).waitFor();
    assert.deepEqual(await page.locator(".rule p").allInnerTexts(), [
      "100 points = 1 yuan",
      "Points may pay up to 20% of an order",
    ]);
    await page.reload();
    await page.getByRole("button", { name: "Look up" }).waitFor();
    assert.deepEqual(await state(), ["en", "Member lookup · zvcms Open Platform"]);
    await submit(page);
    assert.equal(await seen(page.locator("#password-error")), "Login password is required");
    await page.getByRole("button", { name: "中文" }).click();
    assert.equal(await seen(page.locator("#password-error")), "请填写登录密码");
  });

  test("has no Chinese left in English but what is the platform's or the member's", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.locator("#switch-language").click();
    const left = (await seen(page.locator("body"))).match(/\p{Script=Han}+/gu);
    assert.deepEqual(left, ["识", "中文"]);
  });
});
