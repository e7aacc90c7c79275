// @ts-check
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { skip, useBrowser } from "../page/support/chromium.mjs";
import { openBundled } from "./open.mjs";

describe("a page that Vite built with the package", { skip }, () => {
  const browser = useBrowser();

  /** @param {import("node:test").TestContext} t */
  async function openPage(t) {
    /** @type {string[]} */
    const complaints = [];
    const { page } = await openBundled(t, browser, {
      prepare(page) {
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
      },
    });
    return { page, complaints };
  }

  test("signs what node:crypto signs, synchronously at the first call", async (t) => {
    const { page, complaints } = await openPage(t);
    const lengths = [0, 1, 64, 100_000, 0, 2];
    const made = await page.evaluate(
      (sizes) => sizes.map((size) => Reflect.get(window, "zvcms").signature("密".repeat(size), "é".repeat(size))),
      lengths,
    );
    const expected = lengths.map((n) => createHmac("sha1", "密".repeat(n)).update("é".repeat(n)).digest("base64"));
    assert.deepEqual(made, expected);
    assert.deepEqual(complaints, []);
  });

  test("identifies a member in every dialect, against another origin", async (t) => {
    const { page } = await openPage(t);
    for (const dialect of /** @type {const} */ (["typed", "strings", "php"])) {
      const { url, credentials, members, close } = await startEmulator({ dialect });
      t.after(close);
      const { login, user } = members[9];
      const options = { ...credentials, endpoint: url, dangerouslyAllowBrowser: true };
      const params = { type: 3, user_code: login.user_code, point_rules: 1 };
      const found = await page.evaluate(
        (args) => Reflect.get(window, "zvcms").identifyUser(...args),
        /** @type {any[]} */ ([options, params]),
      );
      assert.deepEqual(found, user);
    }
  });

  test("refuses to take a key in a page unless that is allowed", async (t) => {
    const { page } = await openPage(t);
    const issues = await page.evaluate(async () => {
      const { Client, identifyUser, ZvcmsError } = Reflect.get(window, "zvcms");
      const options = { openId: "a", grantCode: "b", openKey: "c" };
      const failures = [() => new Client(options), () => identifyUser(options, { type: 4, user_id: 1 })];
      const seen = [];
      for (const use of failures) {
        try {
          await use();
        } catch (/** @type {any} */ error) {
          seen.push([
            error instanceof ZvcmsError,
            error.kind,
            error.issues?.map((/** @type {any} */ { path }) => path),
          ]);
        }
      }
      return seen;
    });
    const refused = [true, "invalid_argument", ["dangerouslyAllowBrowser"]];
    assert.deepEqual(issues, [refused, refused]);
  });
});
