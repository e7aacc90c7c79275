// @ts-check
// The answer's schema in the words of three validators, once for values of the documented types and once for texts
// that stand for them.
import { Ajv } from "ajv";
import * as v from "valibot";
import * as z from "zod";

const INTEGERS = ["coupon_id", "status", "is_lock", "coupon_type", "min_amount_use"];
const TEXTS = ["start_at", "end_at", "verify_code", "date_time", "title", "desc"];

/**
 * The shape of the answer, made of a validator's own parts.
 * @template T
 * @param {{ object: (fields: Record<string, T>) => T, list: (item: T) => T, int: T, float: T, text: T, flag: T }} parts
 * @returns {T}
 */
function shape({ object, list, int, float, text, flag }) {
  const coupon = Object.fromEntries([
    ...INTEGERS.map((name) => [name, int]),
    ...TEXTS.map((name) => [name, text]),
    ["amount", float],
  ]);
  const user = {
    id: int,
    nickname: text,
    username: text,
    mobile: text,
    status: int,
    user_points: int,
    user_coupons: list(object(coupon)),
    user_wealth_info: object({ gift_amount: int, recharge_amount: int, total_amount: int }),
    multi_store_id: int,
    is_open_points_pay: flag,
    pay_rule: object({ points_num_type: int, points_num: float, exchange_astrict: float }),
  };
  return object({ status: flag, code: int, message: text, data: object({ user_info: object(user) }) });
}

/**
 * @param {"typed" | "strings"} dialect
 * @returns {{ name: string, read: (answer: unknown) => any }[]}
 */
export function validators(dialect) {
  const isCoercing = dialect === "strings";
  const ofZod = /** @type {any} */ (
    shape(
      /** @type {any} */ ({
        object: z.object,
        list: z.array,
        int: isCoercing ? z.coerce.number().int() : z.int(),
        float: isCoercing ? z.coerce.number() : z.number(),
        text: z.string(),
        flag: isCoercing ? z.stringbool() : z.boolean(),
      }),
    )
  );
  const number = isCoercing ? v.pipe(v.string(), v.toNumber()) : v.number();
  const truth = v.pipe(
    v.picklist(["true", "false"]),
    v.transform((text) => text === "true"),
  );
  const ofValibot = shape(
    /** @type {any} */ ({
      object: v.object,
      list: v.array,
      int: v.pipe(number, v.integer()),
      float: number,
      text: v.string(),
      flag: isCoercing ? truth : v.boolean(),
    }),
  );
  const ofAjv = new Ajv({ coerceTypes: isCoercing }).compile(
    /** @type {any} */ (
      shape({
        object: (properties) => ({ type: "object", properties, required: Object.keys(properties) }),
        list: (items) => ({ type: "array", items }),
        int: { type: "integer" },
        float: { type: "number" },
        text: { type: "string" },
        flag: { type: "boolean" },
      })
    ),
  );
  return [
    { name: "zod", read: (answer) => ofZod.parse(answer) },
    { name: "valibot", read: (answer) => v.parse(ofValibot, answer) },
    {
      name: "ajv",
      read: (answer) => {
        if (!ofAjv(answer)) throw new Error("ajv refuses the answer");
        return answer;
      },
    },
  ];
}
