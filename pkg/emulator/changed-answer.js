// @ts-check
import { refused } from "./answer.js";
import { Refused } from "./refusals.js";
import { isObject } from "./rules.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./fault-names.js").AnyFault} AnyFault */

/** Values that nobody documents. */
const UNKNOWN_ENUMS = { status: 7, is_lock: 9, coupon_type: 5, points_num_type: 4 };
const UNKNOWN_FIELDS = { added_later: "text", added_list: [1, "two", null, { three: 3.5 }] };

/**
 * The answer with the fault in its data, before the dialect writes it.
 * @param {Answer} answer
 * @param {AnyFault | undefined} fault
 * @returns {Answer}
 */
export function changedAnswer(answer, fault) {
  switch (fault?.kind) {
    case "refusal":
      return refused(new Refused(fault.name));
    case "unknown-enums":
      return withData(answer, (data) => mapObjects(data, replaceEnums));
    case "unknown-fields": {
      const envelope = /** @type {Answer["envelope"]} */ (mapObjects(answer.envelope, addFields));
      return { ...answer, envelope };
    }
    case "missing-fields":
      return withData(answer, (data) => mapObjects(data, leaveIdOnly));
    default:
      return answer;
  }
}

/**
 * @param {Answer} answer
 * @param {(data: unknown) => unknown} change
 * @returns {Answer}
 */
function withData(answer, change) {
  return { ...answer, envelope: { ...answer.envelope, data: change(answer.envelope.data) } };
}

/**
 * A copy with each object changed, the inner ones first.
 * @param {unknown} value
 * @param {(object: Record<string, unknown>) => unknown} change
 * @returns {unknown}
 */
function mapObjects(value, change) {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, mapObjects(inner, change)]);
  return change(Object.fromEntries(entries));
}

/** @param {Record<string, unknown>} object */
function replaceEnums(object) {
  const replaced = Object.entries(UNKNOWN_ENUMS).filter(([name]) => Object.hasOwn(object, name));
  return { ...object, ...Object.fromEntries(replaced) };
}

/** @param {Record<string, unknown>} object */
function addFields(object) {
  return { ...object, ...UNKNOWN_FIELDS };
}

/** @param {Record<string, unknown>} object */
function leaveIdOnly(object) {
  const { user_info } = object;
  if (!isObject(user_info)) return object;
  return { ...object, user_info: Object.hasOwn(user_info, "id") ? { id: user_info.id } : {} };
}
