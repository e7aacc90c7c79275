// @ts-check
// Whom the page asks: its own server, unless somebody has it ask the platform itself.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { goDirect, lookUp, openCounter, seen } from "./support/counter.mjs";

describe("the page", { skip }, () => {
  const browser = useBrowser();

  /** What the page loads and sends, by address. @param {import("playwright-core").Page} page */
  function watch(page) {
    /** @type {string[]} */
    const addresses = [];
    page.on("request", (request) => addresses.push(`${request.method()} ${request.url()}`));
    return addresses;
  }

  test("asks its server alone, with no Token, and loads no WebAssembly for it", async (t) => {
    const { page, site } = await openCounter(t, browser);
    const addresses = watch(page);
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await page.reload();
    await lookUp(page, "normal");
    const body = (await posted).postDataJSON();
    assert.deepEqual(Object.keys(body), ["type", "mobile", "password", "point_rules"]);
    assert.ok(
      addresses.every((one) => one.includes(site.url)),
      addresses.join("\n"),
    );
    assert.ok(!addresses.some((one) => /lookup-direct|signing|wasm/.test(one)), addresses.join("\n"));
    assert.ok(addresses.includes(`POST ${site.url}api/member`));
  });

  test("asks the platform itself once it is told to, explains why that is for demos, and forgets it", async (t) => {
    const { page, emulator, site } = await openCounter(t, browser);
    await page.locator("#more summary").click();
    assert.match(await seen(page.locator("#direct-hint")), /仅供演示[\s\S]*密钥就在网页里/);
    await page.locator("#more summary").click();
    const addresses = watch(page);
    await goDirect(page);
    await lookUp(page, "normal");
    assert.ok(addresses.includes(`POST ${emulator.url}`));
    assert.ok(!addresses.includes(`POST ${site.url}api/member`));
    await page.reload();
    assert.ok(!(await page.locator("#direct").isChecked()));
  });

  test("goes back to asking its server, and what it showed goes", async (t) => {
    const { page, site } = await openCounter(t, browser, { isDirect: true });
    await lookUp(page, "normal");
    await page.locator("#more summary").click();
    await page.locator("#direct").uncheck();
    assert.equal(await seen(page.locator("#outcome h2")), "等待查询");
    const addresses = watch(page);
    await lookUp(page, "normal");
    assert.ok(addresses.includes(`POST ${site.url}api/member`));
  });

  for (const isDirect of [false, true]) {
    test(`shows the same member either way (${isDirect ? "directly" : "by its server"})`, async (t) => {
      const { page } = await openCounter(t, browser, { isDirect, emulator: { dialect: "php" } });
      await lookUp(page, "normal");
      assert.equal(await seen(page.locator(".points")), "积分\n1,280\n值 ¥12.80");
      assert.deepEqual(await page.locator(".balances dd").allInnerTexts(), ["¥120.50", "¥100.00", "¥20.50"]);
      assert.deepEqual(await page.locator(".ticket .value").allInnerTexts(), ["¥5", "¥20.5", "8.5折"]);
      assert.match(await seen(page.locator(".took")), /^用时 [\d,.]+ (毫秒|秒)$/);
    });
  }
});
