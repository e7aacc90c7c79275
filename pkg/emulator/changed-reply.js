// @ts-check
import { gzipSync } from "node:zlib";
import { HTML_TYPE } from "./fault-names.js";

/** @typedef {import("./fault-names.js").AnyFault} AnyFault */
/** @typedef {{ status: number, headers: Record<string, string>, body: string | Uint8Array }} Reply */

const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };
const LEVELS = 100_000;
const PHP_WARNING = '<br />\n<b>Warning</b>:  Undefined array key "level" in <b>User.php</b> on line <b>42</b><br />\n';

/**
 * The reply with the fault in its status, headers or text.
 * @param {number} status
 * @param {string} text
 * @param {AnyFault | undefined} fault
 * @returns {Reply}
 */
export function changedReply(status, text, fault) {
  const headers = JSON_TYPE;
  switch (fault?.kind) {
    case "status":
      return { status: fault.status, headers: { ...HTML_TYPE, ...fault.headers }, body: fault.body ?? "" };
    case "body":
      return { status: 200, headers: { ...headers, ...fault.headers }, body: fault.body };
    case "redirect":
      return { status: fault.status ?? 307, headers: { Location: fault.location }, body: "" };
    case "gzip":
      return { status, headers: { ...headers, "Content-Encoding": "gzip" }, body: gzipSync(text) };
    case "wrong-encoding":
      return { status, headers: { ...headers, "Content-Encoding": "gzip" }, body: text };
    case "php-warning":
      return { status, headers: HTML_TYPE, body: PHP_WARNING + text };
    case "byte-order-mark":
      return { status, headers, body: `\ufeff${text}` };
    case "invalid-utf8":
      return { status, headers, body: withBrokenText(text) };
    case "utf-16":
      return {
        status,
        headers: { "Content-Type": "application/json; charset=utf-16" },
        body: Buffer.from(`\ufeff${text}`, "utf16le"),
      };
    case "deep":
      return { status: 200, headers, body: nested(fault.levels ?? LEVELS) };
    case "duplicate-keys":
      return { status, headers, body: withDuplicateKeys(text) };
    default:
      return { status, headers, body: text };
  }
}

/**
 * The first two of the three bytes of 请, at the beginning of the nickname or, without one, of the message.
 * @param {string} text
 */
function withBrokenText(text) {
  const start = ['"nickname":"', '"message":"'].find((name) => text.includes(name)) ?? "";
  const [before, ...after] = text.split(start);
  return Buffer.concat([Buffer.from(before + start), Buffer.of(0xe8, 0xaf), Buffer.from(after.join(start))]);
}

/**
 * Lists in lists where the data should be.
 * @param {number} levels
 */
function nested(levels) {
  return `{"status":true,"code":0,"message":"","data":${"[".repeat(levels)}${"]".repeat(levels)}}`;
}

/**
 * Each key that is repeated is `null` first, and right the second time.
 * @param {string} text
 */
function withDuplicateKeys(text) {
  return text
    .replace("{", '{"status":null,"code":null,"message":null,"data":null,')
    .replace('"user_info":{', '"user_info":{"id":null,"nickname":null,"user_points":null,"user_coupons":null,');
}
