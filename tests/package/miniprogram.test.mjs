// @ts-check
// The entries for pages in a WeChat mini-program, packed as WeChat's tools pack it.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as points from "zvcms-openapi/points";
import { createHandler, toNode } from "zvcms-openapi/server";
import { boot, contentsOf, makeProject, packByTheRules, packByTheTools, withoutPacker } from "./miniprogram.mjs";
import { clientOf, emulatorFor, failureOf, serve } from "./support.mjs";
import { makeRequest } from "./wx-request.mjs";

/** @typedef {import("node:test").TestContext} TestContext */

test("the packer of WeChat's tools makes what their rules say", { skip: withoutPacker }, (t) => {
  const { packed, told } = packByTheTools(makeProject(t));
  assert.deepEqual(told, { miniProgramPackNum: 1, otherNpmPackNum: 0, warnList: [] });
  assert.deepEqual(contentsOf(packed), contentsOf(packByTheRules(makeProject(t))));
});

test("two small files go into a mini-program, and nothing else", (t) => {
  const contents = contentsOf(packByTheRules(makeProject(t)));
  assert.deepEqual(Object.keys(contents), ["zvcms-openapi/browser.js", "zvcms-openapi/points.js"]);
  for (const code of Object.values(contents)) {
    assert.doesNotMatch(code, /\bprocess\b|\brequire\(|^(import|export) /m);
    assert.ok(code.length < 40_000, `${code.length}`);
  }
});

/** A mini-program on its phone, and a route for it. @param {TestContext} t @param {{ faults?: import("zvcms-openapi/emulator").Faults, hasBigInt?: boolean }} [options] @returns {Promise<any>} */
async function openMiniProgram(t, { faults, hasBigInt = false } = {}) {
  const emulator = await emulatorFor(t, { faults });
  const client = clientOf(t, emulator);
  const handler = createHandler({ client, authorize: () => "a mini-program", limit: false, onError: () => {} });
  const url = await serve(t, toNode(handler));
  const wx = makeRequest();
  // points works with it, which phones have since iOS 14 and Chrome 67.
  const require = boot(packByTheRules(makeProject(t)), { wx: { request: wx.request }, ...(hasBigInt && { BigInt }) });
  const { login, user } = emulator.members[0];
  const params = { type: 1, mobile: login.mobile, password: login.password, point_rules: 1 };
  return { require, url, params, user, events: wx.events, request: wx.request };
}

test("a member is found by wx.request, with nothing of the host but that and timers", async (t) => {
  const { require, url, params, user, request } = await openMiniProgram(t);
  const { identifyUser, ZvcmsError } = require("zvcms-openapi/browser");
  const found = await identifyUser(params, { url, request });
  assert.deepEqual(JSON.parse(JSON.stringify(found)), user);
  const error = await failureOf(() => identifyUser({ ...params, password: "wrong" }, { url, request }));
  assert.ok(error instanceof ZvcmsError && ZvcmsError.is(error));
  assert.deepEqual([error.kind, error.code, error.httpStatus], ["business", "not_identified", 404]);
  const wrong = await failureOf(() => identifyUser({ type: 3, user_code: "a\n" }, { url, request }));
  assert.equal(
    wrong.message,
    "invalid argument: user_code begins or ends with white space; user_code contains a control character",
  );
});

test("without wx.request it says what is missing", async (t) => {
  const { require, url, params } = await openMiniProgram(t);
  const { identifyUser } = require("zvcms-openapi/browser");
  const error = await failureOf(() => identifyUser(params, { url }));
  assert.deepEqual([error.kind, error.code, error.attempts], ["environment", "no_fetch", 0]);
});

test("the deadline and a signal made by hand end a lookup, and the task is aborted", async (t) => {
  const { require, url, params, request, events } = await openMiniProgram(t, { faults: () => "stall-headers" });
  const { identifyUser } = require("zvcms-openapi/browser");
  const late = await failureOf(() => identifyUser(params, { url, request, timeoutMs: 100 }));
  assert.deepEqual([late.kind, late.phase], ["timeout", "headers"]);
  assert.deepEqual(events, ["abort", "fail"]);
  // A page that is unloaded has no AbortController there.
  const unload = { aborted: false, listeners: new Set(), reason: { errMsg: "the page is unloaded" } };
  const signal = Object.assign(unload, {
    addEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) => unload.listeners.add(listener),
    removeEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) =>
      unload.listeners.delete(listener),
  });
  const lookup = failureOf(() => identifyUser(params, { url, request, signal }));
  signal.aborted = true;
  for (const listener of unload.listeners) listener();
  const left = await lookup;
  assert.deepEqual([left.kind, left.cause.message, unload.listeners.size], ["aborted", "the page is unloaded", 0]);
  assert.equal(events.at(-1), "fail");
});

test("what points may pay, and which coupons fit, is worked out there, too", async (t) => {
  const { require, url, params, request } = await openMiniProgram(t, { hasBigInt: true });
  const user = await require("zvcms-openapi/browser").identifyUser(params, { url, request });
  const { quotePoints, usableCoupons } = require("zvcms-openapi/points");
  assert.deepEqual({ ...quotePoints(user, 10_000) }, { ...points.quotePoints(user, 10_000) });
  const now = Date.now();
  const ids = (/** @type {any[]} */ coupons) => Array.from(coupons, ({ id }) => id);
  assert.deepEqual(ids(usableCoupons(user, 10_000, now)), ids(points.usableCoupons(user, 10_000, now)));
});
