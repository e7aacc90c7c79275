// @ts-check
// The members that a user of the emulator gives.
import { coupon } from "./coupons.js";
import { deepFreeze } from "./freeze.js";
import { fixedMembers } from "./members.js";
import { broken, checked, integerBetween, list, number, object, oneOf, orNull, string, text } from "./rules.js";

/** @typedef {import("../types/emulator.js").ServedMember} Member */
/** @typedef {Member["login"]} Login */

const memberRules = { name: text, description: string, login: object, user: object };
const loginRules = {
  mobile: text,
  password: text,
  card_number: text,
  card_password: text,
  user_code: text,
  user_id: integerBetween(1, Number.MAX_SAFE_INTEGER),
};
const [numberOrNull, stringOrNull, objectOrNull] = [number, string, object].map(orNull);
const userRules = {
  id: numberOrNull,
  nickname: stringOrNull,
  username: stringOrNull,
  mobile: stringOrNull,
  status: numberOrNull,
  user_points: numberOrNull,
  user_coupons: orNull(list),
  user_wealth_info: objectOrNull,
  multi_store_id: numberOrNull,
  is_open_points_pay: orNull(oneOf([true, false, 1, 0])),
  pay_rule: objectOrNull,
};
const couponRules = {
  coupon_id: numberOrNull,
  start_at: stringOrNull,
  end_at: stringOrNull,
  status: numberOrNull,
  verify_code: stringOrNull,
  is_lock: numberOrNull,
  date_time: stringOrNull,
  title: stringOrNull,
  coupon_type: numberOrNull,
  min_amount_use: numberOrNull,
  desc: stringOrNull,
  amount: numberOrNull,
};
const wealthRules = { gift_amount: numberOrNull, recharge_amount: numberOrNull, total_amount: numberOrNull };
const payRules = { points_num_type: numberOrNull, points_num: numberOrNull, exchange_astrict: numberOrNull };

/**
 * The members to serve, complete and frozen. Throws a `TypeError` that names the place at fault.
 * @param {any} given
 * @returns {readonly Member[]}
 */
export function readMembers(given = fixedMembers) {
  const members = typeof given === "function" ? given(fixedMembers) : given;
  if (!Array.isArray(members)) throw broken("members", "return a list of members");
  const served = Array.from(members, (member, index) => readMember(member, index, `members[${index}]`));
  for (const key of /** @type {const} */ (["mobile", "card_number", "user_code", "user_id"])) refuseShared(served, key);
  return deepFreeze(served);
}

/**
 * @param {unknown} given
 * @param {number} index
 * @param {string} path
 * @returns {Member}
 */
function readMember(given, index, path) {
  const { name = `member-${index + 1}`, description = "", ...more } = checked(given, memberRules, path);
  const login = readLogin(more.login, `${path}.login`);
  const user = readUser(more.user ?? {}, login, index, `${path}.user`);
  return { name, description, login, user };
}

/**
 * @param {unknown} given
 * @param {string} path
 * @returns {Login}
 */
function readLogin(given, path) {
  const login = withoutUndefined(checked(given, loginRules, path));
  for (const [one, other] of [
    ["mobile", "password"],
    ["card_number", "card_password"],
  ]) {
    if (one in login && !(other in login)) throw broken(`${path}.${other}`, `be given with ${one}`);
    if (other in login && !(one in login)) throw broken(`${path}.${one}`, `be given with ${other}`);
  }
  if (Object.keys(login).length === 0) {
    throw broken(path, "have mobile and password, card_number and card_password, user_code, or user_id");
  }
  return login;
}

/**
 * @param {unknown} given
 * @param {Login} login
 * @param {number} index
 * @param {string} path
 * @returns {Member["user"]}
 */
function readUser(given, login, index, path) {
  const user = {
    id: login.user_id ?? 20001 + index,
    nickname: "测试会员",
    username: "emulator_test",
    mobile: login.mobile ?? "",
    status: 1,
    user_points: 0,
    user_coupons: [],
    user_wealth_info: {},
    multi_store_id: 0,
    is_open_points_pay: true,
    pay_rule: {},
    ...checked(given, userRules, path),
  };
  const { user_coupons: coupons, user_wealth_info: wealth, pay_rule: rule } = user;
  if (coupons) {
    user.user_coupons = Array.from(coupons, (one, at) => readCoupon(one, at, `${path}.user_coupons[${at}]`));
  }
  if (wealth) user.user_wealth_info = readWealth(wealth, `${path}.user_wealth_info`);
  if (rule) user.pay_rule = readPayRule(rule, `${path}.pay_rule`);
  return withoutUndefined(user);
}

/**
 * @param {unknown} given
 * @param {number} index
 * @param {string} path
 */
function readCoupon(given, index, path) {
  const fields = checked(given, couponRules, path);
  return withoutUndefined(coupon(fields.coupon_id ?? 30001 + index, fields));
}

/**
 * @param {unknown} given
 * @param {string} path
 */
function readWealth(given, path) {
  const fields = checked(given, wealthRules, path);
  const total_amount = (fields.gift_amount ?? 0) + (fields.recharge_amount ?? 0);
  return withoutUndefined({ gift_amount: 0, recharge_amount: 0, total_amount, ...fields });
}

/**
 * @param {unknown} given
 * @param {string} path
 */
function readPayRule(given, path) {
  const defaults = { points_num_type: 2, points_num: 100, exchange_astrict: 20 };
  return withoutUndefined({ ...defaults, ...checked(given, payRules, path) });
}

/**
 * Two members with one mobile number, card or code could not be told apart.
 * @param {readonly Member[]} members
 * @param {"mobile" | "card_number" | "user_code" | "user_id"} key
 */
function refuseShared(members, key) {
  const owners = new Map();
  for (const [index, { login }] of members.entries()) {
    const value = login[key];
    if (value === undefined) continue;
    if (owners.has(value)) {
      throw broken(`members[${index}].login.${key}`, `differ from that of members[${owners.get(value)}]`);
    }
    owners.set(value, index);
  }
}

/**
 * A field that is `undefined` is not sent, in any dialect.
 * @template {object} T
 * @param {T} fields
 * @returns {T}
 */
function withoutUndefined(fields) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
}
