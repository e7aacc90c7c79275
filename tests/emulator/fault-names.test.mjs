// @ts-check
// Each named fault, as it looks on the wire.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { faultNames } from "../../pkg/emulator/faults.js";
import { emulatorFor, SECOND, signedBody } from "./client.mjs";
import { exchange, header } from "./raw.mjs";

/** @typedef {import("../../pkg/types/emulator.js").FaultName} FaultName */
/** @typedef {Awaited<ReturnType<typeof exchange>>} Exchange */
/** @typedef {(got: Exchange, right: string) => void} Look */

const params = { type: 4, user_id: 10005, point_rules: 1 };

/** @param {number} status @param {(got: Exchange, right: string) => unknown} [more] @returns {Look} */
const answers =
  (status, more = () => {}) =>
  (got, right) => {
    assert.match(got.head, new RegExp(`^HTTP/1.1 ${status} `));
    assert.equal(got.how, "ended");
    more(got, right);
  };
/** @param {string} body @returns {Look} */
const bodyIs = (body) => answers(200, ({ text }) => assert.equal(text, body));
/** @param {(user: any, right: any) => void} look @returns {Look} */
const user = (look) =>
  answers(200, ({ text }, right) => look(JSON.parse(text).data.user_info, JSON.parse(right).data.user_info));
/** @param {boolean} status @param {number} code @returns {Look} */
const refuses = (status, code) =>
  answers(200, ({ text }) => {
    const { message, ...rest } = JSON.parse(text);
    assert.deepEqual(rest, { status, code, data: [] });
    assert.notEqual(message, "");
  });
/** @param {Exchange} got @param {string} right */
const isHalf = ({ head, text }, right) => {
  assert.ok(right.startsWith(text) && text.length > 0 && text.length < right.length);
  assert.equal(header(head, "Content-Length"), String(Buffer.byteLength(right)));
};
/** @param {number} seconds @returns {Look} */
const clock = (seconds) =>
  answers(200, ({ head, text }) => {
    assert.equal(header(head, "Date"), new Date((SECOND + seconds) * 1000).toUTCString());
    assert.equal(JSON.parse(text).code, 10104);
  });
const PAGE = /^<!DOCTYPE html>/;

/** @type {Record<Exclude<FaultName, "refuse">, Look>} */
const looks = {
  reset: ({ head, how }) => assert.deepEqual([head, how], ["", "ECONNRESET"]),
  "reset-in-headers": ({ head, how }) => {
    assert.equal(how, "ECONNRESET");
    assert.ok(head.startsWith("HTTP/1.1 200 OK\r\n") && !head.includes("\r\n\r\n"));
  },
  "reset-in-body": (got, right) => {
    assert.equal(got.how, "ECONNRESET");
    isHalf(got, right);
  },
  "stall-headers": ({ head, how }) => assert.deepEqual([head, how], ["", "silent"]),
  "stall-body": (got, right) => {
    assert.equal(got.how, "silent");
    isHalf(got, right);
  },
  trickle: answers(200, ({ text }, right) => assert.equal(text, right)),
  truncate: answers(200, isHalf),
  "wrong-length": answers(200, ({ head, text }, right) => {
    assert.equal(text, right);
    assert.ok(Number(header(head, "Content-Length")) > Buffer.byteLength(right));
  }),
  "garbage-chunks": answers(200, ({ head, text }) => {
    assert.equal(header(head, "Transfer-Encoding"), "chunked");
    assert.match(text, /^[0-9a-f]+\r\n\{"status":true[^\r]*\r\ngarbage\r\n/);
  }),
  gzip: answers(200, ({ head, bytes }, right) => {
    assert.equal(header(head, "Content-Encoding"), "gzip");
    assert.equal(gunzipSync(bytes).toString(), right);
  }),
  "wrong-encoding": answers(200, ({ head, text }, right) => {
    assert.deepEqual([header(head, "Content-Encoding"), text], ["gzip", right]);
  }),
  redirect: answers(301, ({ head }) => assert.equal(header(head, "Location"), "http://elsewhere.invalid/api/v2")),
  "status-204": answers(204, ({ head, text }) =>
    assert.deepEqual([header(head, "Content-Length"), text], [undefined, ""]),
  ),
  "status-400": answers(400),
  "status-401": answers(401),
  "status-403": answers(403),
  "status-404": answers(404),
  "status-408": answers(408),
  "status-429": answers(429, ({ head }) => assert.equal(header(head, "Retry-After"), undefined)),
  "status-429-retry-after": answers(429, ({ head }) => assert.equal(header(head, "Retry-After"), "1")),
  "status-500-html": answers(500, ({ text }) => assert.match(text, PAGE)),
  "status-502": answers(502),
  "status-503": answers(503),
  "proxy-clock": answers(503, ({ head, text }) => {
    assert.equal(header(head, "Date"), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert.match(text, PAGE);
  }),
  html: answers(200, ({ text }) => assert.match(text, PAGE)),
  "php-warning": answers(200, ({ text }, right) => {
    assert.match(text, /^<br \/>\n<b>Warning<\/b>: .* on line <b>/);
    assert.ok(text.endsWith(right));
  }),
  "byte-order-mark": bodyMark,
  "invalid-utf8": answers(200, ({ bytes, text }, right) => {
    assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    assert.equal(text.replace("\ufffd", ""), right);
  }),
  "utf-16": answers(200, ({ bytes }, right) => assert.equal(bytes.toString("utf16le"), `\ufeff${right}`)),
  empty: bodyIs(""),
  null: bodyIs("null"),
  list: bodyIs("[]"),
  number: bodyIs("12345"),
  deep: answers(200, ({ text }) => {
    assert.ok(text.includes("[".repeat(100_000)) && text.includes("]".repeat(100_000)));
  }),
  huge: answers(200, ({ bytes }, right) => {
    assert.ok(bytes.length >= 64 << 20 && bytes.length < 65 << 20);
    assert.ok(bytes.subarray(-200).toString().includes(right.slice(-20)));
  }),
  "duplicate-keys": answers(200, ({ text }, right) => {
    assert.equal(text.split('"data":').length, 3);
    assert.deepEqual(JSON.parse(text), JSON.parse(right));
  }),
  "clock-ahead": clock(600),
  "clock-behind": clock(-600),
  replayed: refuses(false, 10107),
  "business-error": refuses(true, 20001),
  "system-error": refuses(false, 10501),
  "unknown-enums": user(({ status, user_coupons: [{ is_lock, coupon_type }] }) => {
    assert.deepEqual([status, is_lock, coupon_type], [7, 9, 5]);
  }),
  "unknown-fields": user((got, right) => {
    for (const [more, usual] of [
      [got, right],
      [got.pay_rule, right.pay_rule],
      [got.user_coupons[0], right.user_coupons[0]],
    ]) {
      assert.equal(Object.keys(more).length, Object.keys(usual).length + 2);
    }
  }),
  "missing-fields": user((got, right) => assert.deepEqual(got, { id: right.id })),
  "unreadable-fields": user((got, right) => {
    const { user_points, user_wealth_info, user_coupons, pay_rule, is_open_points_pay, multi_store_id, ...rest } = got;
    for (const [name, value] of Object.entries(rest)) assert.equal(value, right[name]);
    assert.deepEqual([user_points, multi_store_id, is_open_points_pay], ["12a", "总店", "开启"]);
    assert.deepEqual(user_wealth_info, { ...right.user_wealth_info, gift_amount: "5.00元" });
    assert.deepEqual(pay_rule, { ...right.pay_rule, exchange_astrict: "20%" });
    const unreadable = { is_lock: "未锁定", desc: {}, amount: "1,234.50" };
    assert.deepEqual(
      user_coupons,
      right.user_coupons.map((/** @type {object} */ coupon) => ({ ...coupon, ...unreadable })),
    );
  }),
  strings: user((got, right) => {
    assert.deepEqual([got.id, got.status, got.is_open_points_pay], [`${right.id}`, "1", "true"]);
  }),
  "whole-floats": answers(200, ({ text }) => {
    assert.match(text, /^\{"status":true,"code":0,.*"id":10005\.0,.*"mobile":13800000005\.0,.*"is_lock":1\.0,/);
    assert.match(text, /"verify_code":660000005001\.0,.*"is_open_points_pay":true,/);
    assert.ok(!/:\d+[,}]/.test(text.slice(text.indexOf('"data"'))));
  }),
};

/** @type {Look} */
function bodyMark({ bytes }, right) {
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(bytes.subarray(3).toString(), right);
}

test("every name has a look on the wire, and is documented", () => {
  assert.deepEqual(Object.keys(faultNames), ["refuse", ...Object.keys(looks)]);
  for (const path of ["../../docs/testing.md", "../../pkg/types/emulator.d.ts"]) {
    const text = readFileSync(new URL(path, import.meta.url), "utf8");
    for (const name of Object.keys(faultNames)) assert.ok(text.includes(`\`${name}\``), `${path}: ${name}`);
  }
});

for (const [name, look] of Object.entries(looks)) {
  test(`the fault ${name} is what its name says, and the next answer is right`, async (t) => {
    const right = await emulatorFor(t);
    const emulator = await emulatorFor(t, { faults: [/** @type {FaultName} */ (name)] });
    const { text } = await exchange(right.url, signedBody(right, params));
    look(await exchange(emulator.url, signedBody(emulator, params)), text);
    assert.equal((await exchange(emulator.url, signedBody(emulator, params))).text, text);
  });
}
