// @ts-check
// What a cashier asks: what may points pay of this order, and which coupons fit it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { enter, lookUp, openCounter, seen, submit } from "./support/counter.mjs";

/** @typedef {import("playwright-core").Page} Page */

describe("an order", { skip }, () => {
  const browser = useBrowser();

  /** What the page says about an amount. @param {Page} page @param {string} yuan */
  async function told(page, yuan) {
    await page.locator("#order").fill(yuan);
    return page.locator(".order-result p").allInnerTexts();
  }

  /** The title and the chip of each coupon. @param {Page} page */
  const coupons = (page) =>
    page
      .locator(".ticket")
      .evaluateAll((all) =>
        all.map((one) => [one.querySelector("h4")?.textContent, one.querySelector(".chip")?.textContent]),
      );

  test("shows what points may pay, by both kinds of rule and with each limit", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "normal");
    assert.deepEqual(await told(page, "50"), [
      "积分可抵 ¥10.00，用 1,000 积分",
      "还需付 ¥40.00（未减优惠券）",
      "可用的优惠券：2 张",
    ]);
    assert.equal((await told(page, "1280.5"))[0], "积分可抵 ¥12.80，用 1,280 积分");
    assert.equal((await told(page, "0.04"))[0], "按规则抵不到 1 分钱");
    await lookUp(page, "points-type-1");
    assert.equal((await told(page, "￥20"))[0], "积分可抵 ¥10.00，用 1,000 积分");
    await lookUp(page, "points-type-2");
    assert.equal((await told(page, "1.01"))[0], "积分可抵 ¥1.01，用 13 积分");
    await page.locator("#switch-language").click();
    assert.deepEqual(await told(page, "1.01"), [
      "Points may pay ¥1.01, for 13 points",
      "Left to pay: ¥0.00 (before coupons)",
      "Coupons that fit: 2",
    ]);
  });

  test("says in words why points pay nothing", async (t) => {
    const pay_rule = { points_num_type: 9 };
    const extra = [
      { login: { user_code: "NO-RULE" }, user: { pay_rule: null } },
      { login: { user_code: "ODD-RULE" }, user: { pay_rule } },
      { login: { user_code: "OPEN?" }, user: { is_open_points_pay: null } },
      { login: { user_code: "POINTS?" }, user: { user_points: null } },
      { login: { user_code: "NONE" }, user: { user_points: 0 } },
      { login: { user_code: "CLOSED" }, user: { is_open_points_pay: false } },
    ];
    const { page } = await openCounter(t, browser, { extra });
    /** @type {Record<string, string>} */
    const words = {};
    for (const { login } of extra) {
      await enter(page, "识别码", { 会员识别码: login.user_code });
      await submit(page);
      await page.locator(".progress").waitFor({ state: "detached" });
      [words[login.user_code]] = await told(page, "100");
    }
    assert.deepEqual(words, {
      "NO-RULE": "没有能用来计算的积分规则",
      "ODD-RULE": "没有能用来计算的积分规则",
      "OPEN?": "不知道店铺是否接受积分，所以不算",
      "POINTS?": "积分未返回，所以不算",
      NONE: "这位会员没有积分",
      CLOSED: "店铺没有开启积分抵扣",
    });
    assert.equal(await page.locator(".points").getByText("值").count(), 0, "what cannot be spent has no worth");
  });

  test("marks the coupons that fit, puts them first, and says what the others lack", async (t) => {
    const user_coupons = [
      { title: "甲", min_amount_use: 10000 },
      { title: "乙", min_amount_use: 0 },
      { title: "丙", min_amount_use: null },
      { title: "丁", status: 1 },
      { title: "戊", min_amount_use: 5000 },
    ];
    const extra = [{ login: { user_code: "MINE" }, user: { user_coupons } }];
    const { page } = await openCounter(t, browser, { extra });
    await enter(page, "识别码", { 会员识别码: "MINE" });
    await submit(page);
    await page.locator(".member").waitFor();
    const before = await coupons(page);
    assert.equal((await told(page, "88.50")).pop(), "可用的优惠券：2 张");
    assert.deepEqual(await coupons(page), [
      ["乙", "本单可用"],
      ["戊", "本单可用"],
      ["甲", "还差 ¥11.50"],
      ["丙", "门槛未返回"],
      ["丁", "已使用"],
    ]);
    await page.locator("#switch-language").click();
    assert.equal(await page.locator("#order").inputValue(), "88.50", "the amount stays");
    assert.deepEqual(
      (await coupons(page)).map(([, chip]) => chip),
      ["Fits this order", "Fits this order", "¥11.50 short", "Minimum not sent", "Used"],
    );
    await page.locator("#switch-language").click();
    await told(page, "");
    assert.deepEqual(await coupons(page), before, "without an amount all is as before");
  });

  test("that is no amount is refused beside the field, and the next member begins without one", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "normal");
    for (const wrong of ["1.234", "-5", "abc", "12,80"]) {
      assert.deepEqual(await told(page, wrong), ["填入金额，就能看到积分能抵多少、哪些优惠券能用。"]);
      assert.equal(await seen(page.locator("#order-fault")), "请填写金额，例如 128 或 128.50");
      assert.equal(await page.locator("#order").getAttribute("aria-invalid"), "true");
    }
    await told(page, "100");
    assert.ok(await page.locator("#order-fault").isHidden());
    await lookUp(page, "no-coupons");
    assert.equal(await page.locator("#order").inputValue(), "");
  });

  test("of a member whose rules were not asked for is not computed", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.getByText("更多选项").click();
    await page.getByLabel("同时查询积分抵扣规则").uncheck();
    await lookUp(page, "normal");
    assert.equal((await told(page, "100"))[0], "不知道店铺是否接受积分，所以不算");
    assert.equal(await seen(page.locator(".points")), "积分\n1,280");
  });

  test("is not asked of a frozen member: neither points nor coupons look usable, and the page says what to do", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "frozen");
    assert.equal(await page.locator("#order").count(), 0);
    assert.equal(await seen(page.locator(".points")), "积分\n1,280\n冻结中，不能用");
    assert.match(await seen(page.locator(".frozen")), /账号已冻结：积分和优惠券都不能用。\s+先不要核销/);
    assert.deepEqual(await page.locator(".ticket .chip").allInnerTexts(), Array(3).fill("冻结中不可用"));
    assert.equal(await page.locator("button.redemption").count(), 0);
    const struck = await page.locator(".points strong").evaluate((one) => getComputedStyle(one).textDecorationLine);
    assert.equal(struck, "line-through");
    await page.locator("#switch-language").click();
    assert.match(await seen(page.locator(".frozen")), /This account is frozen[\s\S]*back office/);
    assert.deepEqual(await page.locator(".ticket .chip").allInnerTexts(), Array(3).fill("Frozen"));
  });
});
