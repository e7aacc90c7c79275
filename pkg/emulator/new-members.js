// @ts-check
// The members that a user of the emulator adds: what they must be, and what is filled in.
import * as v from "valibot";
import { coupon, deepFreeze, fixedMembers } from "./members.js";
import { integer, must, object, required, text } from "./schema.js";

/** @typedef {import("../types/emulator.js").ServedMember} Member */
/** @typedef {Member["login"]} Login */

const WEALTH = { gift_amount: 0, recharge_amount: 0, total_amount: 0 };
const PAY_RULE = { points_num_type: 2, points_num: 100, exchange_astrict: 20 };
const USER = {
  id: 0,
  nickname: "测试会员",
  username: "emulator_test",
  mobile: "",
  status: 1,
  user_points: 0,
  user_coupons: [],
  user_wealth_info: {},
  multi_store_id: 0,
  is_open_points_pay: true,
  pay_rule: {},
};

const number = v.optional(must("be a finite number, or null", v.nullable(v.pipe(v.number(), v.finite()))));
const string = v.optional(must("be a string, or null", v.nullable(v.string())));
const flag = v.optional(
  must("be one of true, false, 1, 0, or null", v.nullable(v.union([v.boolean(), v.literal(1), v.literal(0)]))),
);

/** Optional numbers and strings, as in the sample. @param {object} sample */
function fieldsOf(sample) {
  const fields = Object.entries(sample).map(([name, value]) => [name, typeof value === "number" ? number : string]);
  return Object.fromEntries(fields);
}

/** @param {object} sample */
const objectOrNull = (sample) => v.optional(v.nullable(object(fieldsOf(sample), "be an object, or null")));

const user = object({
  ...fieldsOf(USER),
  user_coupons: v.optional(v.nullable(v.array(object(fieldsOf(coupon(0))), "be a list, or null"))),
  user_wealth_info: objectOrNull(WEALTH),
  is_open_points_pay: flag,
  pay_rule: objectOrNull(PAY_RULE),
});

/** @type {(one: keyof Login, other: keyof Login) => any} */
const needs = (one, other) =>
  v.forward(
    v.check(
      (/** @type {any} */ login) => login[one] === undefined || login[other] !== undefined,
      `be given with ${one}`,
    ),
    /** @type {any} */ ([other]),
  );
const login = v.pipe(
  object({
    mobile: v.optional(text),
    password: v.optional(text),
    card_number: v.optional(text),
    card_password: v.optional(text),
    user_code: v.optional(text),
    user_id: v.optional(integer(1, Number.MAX_SAFE_INTEGER)),
  }),
  needs("mobile", "password"),
  needs("password", "mobile"),
  needs("card_number", "card_password"),
  needs("card_password", "card_number"),
  v.check(
    (login) => Object.values(login).some((value) => value !== undefined),
    "have mobile and password, card_number and card_password, user_code, or user_id",
  ),
);
const member = object({
  name: v.optional(text),
  description: v.optional(v.string("be a string"), ""),
  login: required(login),
  user: v.optional(user, {}),
});

/** With a login in common, the second member would never be found. */
const noSharedLogin = v.rawCheck(({ dataset, addIssue }) => {
  if (!dataset.typed) return;
  for (const key of ["mobile", "card_number", "user_code", "user_id"]) {
    const owners = new Map();
    for (const [index, { login }] of /** @type {any[]} */ (dataset.value).entries()) {
      const owner = owners.get(login[key]);
      const path = /** @type {any} */ ([{ key: index }, { key: "login" }, { key }]);
      if (owner !== undefined) addIssue({ path, message: `differ from that of members[${owner}]` });
      else if (login[key] !== undefined) owners.set(login[key], index);
    }
  }
});
/** @type {(must: string) => import("./schema.js").Schema} */
const list = (must) => v.pipe(v.array(member, must), noSharedLogin, v.transform(completed));
const fromFunction = v.pipe(
  v.function(),
  v.transform((choose) => choose(fixedMembers)),
  list("return a list of members"),
);
const fromList = list("be a list of members, or a function that returns one");

/** The option `members`. What comes out is complete and frozen. */
export const members = v.optional(
  v.lazy((input) => (typeof input === "function" ? fromFunction : fromList)),
  () => fixedMembers,
);

/**
 * @param {any[]} members
 * @returns {readonly Member[]}
 */
function completed(members) {
  const all = members.map(({ name, description, login, user }, index) => {
    return { name: name ?? `member-${index + 1}`, description, login, user: completedUser(user, login, index) };
  });
  // JSON leaves out what is undefined: it is not sent, in any dialect.
  return deepFreeze(JSON.parse(JSON.stringify(all)));
}

/** @type {(fields: any, login: Login, index: number) => Member["user"]} */
function completedUser(fields, login, index) {
  const id = login.user_id ?? 20001 + index;
  /** @type {any} */
  const user = { ...USER, id, mobile: login.mobile ?? "", ...fields };
  const { user_coupons: coupons, user_wealth_info: wealth, pay_rule: rule } = user;
  const total_amount = (wealth?.gift_amount ?? 0) + (wealth?.recharge_amount ?? 0);
  return {
    ...user,
    user_coupons: coupons && Array.from(coupons, (one, at) => coupon(one.coupon_id ?? 30001 + at, one)),
    user_wealth_info: wealth && { ...WEALTH, total_amount, ...wealth },
    pay_rule: rule && { ...PAY_RULE, ...rule },
  };
}
