// @ts-check
// The faults of an answer's data, and those of its status, headers and text. Those of the transfer are in send.js.
import { gzipSync } from "node:zlib";
import { Refused, refused } from "./answers.js";
import { HTML_TYPE } from "./faults.js";
import { isObject } from "./schema.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./faults.js").AnyFault} AnyFault */
/** @typedef {{ status: number, headers: Record<string, string>, body: string | Uint8Array }} Reply */
/** @typedef {Record<string, unknown>} Fields */

const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };
/** Values that nobody documents. */
const UNKNOWN_ENUMS = { status: 7, is_lock: 9, coupon_type: 5, points_num_type: 4 };
const UNKNOWN_FIELDS = { added_later: "text", added_list: [1, "two", null, { three: 3.5 }] };
/** Values that nobody can read as the documented type without guessing. */
const UNREADABLE = {
  user_points: "12a",
  multi_store_id: "总店",
  gift_amount: "5.00元",
  is_open_points_pay: "开启",
  exchange_astrict: "20%",
  is_lock: "未锁定",
  desc: {},
  amount: "1,234.50",
};
const LEVELS = 100_000;
const PHP_WARNING = '<br />\n<b>Warning</b>:  Undefined array key "level" in <b>User.php</b> on line <b>42</b><br />\n';

/**
 * The answer with the fault in its data, before the dialect writes it.
 * @param {Answer} answer
 * @param {AnyFault | undefined} fault
 * @returns {Answer}
 */
export function faultyAnswer(answer, fault) {
  const { envelope } = answer;
  switch (fault?.kind) {
    case "refusal":
      return refused(new Refused(fault.name));
    case "unknown-enums":
      return { ...answer, envelope: { ...envelope, data: mapObjects(envelope.data, replacing(UNKNOWN_ENUMS)) } };
    case "unreadable-fields":
      return { ...answer, envelope: { ...envelope, data: mapObjects(envelope.data, replacing(UNREADABLE)) } };
    case "unknown-fields":
      return { ...answer, envelope: mapObjects(envelope, (object) => ({ ...object, ...UNKNOWN_FIELDS })) };
    case "missing-fields":
      return { ...answer, envelope: { ...envelope, data: mapObjects(envelope.data, withIdOnly) } };
    default:
      return answer;
  }
}

/** A copy with each object changed, the inner ones first. @type {(value: any, change: (object: Fields) => Fields) => any} */
function mapObjects(value, change) {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, mapObjects(inner, change)]);
  return change(Object.fromEntries(entries));
}

/** The object with these values in the fields that it has. @type {(values: Fields) => (object: Fields) => Fields} */
function replacing(values) {
  return (object) => {
    const replaced = Object.entries(values).filter(([name]) => Object.hasOwn(object, name));
    return { ...object, ...Object.fromEntries(replaced) };
  };
}

/** @type {(object: Fields) => Fields} */
function withIdOnly(object) {
  const { user_info } = object;
  if (!isObject(user_info)) return object;
  return { ...object, user_info: Object.hasOwn(user_info, "id") ? { id: user_info.id } : {} };
}

/**
 * The reply with the fault in its status, headers or text.
 * @param {number} status
 * @param {string} text
 * @param {AnyFault | undefined} fault
 * @returns {Reply}
 */
export function faultyReply(status, text, fault) {
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
    case "utf-16": {
      const type = { "Content-Type": "application/json; charset=utf-16" };
      return { status, headers: type, body: Buffer.from(`\ufeff${text}`, "utf16le") };
    }
    case "deep":
      return { status: 200, headers, body: nested(fault.levels ?? LEVELS) };
    case "duplicate-keys":
      return { status, headers, body: withDuplicateKeys(text) };
    default:
      return { status, headers, body: text };
  }
}

/** The first two of the three bytes of 请, at the beginning of the nickname or, without one, of the message. @param {string} text */
function withBrokenText(text) {
  const start = ['"nickname":"', '"message":"'].find((name) => text.includes(name)) ?? "";
  const [before, ...after] = text.split(start);
  return Buffer.concat([Buffer.from(before + start), Buffer.of(0xe8, 0xaf), Buffer.from(after.join(start))]);
}

/** Lists in lists as the data. @param {number} levels */
function nested(levels) {
  return `{"status":true,"code":0,"message":"","data":${"[".repeat(levels)}${"]".repeat(levels)}}`;
}

/** Each key that is repeated is `null` first, and right the second time. @param {string} text */
function withDuplicateKeys(text) {
  return text
    .replace("{", '{"status":null,"code":null,"message":null,"data":null,')
    .replace('"user_info":{', '"user_info":{"id":null,"nickname":null,"user_points":null,"user_coupons":null,');
}
