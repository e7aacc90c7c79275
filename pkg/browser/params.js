// @ts-check
// The params of communal.user.identity and their rules, as in src/params.rs.
import { fault, issuesAt, notOneOf, outOfRange, plain, readFields, text, wrongType } from "./arguments.js";

/** @typedef {import("./arguments.js").Check} Check */
/** @typedef {import("./arguments.js").Faults} Faults */
/** @typedef {import("../types/index.js").Issue} Issue */

/** Each field: the way that it belongs to, 0 for all, and what must hold. @type {[name: string, way: number, check: Check][]} */
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
  const isServed = ways.includes(type);
  if (!isServed) issues.push(...issuesAt("type", wrongWay(type, ways)));
  for (const [name, way, check] of FIELDS) {
    const value = fields[name];
    const isRequired = isServed && way === type;
    if (value === undefined && !isRequired) continue;
    const isForeign = isServed && way !== 0 && !isRequired;
    issues.push(...issuesAt(name, isForeign ? fault("not_allowed", `does not belong to type ${type}`) : check(value)));
  }
  // JSON has no bigint; digits say the same.
  if (typeof fields.user_id === "bigint") fields.user_id = String(fields.user_id);
  return { params: fields, issues };
}

/** @param {unknown} type @param {readonly number[]} ways */
const wrongWay = (type, ways) =>
  typeof type === "number" ? notOneOf(ways.join(", ").replace(/, (\d)$/, " or $1")) : wrongType(type, "a number");

/** @type {Check} */
function userId(value) {
  if (value === "") return text(value);
  const range = "an integer from 1 to 9007199254740991, or decimal digits";
  switch (typeof value) {
    case "number":
      return Number.isSafeInteger(value) && value > 0 ? [] : outOfRange(range);
    case "string":
    case "bigint":
      return isId(String(value)) ? [] : outOfRange(range);
    default:
      return wrongType(value, "a number or a string");
  }
}

/** From 1 to 2⁶³ − 1, as far as a number can tell; the server looks once more. @param {string} digits */
const isId = (digits) => /^\d+$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 2 ** 63;

/** @type {Check} */
function pointRules(value) {
  if (typeof value !== "number") return wrongType(value, "a number");
  return value === 0 || value === 1 ? [] : notOneOf("0 or 1");
}
