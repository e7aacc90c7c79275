// @ts-check
// The pages of the examples, as a cashier uses them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, missing as noBrowser } from "../page/support/launch.mjs";
import { missing, startExample } from "./example.mjs";

const skip = missing || noBrowser;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

/** Fills in the form, and gives the lines that come. @param {import("playwright-core").Page} page @param {Record<string, string>} fields */
async function linesFor(page, fields) {
  const old = await page.locator("[role=status]").textContent();
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  await page.click("button[type=submit]");
  await page.waitForFunction((before) => document.querySelector("[role=status]")?.textContent !== before, old);
  return (await page.locator("[role=status] li").allInnerTexts()).join("\n");
}

test("the page of express-vite says what a member may use", { skip }, async (t) => {
  const { url } = await startExample(t, "express-vite");
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(url);
  const right = { mobile: "13800000001", password: "test-password-01", order: "50" };
  const found = await linesFor(page, right);
  assert.match(found, /测试会员01：积分 1280\n本单可用 1000 积分抵 ¥10\.00\n本单可用优惠券 2 张/);
  const frozen = { ...right, mobile: "13800000002", password: "test-password-02" };
  assert.match(await linesFor(page, frozen), /账号已冻结/);
  assert.equal(await linesFor(page, { ...right, password: "wrong" }), "没有找到会员，或密码不对");
});

test("the page of next says who holds a card", { skip }, async (t) => {
  const { url } = await startExample(t, "next");
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(url);
  assert.equal(
    await linesFor(page, { card_number: "TEST-CARD-01", card_password: "test-inner-01" }),
    "测试会员01：积分 1280",
  );
  assert.match(await linesFor(page, { card_number: "TEST-CARD-02", card_password: "test-inner-02" }), /账号已冻结/);
  assert.equal(
    await linesFor(page, { card_number: "TEST-CARD-02", card_password: "x" }),
    "没有找到这张卡，或内部卡号不对",
  );
});
