// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { enter, openCounter, seen, submit } from "./support/counter.mjs";

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

  test("of a code with a control character inside is found before it is sent; at the ends they are dropped", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    await enter(page, "识别码", { 会员识别码: "TEST-\u001dCODE-01" });
    await submit(page);
    await page.locator("#user_code[aria-invalid=true]").waitFor();
    assert.match(await seen(page.locator("#user_code-error")), /控制字符/);
    assert.deepEqual(emulator.requests, []);
    await page.getByLabel("会员识别码").fill("\u001dTEST-CODE-01\t\u0004");
    await submit(page);
    await page.getByRole("heading", { name: "测试会员01" }).waitFor();
  });
});
