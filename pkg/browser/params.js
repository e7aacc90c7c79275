// @ts-check
// The params of communal.user.identity and their rules, as in src/params.rs.
import { notOneOf, outOfRange, plain, readFields, text, wrongType } from "./arguments.js";

/** @typedef {import("../types/index.js").Issue} Issue */
/** @typedef {import("../types/index.js").IdentifyParams} IdentifyParams */
/** @typedef {import("./arguments.js").Fault} Fault */

/** Each field: the way that it belongs to, 0 for all, and what must hold. @type {[name: string, way: number, check: (value: any) => Fault | Fault[]][]} */
const FIELDS = [
  ["mobile", 1, plain],
  ["password", 1, text],
  ["card_number", 2, plain],
  ["card_password", 2, text],
  ["user_code", 3, plain],
  ["user_id", 4, userId],
  ["multi_store_sn", 0, plain],
  ["point_rules", 0, pointRules],
];
const NAMES = ["type", ...FIELDS.map(([name]) => name)];

/**
 * The params to send, and every fault of them. Where there are faults they are not to be sent.
 * @param {unknown} params
 * @param {readonly number[]} ways those that are served
 * @returns {{ params: any, issues: Issue[] }}
 */
export function readParams(params, ways = [1, 2, 3, 4]) {
  const { fields, issues } = readFields("params", params, NAMES);
  if (!fields) return { params, issues };
  const { type } = fields;
  const note = (/** @type {string} */ path, /** @type {Fault} */ fault) => {
    if (fault) issues.push({ path, code: fault.code, message: fault.message });
  };
  const isServed = ways.includes(type);
  if (!isServed) note("type", typeof type === "number" ? notOneOf(inWords(ways)) : wrongType(type, "a number"));
  for (const [name, way, check] of FIELDS) {
    const value = fields[name];
    const isMissing = value === undefined;
    if (way !== 0 && isServed && isMissing === (way === type)) {
      note(
        name,
        isMissing ? wrongType(value, "") : { code: "not_allowed", message: `does not belong to type ${type}` },
      );
    } else if (!isMissing) {
      for (const fault of [].concat(/** @type {any} */ (check(value)))) note(name, fault);
    }
  }
  // JSON has no bigint; digits say the same.
  if (typeof fields.user_id === "bigint") fields.user_id = String(fields.user_id);
  return { params: fields, issues };
}

/** `1, 2 or 3`. @param {readonly number[]} ways */
const inWords = (ways) => ways.join(", ").replace(/, (\d)$/, " or $1");

/** @param {any} value @returns {Fault} */
function userId(value) {
  if (!["number", "string", "bigint"].includes(typeof value)) return wrongType(value, "a number or a string");
  if (value === "") return text(value);
  const isRight = typeof value === "number" ? Number.isSafeInteger(value) && value > 0 : isId(String(value));
  return isRight ? undefined : outOfRange("an integer from 1 to 9007199254740991, or decimal digits");
}

/** From 1 to 2⁶³ − 1, as far as a number can tell; the server looks once more. @param {string} digits */
const isId = (digits) => /^\d+$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 2 ** 63;

/** @param {any} value @returns {Fault} */
function pointRules(value) {
  if (typeof value !== "number") return wrongType(value, "a number");
  return value === 0 || value === 1 ? undefined : notOneOf("0 or 1");
}
