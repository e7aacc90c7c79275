// @ts-check
// The test members that the page offers.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { choose, holdBack, openCounter } from "./support/counter.mjs";

describe("a test member", { skip }, () => {
  const browser = useBrowser();

  test("is looked up by one click, whichever way is selected", async (t) => {
    const { page, emulator } = await openCounter(t, browser);
    for (const way of ["手机号", "实体卡", "识别码", "用户 ID"]) {
      await page.getByRole("radio", { name: way, exact: true }).check();
      await choose(page, "normal");
      await page.getByRole("heading", { name: "测试会员01" }).waitFor();
    }
    assert.deepEqual(
      emulator.requests.map(({ params }) => params.type),
      [1, 2, 3, 4],
    );
  });

  test("who is chosen last is shown, also if another was still being looked up", async (t) => {
    const { faults, arrived } = holdBack();
    let isFirst = true;
    const { page } = await openCounter(t, browser, {
      emulator: {
        faults: () => {
          const fault = isFirst ? faults() : undefined;
          isFirst = false;
          return fault;
        },
      },
    });
    await choose(page, "normal");
    await arrived;
    await choose(page, "no-coupons");
    await page.getByRole("heading", { name: "测试会员03" }).waitFor();
    assert.ok(await page.locator("#cancel").isHidden());
  });
});
