// @ts-check
import { members } from "./members.js";
import { Refused } from "./refusals.js";

/** @typedef {import("../types/emulator.js").Member} Member */
/** @typedef {Record<string, unknown>} Params */

/**
 * Answers communal.user.identity: the member, and whether the rules for paying with points were asked for.
 * A field that is `""` counts as not given, as in the vendor's sample; fields of another `type` are not looked at.
 * @param {Params} params
 */
export function identifyMember(params) {
  const type = integer(params, "type");
  if (type === undefined) throw new Refused("paramMissing", "type");
  const find = ways[type];
  if (!find) throw new Refused("paramValue", "type");
  optionalText(params, "multi_store_sn");
  const pointRules = integer(params, "point_rules") ?? 0;
  if (pointRules !== 0 && pointRules !== 1) throw new Refused("paramValue", "point_rules");
  return { member: find(params), withPointRules: pointRules === 1 };
}

/** @type {Record<number, (params: Params) => Member>} */
const ways = {
  1(params) {
    const [mobile, password] = [text(params, "mobile"), text(params, "password")];
    return found((login) => login.mobile === mobile && login.password === password, "accountWrong");
  },
  2(params) {
    const [number, password] = [text(params, "card_number"), text(params, "card_password")];
    return found((login) => login.card_number === number && login.card_password === password, "cardWrong");
  },
  3(params) {
    const code = text(params, "user_code");
    return found((login) => login.user_code === code, "notFound");
  },
  4(params) {
    const id = integer(params, "user_id");
    if (id === undefined) throw new Refused("paramMissing", "user_id");
    if (id < 1) throw new Refused("paramValue", "user_id");
    return found((login) => login.user_id === id, "notFound");
  },
};

/**
 * @param {(login: import("../types/emulator.js").Login) => boolean} isRight
 * @param {"accountWrong" | "cardWrong" | "notFound"} otherwise
 */
function found(isRight, otherwise) {
  const member = members.find(({ login }) => isRight(login));
  if (!member) throw new Refused(otherwise);
  return member;
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
