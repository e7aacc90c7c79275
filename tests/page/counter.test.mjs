// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import axe from "axe-core";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, enter, goDirect, holdBack, lookUp, openCounter, seen, submit } from "./support/counter.mjs";

describe("the page", { skip }, () => {
  const browser = useBrowser();

  test("says which way lookups go: by its server, or with a published test key", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    const notice = page.getByRole("complementary", { name: "演示说明" });
    assert.match(await seen(notice), /本页没有密钥[\s\S]*服务器把查询发往/);
    await goDirect(page);
    assert.match(await seen(notice), /公开的测试密钥[\s\S]*查询直接发往/);
    assert.ok((await seen(notice)).includes(emulator.url));
    await page.locator("#switch-language").click();
    assert.match(await seen(page.getByRole("complementary")), /published test key[\s\S]*straight to/);
  });

  for (const [width, language] of /** @type {const} */ ([
    [1280, "zh"],
    [1280, "en"],
    [360, "zh"],
    [360, "en"],
  ])) {
    test(`does not move while it loads (${width} px, ${language})`, async (t) => {
      const { page } = await openCounter(t, browser, { context: { viewport: { width, height: 740 } } });
      if (language === "en") await page.locator("#switch-language").click();
      await page.locator("input[name=way][value='2']").check();
      await page.reload();
      await page.locator("#samples button").first().waitFor();
      const moved = await page.evaluate(
        () =>
          new Promise((resolve) => {
            let sum = 0;
            const observer = new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += /** @type {any} */ (entry).value;
            });
            observer.observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(sum), 300);
          }),
      );
      assert.ok(Number(moved) < 0.01, `moved by ${moved}`);
    });
  }

  test("keeps what was typed while it is open, and beyond that the preferences alone", async (t) => {
    const { page } = await openCounter(t, browser);
    await enter(page, "手机号", { 手机号: "13800000001", 登录密码: "test-password-01" });
    await page.getByText("更多选项").click();
    await page.getByLabel("门店标识码（选填）").fill("BRANCH-7");
    await page.getByRole("radio", { name: "实体卡" }).check();
    await page.getByRole("radio", { name: "手机号" }).check();
    assert.equal(await page.locator("#mobile").inputValue(), "13800000001");
    assert.equal(await page.locator("#password").inputValue(), "test-password-01");
    await page.locator("#mobile").pressSequentially("2");
    await page.getByRole("radio", { name: "实体卡" }).check();
    await page.locator("#switch-language").click();
    const kept = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);
    assert.deepEqual(kept, [{ "lookup.way": "2", "lookup.language": "en" }, {}]);
    await page.reload();
    assert.ok(await page.getByRole("radio", { name: "Card" }).isChecked());
    assert.equal(await page.locator("#card_number").inputValue(), "");
  });

  test("starts with the first way where it remembers one that there is not", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.evaluate(() => localStorage.setItem("lookup.way", "9"));
    await page.reload();
    assert.ok(await page.getByRole("radio", { name: "手机号" }).isChecked());
    assert.ok(await page.locator("#mobile").isVisible());
  });

  test("can be used with the keyboard alone", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.type("TEST-CODE-01");
    await page.keyboard.press("Enter");
    await page.locator(".member").waitFor();
    await page.waitForFunction(() => document.activeElement?.matches(".member h2"));
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /测试会员01$/);

    await page.getByRole("button", { name: "请求详情" }).press("Enter");
    assert.ok(await page.locator("#drawer").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#drawer").isHidden());
    assert.equal(await page.evaluate(() => document.activeElement?.id), "open-drawer");
  });

  for (const [way, secrets] of /** @type {const} */ ([
    ["手机号", ["13800000001", "test-password-01"]],
    ["实体卡", ["test-inner-01"]],
  ])) {
    test(`holds no secret in its document or console (${way})`, async (t) => {
      const { page, emulator } = await openCounter(t, browser, { isDirect: true });
      /** @type {string[]} */
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      const posted = page.waitForRequest((request) => request.method() === "POST");
      await page.getByRole("radio", { name: way }).check();
      await lookUp(page, "normal");
      const { Token, Params } = (await posted).postDataJSON();
      const hidden = [...secrets, emulator.credentials.openKey, Token, decodeURIComponent(Token)];
      for (const secret of secrets) assert.ok(Object.values(Params).includes(secret), "the secret was sent");
      const text = await page.evaluate(() => document.documentElement.textContent ?? "");
      const shown = [await page.content(), text, ...said].join("\n");
      for (const [index, secret] of hidden.entries()) assert.ok(!shown.includes(secret), `secret ${index} is shown`);
    });
  }

  for (const language of ["zh", "en"]) {
    test(`fits into 360 px without sideways scrolling (${language})`, async (t) => {
      const { faults, arrived } = holdBack();
      let isHeld = false;
      const context = { viewport: { width: 360, height: 740 } };
      const { page } = await openCounter(t, browser, {
        context,
        emulator: { faults: () => (isHeld ? faults() : undefined) },
      });
      if (language === "en") await page.locator("#switch-language").click();
      const fits = async (/** @type {string} */ what) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.equal(width, 360, what);
      };
      await fits("at the start");
      await submit(page);
      await page.locator("[aria-invalid]").first().waitFor();
      await fits("with input errors");
      for (const name of ["large-values", "coupon-states", "rare-characters"]) {
        await lookUp(page, name);
        await fits(name);
      }
      await page.locator("#open-drawer").click();
      await fits("with the drawer");
      assert.ok(await page.locator("#drawer").evaluate((drawer) => drawer.scrollWidth <= drawer.clientWidth));
      await page.keyboard.press("Escape");
      isHeld = true;
      await choose(page, "normal");
      await arrived;
      await fits("while a lookup runs");
    });
  }

  for (const colorScheme of ["light", "dark"]) {
    test(`breaks no rule of accessibility, contrast included (${colorScheme})`, async (t) => {
      const { page } = await openCounter(t, browser, { context: { colorScheme } });
      await page.evaluate(axe.source);
      const holds = async (/** @type {string} */ what) => {
        const { violations, passes } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
        const found = violations.map((/** @type {any} */ { id, nodes }) => [
          id,
          nodes.map((/** @type {any} */ one) => one.html),
        ]);
        assert.deepEqual(found, [], what);
        assert.ok(
          passes.some((/** @type {any} */ { id }) => id === "color-contrast"),
          what,
        );
      };
      await holds("at the start");
      await submit(page);
      await page.locator("[aria-invalid]").first().waitFor();
      await holds("with input errors");
      await lookUp(page, "coupon-states");
      await holds("with a member");
      await lookUp(page, "normal");
      await page.locator("#order").fill("88.5");
      await holds("with an order");
      await page.locator("#order").fill("x");
      await holds("with an order that is none");
      await page.locator("#open-drawer").click();
      await holds("with the drawer");
      await page.locator("#drawer-content > button").click();
      await page.locator(".stages").waitFor();
      await holds("with the stages of a signature");
      await page.keyboard.press("Escape");
      await lookUp(page, "frozen");
      await holds("with a frozen member");
      await page.locator("#more summary").click();
      await holds("with more options");
      await page.locator("#password").fill("not-the-password");
      await submit(page);
      await page.locator(".failure").waitFor();
      await holds("with a failure");
      await enter(page, "识别码", { 会员识别码: "NOBODY" });
      await submit(page);
      await page.locator(".not-found").waitFor();
      await holds("with nobody found");
    });
  }
});
