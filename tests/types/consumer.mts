// Uses every export as a program would, and as none may.
import {
  type AbortSignalLike,
  type AnyZvcmsError,
  type ByAccount,
  type ByCard,
  type ByUserCode,
  type ByUserId,
  type CallOptions,
  Client,
  type ClientOptions,
  type Coupon,
  type Credentials,
  detectScheme,
  type ErrorKind,
  type Explanation,
  explain,
  type FetchLike,
  type IdentifyParams,
  type Issue,
  identifyUser,
  type PayRule,
  type ResponseMeta,
  ready,
  type Scheme,
  type SchemeName,
  type SignedRequest,
  type SigningOptions,
  sign,
  signature,
  type UnsignedRequest,
  type UserInfo,
  verify,
  ZvcmsError,
} from "zvcms-openapi";
import * as compat from "zvcms-openapi/compat";
import { type Emulator, type Fault, type Member, type StartOptions, startEmulator } from "zvcms-openapi/emulator";

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
  { type: 4, user_id: "1" },
];
const params: IdentifyParams[] = ways;
// @ts-expect-error a field of another way
const mixed: IdentifyParams = { type: 3, user_code: "1", password: "2" };
// @ts-expect-error password is required
const lacking: IdentifyParams = { type: 1, mobile: "1" };
// @ts-expect-error there are four ways
const fifth: IdentifyParams = { type: 5, user_id: 1 };
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
  const same: UserInfo = await identifyUser(clientOptions, ways[3]);
  const coupon: Coupon | undefined = user.user_coupons[0];
  const rule: PayRule | null = same.pay_rule;
  sure<Same<typeof user.id, number>>();
  sure<Same<typeof user.is_open_points_pay, boolean | null>>();
  sure<Same<(typeof user)["anything else"], unknown>>();
  // @ts-expect-error null where the server sent none
  user.pay_rule.points_num;
  if (user.status === 0 || user.status === 7 || coupon?.is_lock === 2) rule?.points_num_type.toFixed();

  const data: unknown = await client.call("a");
  const typed: { list: number[] } = await client.call<{ list: number[] }>("a", { b: 1 }, { signal });
  const signed: SignedRequest = client.sign({ nonce: 1 });
  client.free();
  client[Symbol.dispose]();
  void [data, typed, signed];
}

export function told(error: unknown): string {
  if (!ZvcmsError.is(error)) return "";
  const kind: ErrorKind = error.kind;
  const any: AnyZvcmsError = error;
  const plain: object = error.toJSON();
  switch (error.kind) {
    case "invalid_argument": {
      const issues: Issue[] = error.issues;
      return issues[0]?.path ?? "";
    }
    case "connection":
      return error.reason;
    case "timeout":
      return error.phase;
    case "http":
    case "decode":
      return error.httpStatus.toFixed() + (error.snippet ?? "");
    case "business":
    case "system":
      return error.vendorCode + error.vendorMessage;
    case "environment":
    case "aborted":
    case "internal":
      // @ts-expect-error nothing was answered
      return error.vendorCode.length + String([kind, any, plain]);
    default: {
      const never: never = error;
      return never;
    }
  }
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

const also: typeof sign = compat.sign;
void [right, base64, found, names, params, mixed, lacking, fifth, rules, also, new compat.Client(clientOptions)];
