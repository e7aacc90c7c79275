// @ts-check
// What can be copied with one tap: redemption codes, and each stage of a signature.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { lookUp, openCounter, seen } from "./support/counter.mjs";

/** @typedef {import("playwright-core").Page} Page */

describe("copying", { skip }, () => {
  const browser = useBrowser();
  const context = { permissions: ["clipboard-read", "clipboard-write"] };

  /** @param {Page} page @returns {Promise<string>} */
  const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

  test("a redemption code takes one tap, and is said", async (t) => {
    const { page } = await openCounter(t, browser, { context });
    await lookUp(page, "normal");
    const code = page.locator("button.redemption").first();
    assert.equal(await seen(code), "核销码\n660000003001\n复制");
    const size = await code.locator("code").evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    assert.ok(size >= 20, `large enough to read: ${size} px`);
    const box = await code.boundingBox();
    assert.ok(box && box.height >= 44 && box.width >= 150, "large enough to tap");
    await code.click();
    await code.getByText("已复制").waitFor();
    assert.equal(await clipboard(page), "660000003001");
    assert.equal(await seen(page.getByRole("status")), "已复制");
    await code.getByText("复制", { exact: true }).waitFor();
  });

  test("works without the browser's clipboard, as on a page over http", async (t) => {
    const { page } = await openCounter(t, browser, { context });
    await page.evaluate(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
    });
    await lookUp(page, "normal");
    const code = page.locator("button.redemption").first();
    await code.click();
    await code.getByText("已复制").waitFor();
    assert.ok(await code.evaluate((one) => one === document.activeElement), "the focus stays");
    assert.equal(await page.locator("textarea").count(), 0);
    await page.reload();
    assert.equal(await clipboard(page), "660000003001");
  });

  test("that fails says so", async (t) => {
    const { page } = await openCounter(t, browser, { context: { locale: "en-US" } });
    await page.evaluate(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
      document.execCommand = () => false;
    });
    await lookUp(page, "normal");
    await page.locator("button.redemption").first().click();
    await page.getByText("Could not copy; select it by hand").first().waitFor();
  });

  test("is not offered for a code that cannot be redeemed", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "coupon-states");
    const offered = await page
      .locator(".ticket")
      .evaluateAll((all) =>
        all.map((one) => [/** @type {HTMLElement} */ (one).dataset.state, Boolean(one.querySelector("button"))]),
      );
    assert.deepEqual(Object.fromEntries(offered), {
      unused: true,
      not_yet_valid: false,
      locked: false,
      used: false,
      expired: false,
    });
    assert.equal(await page.locator(".redemption code").count(), 7, "every code can be read");
  });

  for (const isDirect of [false, true]) {
    const way = isDirect ? "was sent directly" : "the server would send";
    test(`each stage of the signature that ${way} is hidden at first, and can be shown and copied`, async (t) => {
      const { page, emulator } = await openCounter(t, browser, { context, isDirect });
      await lookUp(page, "normal");
      await page.locator("#open-drawer").click();
      const drawer = page.locator("#drawer");
      if (!isDirect) {
        assert.match(await seen(drawer), /密钥只在服务器上[\s\S]*POST http:\/\/127\.0\.0\.1:\d+\/api\/member/);
        await page.getByRole("button", { name: "用公开的测试密钥演示签名" }).click();
        await page.waitForFunction(() => document.activeElement?.id === "stages-heading");
        assert.match(await seen(drawer), /"mobile": "138\*{4}0001"[\s\S]*"mobile": "138\*{4}0001"/);
      }
      const stages = page.locator(".stages li");
      const shown = () => stages.locator("pre").allInnerTexts();
      const copied = [];
      for (const stage of await stages.all()) {
        await stage.getByRole("button", { name: "复制" }).click();
        await stage.getByText("已复制").waitFor();
        copied.push(await clipboard(page));
      }
      const [stringToSign] = copied;
      const signature = createHmac("sha1", emulator.credentials.openKey).update(stringToSign).digest("base64");
      assert.match(stringToSign, /^GrantCode=.+&Nonce=\d+&OpenId=.+&Timestamp=\d+$/);
      assert.deepEqual(copied, [stringToSign, signature, encodeURIComponent(signature)]);
      const hidden = [stringToSign, "••••••", "••••••"];
      assert.deepEqual(await shown(), hidden);
      assert.ok(!(await page.content()).includes(signature), "what is hidden is not in the document");

      await stages.nth(1).getByRole("button", { name: "显示" }).click();
      await stages.nth(2).getByRole("button", { name: "显示" }).click();
      assert.deepEqual(await shown(), copied);
      assert.match(await seen(drawer), /与内容里的 Token 一致/);
      await stages.nth(1).getByRole("button", { name: "隐藏" }).click();
      assert.deepEqual(await shown(), [stringToSign, "••••••", copied[2]]);

      await page.keyboard.press("Escape");
      await lookUp(page, "normal");
      await page.locator("#open-drawer").click();
      if (!isDirect) assert.equal(await stages.count(), 0);
      else assert.deepEqual((await shown()).slice(1), hidden.slice(1), "those of the next request are hidden again");
    });
  }

  test("of stages is not offered where the page has no test key", async (t) => {
    const { page } = await openCounter(t, browser, { config: { credentials: undefined } });
    await page.locator("#more summary").click();
    assert.ok(await page.locator("#direct").isHidden(), "nor is asking directly");
    await lookUp(page, "normal");
    await page.locator("#open-drawer").click();
    assert.equal(await page.locator("#drawer button").count(), 1);
  });
});
