// @ts-check
// The fields that the declarations have, by name and kind, for tests at run time. A field that is missing here, too many
// or described otherwise does not compile, so that the declarations stay the one source.

/** @import * as zvcms from "zvcms-openapi" */

/**
 * What a look at a value tells of its type.
 * @template T
 * @typedef {[T] extends [string] ? "string" : [T] extends [number] ? "number" : [T] extends [boolean] ? "boolean"
 *   : [T] extends [string | number | bigint] ? "string or number or bigint" : [T] extends [readonly unknown[]] ? "array"
 *   : [T] extends [(...args: any) => unknown] ? "function" : [T] extends [object] ? "object" : "string or object"} Kind
 */

/**
 * Every field that a type names. One with an index signature names them all, and compiles with no list of fields.
 * @template T
 * @typedef {{ [K in keyof T]-?:
 *   `${{} extends Pick<T, K> ? "optional " : ""}${Kind<NonNullable<T[K]>>}${null extends T[K] ? " or null" : ""}` }} Fields
 */

/**
 * What an error has besides what every `Error` has.
 * @template T
 * @typedef {T extends unknown ? Omit<T, keyof Error | "toJSON"> : never} Own
 */

/** @satisfies {Fields<zvcms.Credentials>} */
export const credentials = { openId: "string", grantCode: "string", openKey: "string" };

/** @satisfies {Fields<zvcms.Scheme>} */
export const scheme = {
  fields: "array",
  names: "optional string",
  values: "optional string",
  prefix: "optional string",
};

/** @satisfies {Fields<zvcms.UnsignedRequest>} */
export const unsignedRequest = {
  action: "optional string",
  params: "optional object",
  timestamp: "optional number",
  nonce: "optional number",
};

/** In the order in which they are written. @satisfies {Fields<zvcms.SignedRequest>} */
export const signedRequest = {
  OpenId: "string",
  GrantCode: "string",
  Timestamp: "string",
  Nonce: "string",
  Token: "string",
  Action: "string",
  Params: "object",
};

/** @satisfies {Fields<zvcms.SigningOptions>} */
export const signingOptions = { scheme: "optional string or object", endpoint: "optional string" };

/** @satisfies {Fields<NonNullable<Parameters<typeof zvcms.detectScheme>[2]>>} */
export const findingOptions = { endpoint: "optional string" };

/** @satisfies {Fields<zvcms.Explanation>} */
export const explanation = { stringToSign: "string", signature: "string", token: "string" };

/** @satisfies {Fields<zvcms.ByAccount>} */
export const byAccount = {
  type: "number",
  mobile: "string",
  password: "string",
  multi_store_sn: "optional string",
  point_rules: "optional number",
};
/** @satisfies {Fields<zvcms.ByCard>} */
export const byCard = {
  type: "number",
  card_number: "string",
  card_password: "string",
  multi_store_sn: "optional string",
  point_rules: "optional number",
};
/** @satisfies {Fields<zvcms.ByUserCode>} */
export const byUserCode = {
  type: "number",
  user_code: "string",
  multi_store_sn: "optional string",
  point_rules: "optional number",
};
/** @satisfies {Fields<zvcms.ByUserId>} */
export const byUserId = {
  type: "number",
  user_id: "string or number or bigint",
  multi_store_sn: "optional string",
  point_rules: "optional number",
};

/** @satisfies {Fields<zvcms.ClientOptions>} */
export const clientOptions = {
  openId: "string",
  grantCode: "string",
  openKey: "string",
  endpoint: "optional string",
  scheme: "optional string or object",
  timeoutMs: "optional number",
  maxRetries: "optional number",
  maxRequestsPerSecond: "optional number",
  timestampErrorCodes: "optional array",
  fetch: "optional function",
  now: "optional function",
  strict: "optional boolean",
  dangerouslyAllowBrowser: "optional boolean",
};

/** @satisfies {Fields<zvcms.CallOptions>} */
export const callOptions = {
  signal: "optional object",
  timeoutMs: "optional number",
  maxRetries: "optional number",
  onResponse: "optional function",
};

/** @satisfies {Record<keyof zvcms.AbortSignalLike, true>} */
export const signal = { aborted: true, reason: true, addEventListener: true, removeEventListener: true };

/** @satisfies {Fields<zvcms.UserInfo>} */
export const userInfo = {
  id: "number",
  nickname: "string",
  username: "string",
  mobile: "string",
  status: "number or null",
  user_points: "number or null",
  user_coupons: "array",
  user_wealth_info: "object or null",
  multi_store_id: "number or null",
  is_open_points_pay: "boolean or null",
  pay_rule: "object or null",
};

/** @satisfies {Fields<zvcms.Wealth>} */
export const balances = {
  gift_amount: "number or null",
  recharge_amount: "number or null",
  total_amount: "number or null",
};

/** @satisfies {Fields<zvcms.Coupon>} */
export const coupon = {
  coupon_id: "number or null",
  start_at: "string",
  end_at: "string",
  status: "number or null",
  verify_code: "string",
  is_lock: "number or null",
  date_time: "string",
  title: "string",
  coupon_type: "number or null",
  min_amount_use: "number or null",
  desc: "string",
  amount: "number or null",
};

/** @satisfies {Fields<zvcms.PayRule>} */
export const payRule = {
  points_num_type: "number or null",
  points_num: "number or null",
  exchange_astrict: "number or null",
};

/** @satisfies {Fields<zvcms.ResponseMeta>} */
export const responseMeta = {
  action: "string",
  httpStatus: "number",
  attempts: "number",
  elapsedMs: "number",
  traceId: "string or null",
  serverTimeOffsetMs: "number or null",
  conversions: "array",
};

/** @satisfies {Fields<zvcms.ResponseMeta["conversions"][number]>} */
export const conversion = { path: "string", expected: "string", got: "string" };

/** @satisfies {Fields<zvcms.Issue>} */
export const issue = { path: "string", code: "string", message: "string" };

/** Of every error. @satisfies {Fields<Own<zvcms.Failure>>} */
const failure = {
  code: "string",
  retryable: "boolean",
  attempts: "number",
  action: "optional string",
  httpStatus: "optional number",
  retryAfterMs: "optional number",
  traceId: "optional string",
  requestId: "optional string",
};
/** @satisfies {Fields<zvcms.FromVendor>} */
const fromVendor = { vendorCode: "string", vendorMessage: "string" };
/** @satisfies {Fields<Pick<zvcms.HttpFailure, "snippet">>} */
const shown = { snippet: "optional string" };
/** @satisfies {Fields<Own<zvcms.OtherFailure>>} */
const other = { ...failure, kind: "string" };
/** @satisfies {Fields<Own<zvcms.VendorFailure>>} */
const refusal = { ...failure, ...fromVendor, kind: "string", httpStatus: "number" };

/** @satisfies {{ [K in zvcms.ErrorKind]: Fields<Own<zvcms.ZvcmsError & { kind: K }>> }} */
export const errorKinds = {
  invalid_argument: { ...failure, kind: "string", issues: "array" },
  environment: other,
  connection: { ...failure, kind: "string", reason: "string" },
  timeout: { ...failure, kind: "string", phase: "string" },
  aborted: other,
  http: {
    ...failure,
    ...shown,
    kind: "string",
    httpStatus: "number",
    vendorCode: "optional string",
    vendorMessage: "optional string",
  },
  decode: { ...failure, ...shown, kind: "string", httpStatus: "number", path: "optional string" },
  business: refusal,
  system: refusal,
  internal: other,
};
