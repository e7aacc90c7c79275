// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { enter, lookUp, openCounter, seen, submit } from "./support/counter.mjs";

describe("the member", { skip }, () => {
  const browser = useBrowser();

  /** @type {[string, number, Record<string, string>][]} */
  const ways = [
    ["手机号", 1, { 手机号: "13800000001", 登录密码: "test-password-01" }],
    ["实体卡", 2, { 卡号: "TEST-CARD-01", 内部卡号: "test-inner-01" }],
    ["识别码", 3, { 会员识别码: "TEST-CODE-01" }],
    ["用户 ID", 4, { "用户 ID": "10001" }],
  ];
  for (const [way, type, values] of ways) {
    test(`is found by ${way}`, async (t) => {
      const { page, emulator } = await openCounter(t, browser);
      await enter(page, way, values);
      await submit(page);
      await page.getByRole("heading", { name: "已找到会员: 测试会员01", exact: true }).waitFor();
      assert.deepEqual(
        emulator.requests.map(({ params }) => params.type),
        [type],
      );
    });
  }

  test("is shown with status, masked mobile, points, balances, rule, coupons and time", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "normal");
    assert.equal(await seen(page.locator(".card .chip")), "正常");
    assert.equal(await seen(page.locator(".points")), "积分\n1,280\n值 ¥12.80");
    assert.match(await seen(page.locator(".card dl")), /手机号\n138\*{4}0001\n/);
    assert.deepEqual(await page.locator(".balances dd").allInnerTexts(), ["¥120.50", "¥100.00", "¥20.50"]);
    assert.deepEqual(await page.locator(".rule p").allInnerTexts(), ["100 积分抵 1 元", "每单最多可用积分抵 20%"]);
    assert.deepEqual(await page.locator(".ticket .value").allInnerTexts(), ["¥5", "¥20.5", "8.5折"]);
    assert.deepEqual(await page.locator(".stub p:not(.value)").allInnerTexts(), [
      "无使用门槛",
      "满 100 元可用",
      "无使用门槛",
    ]);
    assert.match(await seen(page.locator(".ticket").first()), /有效期\s+2019-01-01至2099-12-31/);
    assert.match(await seen(page.locator(".took")), /^用时 [\d,.]+ (毫秒|秒)$/);
  });

  test("who is frozen is called frozen", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "frozen");
    assert.equal(await seen(page.locator(".card .chip")), "冻结");
  });

  test("has the rule for points in words, for either kind of rule and for none", async (t) => {
    const { page } = await openCounter(t, browser);
    const rule = async (/** @type {string} */ name) => {
      await lookUp(page, name);
      return page.locator(".rule p").allInnerTexts();
    };
    assert.deepEqual(await rule("points-type-1"), ["1 积分抵 0.01 元", "每单最多可用积分抵 50%"]);
    assert.deepEqual(await rule("points-type-2"), ["12.5 积分抵 1 元", "每单最多可用积分抵 100%"]);
    assert.deepEqual(await rule("points-pay-closed"), ["店铺没有开启积分抵扣"]);
    await page.getByText("更多选项").click();
    await page.getByLabel("同时查询积分抵扣规则").uncheck();
    assert.deepEqual(await rule("points-type-1"), ["这次没有收到积分抵扣规则"]);
  });

  test("has coupons in each state, to filter by", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "coupon-states");
    const chips = page.locator(".ticket:visible .chip");
    assert.deepEqual(await chips.allInnerTexts(), [
      "未使用",
      "未生效",
      "已锁定",
      "已使用",
      "已使用",
      "已使用",
      "已过期",
    ]);
    await page.getByRole("radio", { name: "已使用 3" }).check();
    assert.deepEqual(await chips.allInnerTexts(), ["已使用", "已使用", "已使用"]);
    await page.locator("#switch-language").click();
    assert.deepEqual(await chips.allInnerTexts(), ["Used", "Used", "Used"]);
    await page.locator("#switch-language").click();
    await page.getByRole("radio", { name: "全部 7" }).check();
    assert.equal(await chips.count(), 7);
  });

  test("may have no coupons, or two hundred", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "no-coupons");
    assert.equal(await seen(page.locator(".coupons .panel")), "没有收到优惠券。");
    await lookUp(page, "many-coupons");
    assert.equal(await page.locator(".ticket").count(), 20);
    await page.getByRole("button", { name: "显示全部 200 张" }).click();
    assert.equal(await page.locator(".ticket").count(), 200);
    const focused = await page.evaluate(() => document.activeElement?.closest("li")?.textContent);
    assert.match(String(focused), /第21张/);
    await page.locator("#switch-language").click();
    assert.equal(await page.locator(".ticket").count(), 200);
  });

  test("keeps every digit of large amounts, and any character as text", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "large-values");
    assert.deepEqual(await page.locator(".balances dd").allInnerTexts(), [
      "¥90,071,992,547,409.91",
      "¥90,071,992,547,409.90",
      "¥0.01",
    ]);
    assert.equal(await seen(page.locator(".points strong")), "9,007,199,254,740,991");
    await lookUp(page, "rare-characters");
    assert.match(await seen(page.locator(".card h2")), /𠮷㐂龘👩‍👩‍👧‍👦🇨🇳$/u);
    assert.match(await seen(page.locator(".card dl")), /<b>&amp;<\/b>/);
    assert.match(await seen(page.locator(".desc")), /<\/script>/);
  });

  for (const dialect of /** @type {const} */ (["strings", "php"])) {
    test(`reads the same in the dialect "${dialect}", which the drawer mentions`, async (t) => {
      const { page } = await openCounter(t, browser, { emulator: { dialect }, isDirect: true });
      await lookUp(page, "normal");
      assert.deepEqual(await page.locator(".balances dd").allInnerTexts(), ["¥120.50", "¥100.00", "¥20.50"]);
      assert.ok((await page.locator(".conversions li").count()) > 0);
    });
  }

  /**
   * The answer about a member who differs from the one called normal.
   * @param {import("playwright-core").Page} page
   * @param {import("zvcms-openapi/emulator").Emulator} emulator
   * @param {object} differences
   */
  async function lookUpAnother(page, { members }, differences) {
    await page.route("**/api/member", (route) => route.fulfill({ json: { ...members[0].user, ...differences } }));
    await lookUp(page, "normal");
  }

  test("has every mobile number masked, however it is written and wherever it stands", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    const [coupon] = emulator.members[0].user.user_coupons;
    for (const [nickname, username] of [
      ["8613800000001", "+86 138 0000 0001"],
      ["小明138-0000-0001", "138 0000 0001"],
    ]) {
      await page.unrouteAll();
      await lookUpAnother(page, emulator, {
        nickname,
        username,
        mobile: "13800000001,13900000002",
        user_coupons: [{ ...coupon, title: "送13800000001", desc: "电话 138 0000 0001", verify_code: "660000003001" }],
      });
      const member = await seen(page.locator(".member"));
      assert.deepEqual(member.match(/\d{3}\*{4}\d{4}/g)?.length, 5, member);
      assert.doesNotMatch(member, /138[ -]?0000|139[ -]?0000/);
      assert.match(member, /660000003001/);
    }
  });

  test("has coupons whose validity is read in each form that the platform may write", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    const [coupon] = emulator.members[0].user.user_coupons;
    /** @type {[object, string, string][]} */
    const forms = [
      [{ start_at: "2018/01/01 00:00:00", end_at: "2018/12/31 23:59:59" }, "已过期", "2018-01-01 至 2018-12-31"],
      [{ start_at: "1546272000", end_at: "4102415999" }, "未使用", "2019-01-01 至 2099-12-31"],
      [{ start_at: "0000-00-00", end_at: "0000-00-00 00:00:00" }, "状态未知", "没有写明"],
      [{ start_at: "", end_at: "2099-12-31 12:00:00" }, "状态未知", "至 2099-12-31 12:00:00"],
      [{ start_at: "即日起", end_at: "2099-12-31" }, "状态未知", "至 2099-12-31"],
      [{ start_at: "2098-1-1", end_at: "2099-1-1 8:00" }, "未生效", "2098-01-01 至 2099-01-01 8:00"],
      [{ end_at: "2018-12-31", is_lock: 2 }, "已锁定", "2019-01-01 至 2018-12-31"],
    ];
    const user_coupons = forms.map(([dates], index) => ({ ...coupon, date_time: "", ...dates, title: `券${index}` }));
    await lookUpAnother(page, emulator, { user_coupons });
    for (const [index, [, state, words]] of forms.entries()) {
      const ticket = page.locator(".ticket").filter({ hasText: `券${index}` });
      assert.equal(await seen(ticket.locator(".chip")), state);
      assert.equal(await seen(ticket.locator("dd").first()), words);
    }
  });

  test("is told to English readers in English, what is Chinese being marked so", async (t) => {
    const { page } = await openCounter(t, browser);
    await page.locator("#switch-language").click();
    await lookUp(page, "normal");
    assert.deepEqual(await page.locator(".ticket .value").allInnerTexts(), ["¥5", "¥20.5", "Pay 85%"]);
    assert.match(await seen(page.locator(".ticket dd").first()), /^2019-01-01 to 2099-12-31$/);
    const unmarked = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { textContent, parentElement } = walker.currentNode;
        if (!/\p{Script=Han}/u.test(textContent ?? "")) continue;
        if (parentElement?.checkVisibility() && !parentElement.closest("[lang=zh-CN]")) found.push(textContent);
      }
      return found;
    });
    assert.deepEqual(unmarked, ["识"]);
  });

  test("takes the password with them: the next one has another", async (t) => {
    const { page } = await openCounter(t, browser);
    await lookUp(page, "normal");
    assert.equal(await page.locator("#password").inputValue(), "");
    assert.equal(await page.locator("#mobile").inputValue(), "13800000001");
  });
});
