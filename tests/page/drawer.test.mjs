// @ts-check
// What was sent, and how it was signed.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, holdBack, lookUp, openCounter, seen, submit } from "./support/counter.mjs";

describe("the page", { skip }, () => {
  const browser = useBrowser();

  test("shows in the drawer what was really sent, and how it was signed", async (t) => {
    const { page } = await openCounter(t, browser, { isDirect: true });
    const posted = page.waitForRequest((request) => request.method() === "POST");
    await lookUp(page, "normal");
    const { Timestamp, Nonce } = (await posted).postDataJSON();
    await page.locator("#open-drawer").click();
    const drawer = await seen(page.locator("#drawer"));
    assert.ok(
      drawer.includes(
        `GrantCode=emulator-test-grant-code&Nonce=${Nonce}&OpenId=emulator-test-open-id&Timestamp=${Timestamp}`,
      ),
    );
    assert.match(drawer, /"mobile": "138\*{4}0001"/);
    assert.match(drawer, /"password": "•+"/);
    assert.match(drawer, /"Token": "•+"/);
    assert.match(drawer, /与内容里的 Token 一致/);
  });

  test("shows in the drawer what is being sent before it is answered", async (t) => {
    const { faults, arrived } = holdBack();
    const { page } = await openCounter(t, browser, { emulator: { faults }, isDirect: true });
    await choose(page, "normal");
    await arrived;
    await page.locator("#open-drawer").click();
    const drawer = await seen(page.locator("#drawer"));
    assert.match(drawer, /"mobile": "138\*{4}0001"/);
    assert.doesNotMatch(drawer, /HTTP 状态/);
  });

  for (const isDirect of [false, true]) {
    test(`says in the drawer that nothing was sent (${isDirect ? "directly" : "by its server"})`, async (t) => {
      const { page } = await openCounter(t, browser, { isDirect });
      const drawer = page.locator("#drawer-content");
      assert.equal(await drawer.textContent(), "还没有发出过请求。");
      await lookUp(page, "normal");
      await page.locator("#mobile").fill("");
      await submit(page);
      await page.locator("#mobile[aria-invalid=true]").waitFor();
      assert.equal(await drawer.textContent(), "最近一次没有发出任何请求。");
    });
  }
});
