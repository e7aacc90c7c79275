// @ts-check
// Each fault of the emulator has one right outcome in a page, too.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { clockCode, deadline, outcomesInChromium } from "../outcomes.mjs";
import { skip, useBrowser } from "../page/support/chromium.mjs";
import { openBundled } from "./open.mjs";

describe("in a page", { skip }, () => {
  const browser = useBrowser();

  test("each fault has its one right outcome", async (t) => {
    const { page } = await openBundled(t, browser);
    for (const name of /** @type {import("zvcms-openapi/emulator").FaultName[]} */ (Object.keys(outcomesInChromium))) {
      await t.test(name, async (t) => {
        const emulator = await startEmulator({ faults: name === "refuse" ? [name] : () => name });
        t.after(() => emulator.close());
        const options = {
          ...emulator.credentials,
          endpoint: emulator.url,
          timestampErrorCodes: [clockCode],
          timeoutMs: deadline(name),
          dangerouslyAllowBrowser: true,
        };
        const outcome = await page.evaluate(async (given) => {
          let attempts = 0;
          const onResponse = (/** @type {any} */ meta) => {
            attempts = meta.attempts;
          };
          try {
            await Reflect.get(window, "zvcms").identifyUser(given, { type: 4, user_id: 10001 }, { onResponse });
            return { attempts };
          } catch (/** @type {any} */ { kind, code, attempts }) {
            return { kind, code, attempts };
          }
        }, options);
        assert.deepEqual(outcome, outcomesInChromium[name]);
      });
    }
  });
});
