// @ts-check
import { Refused } from "./refusals.js";

/** @typedef {import("../types/emulator.js").ServedMember} Member */
/** @typedef {import("../types/emulator.js").Login} Login */
/** @typedef {Record<string, unknown>} Params */

/**
 * The member that the params identify, and whether they ask for the rules for paying with points.
 * A param that is `""` counts as missing, as in the vendor's sample. Params that another `type` needs are ignored.
 * @param {Params} params
 * @param {readonly Member[]} members
 */
export function identifyMember(params, members) {
  const type = integer(params, "type");
  if (type === undefined) throw new Refused("paramMissing", "type");
  const way = ways[type];
  if (!way) throw new Refused("paramValue", "type");
  optionalText(params, "multi_store_sn");
  const pointRules = integer(params, "point_rules") ?? 0;
  if (pointRules !== 0 && pointRules !== 1) throw new Refused("paramValue", "point_rules");
  const wanted = /** @type {[keyof Login, unknown][]} */ (Object.entries(way.read(params)));
  const member = members.find(({ login }) => wanted.every(([name, value]) => login[name] === value));
  if (!member) throw new Refused(way.otherwise);
  return { member, withPointRules: pointRules === 1 };
}

/** @typedef {{ read: (params: Params) => Partial<Login>, otherwise: "accountWrong" | "cardWrong" | "notFound" }} Way */
/** @type {Record<number, Way>} how each `type` reads its params, and the answer if no member has them */
const ways = {
  1: {
    read: (params) => ({ mobile: text(params, "mobile"), password: text(params, "password") }),
    otherwise: "accountWrong",
  },
  2: {
    read: (params) => ({ card_number: text(params, "card_number"), card_password: text(params, "card_password") }),
    otherwise: "cardWrong",
  },
  3: { read: (params) => ({ user_code: text(params, "user_code") }), otherwise: "notFound" },
  4: { read: (params) => ({ user_id: positive(params, "user_id") }), otherwise: "notFound" },
};

/**
 * @param {Params} params
 * @param {string} name
 */
function positive(params, name) {
  const value = integer(params, name);
  if (value === undefined) throw new Refused("paramMissing", name);
  if (value < 1) throw new Refused("paramValue", name);
  return value;
}

/**
 * @param {Params} params
 * @param {string} name
 */
function integer(params, name) {
  const value = params[name] ?? "";
  if (value === "") return undefined;
  if (!Number.isInteger(value)) throw new Refused("paramType", name);
  return /** @type {number} */ (value);
}

/**
 * @param {Params} params
 * @param {string} name
 */
function optionalText(params, name) {
  const value = params[name] ?? "";
  if (typeof value !== "string") throw new Refused("paramType", name);
  return value;
}

/**
 * @param {Params} params
 * @param {string} name
 */
function text(params, name) {
  const value = optionalText(params, name);
  if (value === "") throw new Refused("paramMissing", name);
  return value;
}
