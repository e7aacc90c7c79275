// Uses every export as a program would, and as none may.
import {
  type AbortSignalLike,
  type ByAccount,
  type ByCard,
  type ByUserCode,
  type ByUserId,
  type CallOptions,
  Client,
  type ClientOptions,
  type ConnectionFailure,
  type Coupon,
  type Credentials,
  type DecodeFailure,
  detectScheme,
  type ErrorKind,
  type Explanation,
  explain,
  type Failure,
  type FetchLike,
  type FromVendor,
  type HttpFailure,
  type IdentifyParams,
  type InvalidArgument,
  type Issue,
  identifyUser,
  type OtherFailure,
  type PayRule,
  type ResponseMeta,
  ready,
  type Scheme,
  type SchemeName,
  type SignedRequest,
  type SigningOptions,
  sign,
  signature,
  type TimeoutFailure,
  type UnsignedRequest,
  type UserInfo,
  type VendorFailure,
  verify,
  type Wealth,
  ZvcmsError,
} from "zvcms-openapi";
import { type Emulator, type Fault, type Member, type StartOptions, startEmulator } from "zvcms-openapi/emulator";
import {
  type CouponState,
  couponState,
  type Coupon as PointsCoupon,
  type PointsQuote,
  type UserInfo as PointsUser,
  quotePoints,
  usableCoupons,
} from "zvcms-openapi/points";

/** Holds only where both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const sure = <_ extends true>() => {};

const credentials: Credentials = { openId: "a", grantCode: "b", openKey: "c" };
const request: UnsignedRequest = { action: undefined, params: { a: [1] }, timestamp: 1, nonce: undefined };
const scheme: Scheme = { fields: ["OpenId"], names: "camel", values: "percent", prefix: undefined };
const named: SchemeName[] = ["zvcms-v2", "zvcms-v2+action", "tencent-v2", "qmai-v3"];
const options: SigningOptions = { scheme: named[0], endpoint: "http://localhost/" };

const body: SignedRequest = sign(credentials, request, options);
const stages: Explanation = explain(credentials, {}, { scheme });
const right: boolean = verify("c", body);
const base64: string = signature("c", stages.stringToSign);
const found: Scheme | null = detectScheme("c", body, { endpoint: undefined });
sure<Same<keyof SignedRequest, "OpenId" | "GrantCode" | "Timestamp" | "Nonce" | "Token" | "Action" | "Params">>();
sure<Same<typeof body.Timestamp, string>>();

// @ts-expect-error openKey is missing
sign({ openId: "a", grantCode: "b" });
// @ts-expect-error null is not undefined
sign(credentials, { timestamp: null });
// @ts-expect-error there is no such scheme
sign(credentials, {}, { scheme: "zvcms-v3" });
// @ts-expect-error there is no such field
sign(credentials, {}, { scheme: { fields: ["Token"] } });
// @ts-expect-error explain needs a request
explain(credentials);
// @ts-expect-error options that are not known are refused
sign(credentials, {}, { shceme: "qmai-v3" });
// @ts-expect-error null where no scheme fits
const names: "pascal" | "camel" | undefined = detectScheme("c", body).names;

const ways: [ByAccount, ByCard, ByUserCode, ByUserId] = [
  { type: 1, mobile: "1", password: "2", multi_store_sn: undefined, point_rules: 1 },
  { type: 2, card_number: "1", card_password: "2" },
  { type: 3, user_code: "1", point_rules: 0 },
  { type: 4, user_id: 9007199254740993n },
];
const params: IdentifyParams[] = ways;
// @ts-expect-error a field of another way
const mixed: IdentifyParams = { type: 3, user_code: "1", password: "2" };
// @ts-expect-error password is required
const lacking: IdentifyParams = { type: 1, mobile: "1" };
// @ts-expect-error there are four ways
const fifth: IdentifyParams = { type: 5, user_id: 1 };
// @ts-expect-error a misspelt field
const misspelt: IdentifyParams = { type: 1, moblie: "1", password: "2" };
class Login implements ByAccount {
  readonly type = 1;
  constructor(
    public mobile: string,
    public password: string,
  ) {}
}
// @ts-expect-error 0 or 1
const rules: IdentifyParams = { type: 4, user_id: 1, point_rules: 2 };

declare const fetched: FetchLike;
declare const signal: AbortSignalLike;
const clientOptions: ClientOptions = { ...credentials, fetch: fetched, now: () => 0, strict: true, timeoutMs: 1 };
const callOptions: CallOptions = {
  signal,
  timeoutMs: undefined,
  onResponse: (meta: ResponseMeta) => meta.conversions[0]?.path,
};

// @ts-expect-error Client is a class
Client(clientOptions);
// @ts-expect-error the errors are the package's to make
new ZvcmsError({ message: "" });

export async function use(client: Client = new Client(clientOptions)): Promise<void> {
  await ready();
  const user: UserInfo = await client.identifyUser(ways[0], callOptions);
  const same: UserInfo = await identifyUser(clientOptions, new Login("1", "2"));
  const coupon: Coupon | undefined = user.user_coupons[0];
  const rule: PayRule | null = same.pay_rule;
  sure<Same<typeof user.id, number>>();
  sure<Same<typeof user.is_open_points_pay, boolean | null>>();
  sure<Same<typeof user.user_points, number | null>>();
  sure<Same<typeof user.user_wealth_info, Wealth | null>>();
  sure<Same<typeof user.nickname, string>>();
  // @ts-expect-error null where the server sent none
  user.pay_rule.points_num;
  // @ts-expect-error null where the server sent none
  user.user_points + 1;
  // @ts-expect-error null where the server sent none
  user.user_wealth_info.total_amount;
  // @ts-expect-error a misspelt field of a member
  user.user_point;
  // @ts-expect-error a misspelt field of a coupon
  coupon?.amonut;
  // @ts-expect-error a misspelt field of a rule
  rule?.points_nums;
  // @ts-expect-error a misspelt field of balances
  user.user_wealth_info?.total;
  const unknown: unknown = Reflect.get(user, "level");
  if (user.status === 0 || user.status === 7 || coupon?.is_lock === 2) rule?.points_num_type?.toFixed();

  interface Order {
    id: number;
  }
  const order: Order = { id: 1 };
  const data: unknown = await client.call("a", order);
  sign(credentials, { params: order });
  // @ts-expect-error no object
  await client.call("a", "b");
  const typed: { list: number[] } = await client.call<{ list: number[] }>("a", { b: 1 }, { signal });
  const signed: SignedRequest = client.sign({ nonce: 1 });
  client.free();
  client[Symbol.dispose]();
  void [unknown, data, typed, signed];
}

export function told(error: unknown): string {
  if (!ZvcmsError.is(error)) return "";
  const kind: ErrorKind = error.kind;
  const any: ZvcmsError = error;
  const base: Failure = error;
  const plain: object = error.toJSON();
  // @ts-expect-error only some kinds have it
  error.reason;
  switch (error.kind) {
    case "invalid_argument": {
      const issues: readonly Issue[] = error.issues;
      sure<Same<typeof error, InvalidArgument>>();
      return issues[0]?.path ?? "";
    }
    case "connection":
      sure<Same<typeof error, ConnectionFailure>>();
      return error.reason;
    case "timeout":
      sure<Same<typeof error, TimeoutFailure>>();
      return error.phase;
    case "http":
      sure<Same<typeof error, HttpFailure>>();
      return error.httpStatus.toFixed() + (error.vendorCode ?? error.snippet ?? "");
    case "decode":
      sure<Same<typeof error, DecodeFailure>>();
      return error.httpStatus.toFixed() + (error.path ?? error.snippet ?? "");
    case "business":
    case "system": {
      const vendor: FromVendor & VendorFailure = error;
      return vendor.vendorCode + error.vendorMessage + error.httpStatus.toFixed();
    }
    case "environment":
    case "aborted":
    case "internal": {
      const other: OtherFailure = error;
      // @ts-expect-error nothing was answered
      return error.vendorCode.length + String([kind, any, base, plain, other]);
    }
    default: {
      const never: never = error;
      return never;
    }
  }
}

/** `instanceof` narrows as `is` does. */
export function attempted(error: unknown): number {
  if (!(error instanceof ZvcmsError)) return 0;
  if (error.kind === "timeout") sure<Same<typeof error, TimeoutFailure>>();
  // @ts-expect-error there is no such kind
  if (error.kind === "tiemout") return 1;
  return error.kind === "business" ? error.vendorCode.length : error.attempts;
}

export async function emulate(start: StartOptions = { port: 0, dialect: "php", scheme }): Promise<void> {
  const emulator: Emulator = await startEmulator({ ...start, faults: (): Fault => ({ kind: "delay", ms: 1 }) });
  const member: Member | undefined = emulator.members[0];
  await identifyUser(
    { ...emulator.credentials, endpoint: emulator.url },
    { type: 4, user_id: member?.login.user_id ?? 0 },
  );
  await emulator.close();
  // @ts-expect-error there are three dialects
  await startEmulator({ dialect: "perl" });
}

/** What a member may spend on an order. */
export function spend(user: UserInfo): number {
  sure<Same<PointsUser, UserInfo>>();
  sure<Same<PointsCoupon, Coupon>>();
  const quote: PointsQuote = quotePoints(user, 100);
  const coupons: Coupon[] = [...usableCoupons(user, 100), ...usableCoupons(user, 100, new Date())];
  const state: CouponState = couponState(coupons[0] as Coupon, Date.now());
  sure<Same<CouponState, "unused" | "used" | "locked" | "expired" | "not_yet_valid" | "unknown">>();
  sure<Same<PointsQuote["reason"], null | "frozen" | "closed" | "no_rule" | "no_points" | "too_small">>();
  // @ts-expect-error an order is a number of fen
  quotePoints(user, "100");
  // @ts-expect-error the order is missing
  usableCoupons(user);
  // @ts-expect-error a text is no moment
  couponState(coupons[0] as Coupon, "2026-01-01");
  return state === "unused" ? quote.fen : quote.points;
}

void [right, base64, found, names, params, mixed, lacking, fifth, misspelt, rules];
