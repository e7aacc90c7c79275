// @ts-check
// Pages that look members up without a key, in real browsers, as real bundlers make them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeCertificate } from "../runtimes/certificates.mjs";
import { bundle, bundlers } from "./bundlers.mjs";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import { openShop } from "./shop.mjs";

/** @typedef {import("node:test").TestContext} TestContext */

const ROUTE = "/api/member";
/** Firefox asks for an icon, which the policy keeps it from. */
const ICON = /favicon/;

/**
 * Runs in the page: what a lookup comes to.
 * @param {{ params: object, options: object, abortAfterMs?: number }} given
 */
async function lookUp({ params, options, abortAfterMs }) {
  const { identifyUser, ZvcmsError } = Reflect.get(window, "zvcms");
  const controller = new AbortController();
  if (abortAfterMs !== undefined) setTimeout(() => controller.abort(), abortAfterMs);
  try {
    return { member: await identifyUser(params, { ...options, signal: controller.signal }) };
  } catch (/** @type {any} */ error) {
    return { ...error.toJSON(), isOurs: error instanceof ZvcmsError && ZvcmsError.is(error) };
  }
}

for (const [name, { launch, missing }] of Object.entries({ Chromium: chromium, Firefox: firefox })) {
  describe(`in ${name}`, { skip: missing, timeout: 300_000 }, () => {
    /** @type {import("./chromium.mjs").Browser} */
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    for (const bundler of bundlers) {
      test(`a page that ${bundler} made`, async (t) => {
        const folder = await bundle(t, bundler);
        /** @param {TestContext} t @param {Parameters<typeof openShop>[2]} [options] */
        const visit = async (t, options) => {
          const shop = await openShop(t, folder, options);
          const page = await browser.open(t, shop.url);
          const { mobile, password } = shop.emulator.members[0].login;
          /** @param {object} [options] @param {object} [params] @param {number} [abortAfterMs] */
          const look = (options, params, abortAfterMs) =>
            page.run(lookUp, {
              params: { type: 1, mobile, password, ...params },
              options: { url: ROUTE, ...options },
              ...(abortAfterMs !== undefined && { abortAfterMs }),
            });
          return { shop, page, look };
        };

        await t.test("finds a member under a strict policy, and complains about nothing", async (t) => {
          const { shop, page, look } = await visit(t);
          const { member } = await look({}, { point_rules: 1 });
          assert.deepEqual(member, shop.emulator.members[0].user);
          assert.deepEqual(
            page.complaints.filter((text) => !ICON.test(text)),
            [],
          );
          assert.equal(shop.asked.length, 1);
        });

        await t.test("is not told whether there is such a member", async (t) => {
          const { shop, look } = await visit(t);
          const told = await look({}, { password: "wrong" });
          assert.deepEqual(told, {
            isOurs: true,
            name: "ZvcmsError",
            kind: "business",
            code: "not_identified",
            message: "communal.user.identity at /api/member: no member was identified; check what was entered",
            retryable: false,
            attempts: 1,
            action: "communal.user.identity",
            httpStatus: 404,
            vendorCode: "",
            vendorMessage: "",
          });
          assert.equal(shop.emulator.requests.length, 1);
        });

        await t.test("sends nothing that is wrong", async (t) => {
          const { shop, look } = await visit(t);
          const { isOurs, message } = await look({}, { mobile: "138 ", pasword: "x" });
          assert.equal(isOurs, true);
          assert.equal(message, "invalid argument: pasword is not known; mobile begins or ends with white space");
          assert.deepEqual(shop.asked, []);
        });

        await t.test("ends in time, and the server hears that nobody waits any more", async (t) => {
          const { shop, look } = await visit(t, { faults: () => "stall-headers" });
          const { isOurs, kind, phase, retryable } = await look({ timeoutMs: 500 });
          assert.deepEqual(
            { isOurs, kind, phase, retryable },
            { isOurs: true, kind: "timeout", phase: "headers", retryable: true },
          );
          assert.equal(await shop.asked[0].status, "left");
        });

        await t.test("ends when its signal fires, and the server hears of it", async (t) => {
          const { shop, look } = await visit(t, { faults: () => "stall-headers" });
          const { isOurs, kind, cause, attempts } = await look({}, {}, 300);
          assert.deepEqual({ isOurs, kind, attempts }, { isOurs: true, kind: "aborted", attempts: 1 });
          assert.equal(cause.name, "AbortError");
          assert.equal(await shop.asked[0].status, "left");
        });

        await t.test("is told that it is offline, until it is online again", async (t) => {
          const { shop, page, look } = await visit(t);
          await page.setOffline(true);
          const { isOurs, reason, retryable, cause } = await look();
          assert.deepEqual({ isOurs, reason, retryable }, { isOurs: true, reason: "offline", retryable: true });
          assert.equal(cause.name, "TypeError");
          assert.deepEqual(shop.asked, []);
          await page.setOffline(false);
          assert.ok((await look()).member);
        });

        await t.test("finds a member over https, and is told that plain http will not do", async (t) => {
          const { shop, look } = await visit(t, { tls: await makeCertificate() });
          assert.ok((await look()).member);
          const { isOurs, reason, retryable } = await look({ url: "http://no-such-host.invalid/api/member" });
          assert.deepEqual({ isOurs, reason, retryable }, { isOurs: true, reason: "mixed_content", retryable: false });
          assert.equal(shop.asked.length, 1);
        });

        await t.test("is kept by its policy from asking any other server", async (t) => {
          const { look } = await visit(t);
          const { shop: other } = await visit(t);
          const { isOurs, reason, cause } = await look({ url: `${other.url}api/member` });
          assert.deepEqual({ isOurs, reason }, { isOurs: true, reason: "unknown" });
          assert.equal(cause.name, "TypeError");
          assert.deepEqual(other.asked, []);
        });

        await t.test("of another origin is refused by the server, however it asks", async (t) => {
          const { page, look } = await visit(t, { policy: "" });
          const { shop: other } = await visit(t);
          const url = `${other.url}api/member`;
          const { isOurs, reason } = await look({ url });
          assert.deepEqual({ isOurs, reason }, { isOurs: true, reason: "unknown" });
          assert.equal(other.asked[0].method, "OPTIONS");
          assert.equal(await other.asked[0].status, 405);
          // A form sends such a POST without asking before.
          await page.run((url) => fetch(url, { method: "POST", mode: "no-cors", body: "{}" }).then(() => true), url);
          assert.equal(other.asked[1].method, "POST");
          assert.equal(await other.asked[1].status, 403);
          assert.deepEqual(other.emulator.requests, []);
        });
      });
    }
  });
}
