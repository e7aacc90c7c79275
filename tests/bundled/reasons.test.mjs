// @ts-check
// Why there is no response, as far as a page can know.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { freePort } from "../free-port.mjs";
import { skip, useBrowser } from "../page/support/chromium.mjs";
import { makeCertificate } from "../runtimes/certificates.mjs";
import { openBundled } from "./open.mjs";

/** @typedef {import("node:test").TestContext} TestContext */
/** @typedef {import("zvcms-openapi/emulator").Fault} Fault */

const NOWHERE = "http://no-such-host.invalid/api/v2";
/** Where Chromium never answers, it is no unknown reason. */
const PATIENCE = 20_000;

describe("a page that gets no usable response", { skip }, () => {
  const browser = useBrowser();

  /** @param {TestContext} t @param {{ key: string, cert: string }} [tls] */
  const openPage = (t, tls) => openBundled(t, browser, { tls, context: { ignoreHTTPSErrors: true } });

  /** @param {TestContext} t @param {Fault} [fault] */
  async function start(t, fault) {
    const emulator = await startEmulator(fault && { faults: () => fault });
    t.after(emulator.close);
    return emulator;
  }

  /** What a call that is tried once comes to. @param {import("playwright-core").Page} page @param {object} options @param {boolean} [isWrapped] whether it gives a fetch of its own */
  const call = (page, options, isWrapped = false) =>
    page.evaluate(
      async ([given, wraps, timeoutMs]) => {
        const { Client, ZvcmsError } = Reflect.get(window, "zvcms");
        const own = wraps && { fetch: (/** @type {string} */ url, /** @type {object} */ init) => fetch(url, init) };
        const client = new Client({ ...given, ...own, dangerouslyAllowBrowser: true });
        try {
          return await client.call("communal.user.identity", { type: 4, user_id: 10001 }, { timeoutMs });
        } catch (/** @type {any} */ error) {
          const { kind, reason, retryable, attempts } = error;
          return { isOurs: ZvcmsError.is(error), kind, reason, retryable, attempts };
        }
      },
      /** @type {const} */ ([options, isWrapped, PATIENCE]),
    );
  const told = (/** @type {string} */ reason, retryable = true, attempts = 1) => ({
    isOurs: true,
    kind: "connection",
    reason,
    retryable,
    attempts,
  });

  test("is not told why: name, port, connection and half a body are all unknown", async (t) => {
    const { page } = await openPage(t);
    const { credentials } = await start(t);
    const refused = `http://127.0.0.1:${await freePort()}/`;
    for (const endpoint of [NOWHERE, refused]) {
      assert.deepEqual(await call(page, { ...credentials, endpoint }), told("unknown"), endpoint);
    }
    for (const fault of /** @type {Fault[]} */ ([{ kind: "reset" }, { kind: "truncate" }])) {
      const faulty = await start(t, fault);
      const options = { ...credentials, endpoint: faulty.url };
      assert.deepEqual(await call(page, options), told("unknown"), fault.kind);
    }
  });

  test("because of a redirect is told so, and nothing goes where it leads", async (t) => {
    const { page } = await openPage(t);
    const { credentials, url, requests } = await start(t);
    const faulty = await start(t, { kind: "redirect", location: url });
    assert.deepEqual(await call(page, { ...credentials, endpoint: faulty.url }), told("redirect", false));
    assert.deepEqual(requests, []);
  });

  test("because it was served over https is told so, and nothing is sent", async (t) => {
    const { page } = await openPage(t, await makeCertificate());
    const { credentials, url } = await start(t);
    const options = { ...credentials, endpoint: NOWHERE };
    assert.deepEqual(await call(page, options), told("mixed_content", false, 0));
    // A fetch of its own is asked, because it may take another way. Chromium refuses it.
    assert.deepEqual(await call(page, options, true), told("mixed_content", false, 1));
    assert.equal((await call(page, { ...credentials, endpoint: url })).user_info?.id, 10001);
  });

  test("because the device is offline is told so, until it is online again", async (t) => {
    const { page, context } = await openPage(t);
    const { credentials, url, requests } = await start(t);
    const options = { ...credentials, endpoint: url };
    await context.setOffline(true);
    assert.deepEqual(await call(page, options), told("offline"));
    assert.deepEqual(requests, []);
    await context.setOffline(false);
    assert.equal((await call(page, options)).user_info?.id, 10001);
  });
});
