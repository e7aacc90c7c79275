// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import axe from "axe-core";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, enter, lookUp, openCounter, seen, submit } from "./support/counter.mjs";

/** @typedef {import("zvcms-openapi/emulator").NewUser} NewUser */
/** @typedef {import("zvcms-openapi/emulator").NewCoupon} NewCoupon */

/** Everything but the id is left out or null. @type {NewUser} */
const nothing = {
  nickname: undefined,
  username: null,
  mobile: undefined,
  status: null,
  user_points: undefined,
  user_coupons: undefined,
  user_wealth_info: null,
  multi_store_id: null,
  is_open_points_pay: undefined,
  pay_rule: null,
};

/** @type {[string, NewCoupon, { state: string, missing: string | null }][]} */
const coupons = [
  ["券甲", { status: null }, { state: "状态未知", missing: "使用状态" }],
  ["券乙", { is_lock: undefined }, { state: "状态未知", missing: "锁定状态" }],
  ["券丙", { start_at: null }, { state: "状态未知", missing: "开始时间" }],
  ["券丁", { end_at: undefined }, { state: "状态未知", missing: "结束时间" }],
  ["券戊", { start_at: null, end_at: null, date_time: null }, { state: "状态未知", missing: "开始时间、结束时间" }],
  ["券己", { status: null, is_lock: null }, { state: "状态未知", missing: "使用状态、锁定状态" }],
  ["券庚", { is_lock: 3 }, { state: "状态未知", missing: null }],
  ["券辛", { status: 1, is_lock: null }, { state: "已使用", missing: "锁定状态" }],
  ["券壬", { status: null, is_lock: 2 }, { state: "状态未知", missing: "使用状态" }],
  ["券癸", { status: null, end_at: "2018-12-31" }, { state: "状态未知", missing: "使用状态" }],
  ["券子", { start_at: "2098-01-01", end_at: null }, { state: "状态未知", missing: "结束时间" }],
  ["券丑", {}, { state: "未使用", missing: null }],
];

describe("what the platform did not send", { skip }, () => {
  const browser = useBrowser();

  /**
   * Looks up a member who has just these data, directly: a server does not tell what the platform did not send.
   * @param {import("node:test").TestContext} t
   * @param {NewUser} user
   * @param {Omit<NonNullable<Parameters<typeof openCounter>[2]>, "extra">} [options]
   */
  async function lookUpOne(t, user, options) {
    const opened = await openCounter(t, browser, {
      isDirect: true,
      ...options,
      extra: [{ login: { user_code: "MINE" }, user }],
    });
    await enter(opened.page, "识别码", { 会员识别码: "MINE" });
    await submit(opened.page);
    await opened.page.locator(".member").waitFor();
    return opened;
  }

  for (const dialect of /** @type {const} */ (["typed", "strings", "php"])) {
    test(`is called so, not 0, frozen or normal (${dialect})`, async (t) => {
      const { page } = await lookUpOne(t, nothing, { emulator: { dialect } });
      const card = page.locator(".card");
      assert.equal(await seen(card.locator(".chip")), "状态未返回");
      assert.equal(await card.getAttribute("data-status"), "unknown");
      assert.match(await seen(card.locator("h2")), /没有昵称的会员$/);
      assert.match(await seen(card.locator("dl")), /手机号\n未提供\n[\s\S]*所属门店\n— 未返回$/);
      assert.equal(await seen(page.locator(".points")), "积分\n— 未返回");
      assert.deepEqual(await page.locator(".balances dd").allInnerTexts(), ["— 未返回", "— 未返回", "— 未返回"]);
      assert.deepEqual(await page.locator(".rule p").allInnerTexts(), ["这次没有收到积分抵扣规则"]);
      assert.equal(await seen(page.locator(".coupons .panel")), "平台没有返回优惠券，不知道这位会员有没有。");
      assert.doesNotMatch(await seen(page.locator(".coupons")), /0 张/);
      await page.locator("#switch-language").click();
      assert.equal(await seen(card.locator(".chip")), "Status not sent");
      assert.equal(await seen(page.locator(".points")), "Points\n— not sent");
      const left = (await seen(page.locator(".member"))).match(/\p{Script=Han}+|undefined|null|NaN/gu);
      assert.equal(left, null);
    });
  }

  test("does not look like a normal or a frozen member", async (t) => {
    const background = async (/** @type {number | null} */ status) => {
      const { page } = await lookUpOne(t, { status });
      return page.locator(".card").evaluate((card) => getComputedStyle(card).backgroundColor);
    };
    const colours = [await background(null), await background(0), await background(1)];
    assert.equal(new Set(colours).size, 3, String(colours));
  });

  test("does not hide a status that is sent but not known", async (t) => {
    const { page } = await lookUpOne(t, { status: 7 });
    assert.equal(await seen(page.locator(".card .chip")), "状态 7");
    assert.equal(await page.locator(".card").getAttribute("data-status"), "unknown");
  });

  test("is told from zeroes that were sent", async (t) => {
    const user_wealth_info = { gift_amount: 0, recharge_amount: 150, total_amount: null };
    const { page } = await lookUpOne(t, { user_points: 0, user_wealth_info, user_coupons: [] });
    assert.equal(await seen(page.locator(".points")), "积分\n0");
    assert.deepEqual(await page.locator(".balances dd").allInnerTexts(), ["— 未返回", "¥1.50", "¥0.00"]);
    assert.equal(await seen(page.locator(".coupons .panel")), "这位会员没有优惠券。");
  });

  /** @type {[Pick<NewUser, "is_open_points_pay" | "pay_rule">, string[]][]} */
  const rules = [
    [{ pay_rule: undefined }, ["店铺开启了积分抵扣，但平台没有返回规则"]],
    [{ pay_rule: { points_num: null } }, ["抵扣比例未返回", "每单最多可用积分抵 20%"]],
    [{ pay_rule: { points_num_type: null } }, ["抵扣方式未返回（数值 100）", "每单最多可用积分抵 20%"]],
    [{ pay_rule: { exchange_astrict: null } }, ["100 积分抵 1 元", "每单抵扣上限未返回"]],
    [
      { is_open_points_pay: null },
      ["平台没有返回店铺是否接受积分抵扣，下面的规则不一定有效", "100 积分抵 1 元", "每单最多可用积分抵 20%"],
    ],
  ];
  for (const [given, words] of rules) {
    test(`of the rule for points is called so: ${words[0]}`, async (t) => {
      const { page } = await lookUpOne(t, given);
      assert.deepEqual(await page.locator(".rule p").allInnerTexts(), words);
    });
  }

  test("makes no coupon usable, and is named on it", async (t) => {
    const user_coupons = coupons.map(([title, given]) => ({ title, ...given }));
    const { page } = await lookUpOne(t, { user_coupons });
    for (const [title, , { state, missing }] of coupons) {
      const ticket = page.locator(".ticket").filter({ hasText: title });
      assert.equal(await seen(ticket.locator(".chip")), state, title);
      const rows = await ticket.locator("dl > div").allInnerTexts();
      const row = rows.find((one) => one.startsWith("未返回")) ?? null;
      assert.equal(row, missing && `未返回\n${missing}`, title);
    }
  });

  test("keeps the code of a coupon of unknown state behind a tap", async (t) => {
    const { page } = await lookUpOne(t, { user_coupons: [{ title: "unsure", status: null }, { title: "sure" }] });
    const unsure = page.locator(".ticket").filter({ hasText: "unsure" });
    assert.equal(await page.locator("button.redemption:visible").count(), 1);
    assert.equal(await unsure.locator("button.redemption").isVisible(), false);
    await unsure.locator("summary").click();
    assert.equal(await unsure.locator("button.redemption").isVisible(), true);
  });

  test("of a coupon's value or threshold is called so", async (t) => {
    const user_coupons = [{ amount: null, min_amount_use: null }, { coupon_type: null }];
    const { page } = await lookUpOne(t, { user_coupons });
    assert.deepEqual(await page.locator(".stub p").allInnerTexts(), [
      ...["面额未返回", "门槛未返回"],
      ...["数值 5", "无使用门槛"],
    ]);
  });

  test("is not guessed where the server looked the member up", async (t) => {
    const { page } = await lookUpOne(t, nothing, { isDirect: false });
    assert.equal(await seen(page.locator(".card .chip")), "状态未返回");
    assert.equal(await seen(page.locator(".coupons .panel")), "没有收到优惠券。");
    await page.locator("#switch-language").click();
    assert.equal(await seen(page.locator(".coupons .panel")), "No coupons came with the answer.");
  });

  test("is listed in the drawer", async (t) => {
    const { page } = await lookUpOne(t, { status: undefined, user_points: null });
    await page.locator("#open-drawer").click();
    const drawer = await seen(page.locator("#drawer"));
    assert.match(drawer, /data\.user_info\.status 应为：整数，收到：无/);
    assert.match(drawer, /data\.user_info\.user_points 应为：整数，收到：null/);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`is readable for everyone and fits into 360 px (${colorScheme})`, async (t) => {
      const user_coupons = coupons.map(([title, given]) => ({ title, amount: null, min_amount_use: null, ...given }));
      const context = { colorScheme, viewport: { width: 360, height: 740 } };
      const { page } = await lookUpOne(t, { ...nothing, user_coupons, pay_rule: { points_num: null } }, { context });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
      assert.deepEqual(
        violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ one) => one.html)]),
        [],
      );
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      const isWhole = (/** @type {Element} */ { scrollWidth, clientWidth }) => scrollWidth <= clientWidth;
      assert.ok(await page.locator(".stub").first().evaluate(isWhole), "the stub holds its words");
    });
  }

  test("of a test member's logins leaves its fields empty", async (t) => {
    const extra = [{ name: "code-only", login: { user_code: "ONLY" } }];
    const { page } = await openCounter(t, browser, { extra });
    await lookUp(page, "normal");
    await choose(page, "code-only");
    assert.equal(await page.locator("#mobile").inputValue(), "");
    assert.equal(await page.locator("#password").inputValue(), "");
    await page.getByRole("radio", { name: "识别码" }).check();
    assert.equal(await page.locator("#user_code").inputValue(), "ONLY");
  });
});
