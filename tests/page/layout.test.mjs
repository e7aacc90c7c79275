// @ts-check
// What is in sight: on a phone at first, and beside a long answer.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { lookUp, openCounter } from "./support/counter.mjs";

const PHONE = { width: 390, height: 740 };

describe("the page", { skip }, () => {
  const browser = useBrowser();

  for (const locale of ["zh-CN", "en-US"]) {
    test(`shows a phone its test members first, and its title in one line (${locale})`, async (t) => {
      const { page } = await openCounter(t, browser, { context: { viewport: PHONE, locale } });
      const sample = await page.locator("#samples button").first().boundingBox();
      assert.ok(sample && sample.y + sample.height < PHONE.height / 2, "above the fold");
      const submit = await page.locator("#submit").boundingBox();
      assert.ok(submit && submit.y + submit.height < PHONE.height + 60, "the form is not pushed away");
      const title = await page.locator("h1").evaluate((one) => {
        const { height } = one.getBoundingClientRect();
        return {
          lines: height / Number.parseFloat(getComputedStyle(one).lineHeight),
          isWhole: one.scrollWidth <= one.clientWidth,
        };
      });
      assert.deepEqual({ ...title, lines: Math.round(title.lines) }, { lines: 1, isWhole: true });
      const tops = await page
        .locator(".bar-inner > *")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
      assert.ok(
        tops.every(({ top }) => top < 30),
        "the bar has one row",
      );
    });
  }

  test("lets a phone's test members make room for an answer, and offers them below it", async (t) => {
    const { page } = await openCounter(t, browser, { context: { viewport: PHONE } });
    await lookUp(page, "normal");
    const places = async () =>
      page.evaluate(() =>
        ["samples", "lookup", "outcome"].map((id) => document.getElementById(id)?.getBoundingClientRect().top),
      );
    const [samples, form, outcome] = /** @type {number[]} */ (await places());
    assert.ok(form < outcome && outcome < samples);
    assert.equal(await page.locator("#samples").getAttribute("open"), null);
    await lookUp(page, "frozen");
    assert.equal(await page.locator(".frozen").count(), 1);
  });

  test("keeps the form in sight beside a long answer", async (t) => {
    const { page } = await openCounter(t, browser, { context: { viewport: { width: 1280, height: 800 } } });
    await lookUp(page, "many-coupons");
    await page.getByRole("button", { name: "显示全部 200 张" }).click();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    const submit = await page.locator("#submit").boundingBox();
    assert.ok(submit && submit.y > 0 && submit.y + submit.height < 800);
    assert.ok(await page.evaluate(() => scrollY > 5000), "the answer is long");
  });

  for (const locale of ["zh-CN", "en-US"]) {
    for (const width of [390, 1280]) {
      test(`gives coupons the same height, until terms are unfolded (${locale}, ${width} px)`, async (t) => {
        const { page } = await openCounter(t, browser, { context: { locale, viewport: { width, height: 800 } } });
        const heights = () =>
          page
            .locator(".ticket")
            .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
        for (const name of ["normal", "coupon-states"]) {
          await lookUp(page, name);
          assert.equal(new Set(await heights()).size, 1, name);
        }
        await lookUp(page, "large-values");
        await page.locator(".terms summary").click();
        const [first, second] = await heights();
        if (width === 390) assert.ok(first > 2 * second, "only the unfolded one grows");
      });
    }
  }
});
