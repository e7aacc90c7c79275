/**
 * Client for the Open API (V2) of the zvcms (智迈) commerce platform.
 *
 * Field names and units inside answers are the vendor's own, so that the vendor's page stays readable beside the code.
 * Every optional property may also be given as `undefined`, which means "not given"; `null` is refused, and so are
 * options that are not known.
 *
 * @packageDocumentation
 */

declare global {
  // As in TypeScript's own "esnext.disposable", for those who compile with an older library.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

// ------------------------------------------------------------------ signing

/** What the vendor hands out with a key. Refused are: the empty text, white space at either end, control characters, invisible characters (U+FEFF, zero-width ones), full-width forms, enclosing quotation marks, and what a variable that is not set leaves (`undefined`, `null`, `[object Object]`, `${NAME}`); a pasted blank is the commonest cause of wrong signatures. */
export interface Credentials {
  /** 密钥Id. */
  openId: string;
  /** 授权code. */
  grantCode: string;
  /** The signing secret. Never sent, never printed. */
  openKey: string;
}

/** How the string to sign is made. Data, because the vendor's rule for V2 is not confirmed. */
export interface Scheme {
  /** Which fields take part, at least one and each once: written as `name=value`, sorted by written name in byte order, joined by `&`. */
  fields: ("OpenId" | "GrantCode" | "Timestamp" | "Nonce" | "Action")[];
  /** How the names are written: `OpenId` (default) or `openId`. */
  names?: "pascal" | "camel" | undefined;
  /** How the values are written: as they are (default), or percent-encoded by RFC 3986 with upper-case hex. */
  values?: "raw" | "percent" | undefined;
  /** What stands before the fields: nothing (default), or `POST`, the host as in the Host header (lower case, port only if it is not the default one), the path without query, and `?`. */
  prefix?: "none" | "method-host-path" | undefined;
}

/**
 * The schemes that have a name:
 *
 * - `zvcms-v2`, the default: the four common fields (all but Action), PascalCase. Inferred from two independent public
 *   clients of the vendor's successor platform; likely, not confirmed. `detectScheme` and `explain` find out.
 * - `zvcms-v2+action`: the same with Action.
 * - `tencent-v2`: all five fields behind method, host and path, as Tencent Cloud API 2.0 does.
 * - `qmai-v3`: the four common fields in camelCase, as the successor platform does.
 */
export type SchemeName = "zvcms-v2" | "zvcms-v2+action" | "tencent-v2" | "qmai-v3";

/** What is to be signed. */
export interface UnsignedRequest {
  /** The method. Default `communal.user.identity`. */
  action?: string | undefined;
  /**
   * The action's own parameters: an object, read once as `JSON.stringify` reads it (`toJSON`, omitted `undefined`); the
   * order of its keys is kept. Default `{}`. Not validated here. What JSON cannot carry (NaN, functions, bigints, cycles,
   * half surrogate pairs, `undefined` in a list) is refused, and so is what has more than 64 levels or 16 MiB.
   */
  params?: object | undefined;
  /** Unix time in seconds, an integer from 0 to 99999999999. Default: now. */
  timestamp?: number | undefined;
  /** An integer from 1 to 2^31 − 1. Default: from the host's cryptographic random source; one client does not repeat a nonce. */
  nonce?: number | undefined;
}

/** The body of the POST, ready for `JSON.stringify` and any HTTP client: exactly these seven keys, in this order. */
export interface SignedRequest {
  OpenId: string;
  GrantCode: string;
  /** Unix time in seconds, decimal. */
  Timestamp: string;
  /** Decimal. */
  Nonce: string;
  /** The percent-encoded signature: a live pass while the Timestamp is fresh. */
  Token: string;
  Action: string;
  Params: Record<string, unknown>;
}

/** How a request is signed. */
export interface SigningOptions {
  /** Default `zvcms-v2`. */
  scheme?: SchemeName | Scheme | undefined;
  /** Where the request goes: an absolute http or https address. Only read by schemes with a prefix. Default `http://openapi.zvcms.com/api/v2`. */
  endpoint?: string | undefined;
}

/**
 * Signs a request and gives the body to send. May run wherever the openKey may be: on a server, never in a page.
 *
 * @throws {@link ZvcmsError} `invalid_argument` that names every fault; `environment` where the host has no random
 * source and no nonce is given.
 */
export function sign(credentials: Credentials, request?: UnsignedRequest, options?: SigningOptions): SignedRequest;

/** Every stage of a signature, for comparing with someone else's. Holds no openKey; signature and token are a live pass while the timestamp is fresh. */
export interface Explanation {
  /** What is signed. */
  stringToSign: string;
  /** Base64 of the HMAC-SHA1. */
  signature: string;
  /** The signature percent-encoded, as the body carries it. */
  token: string;
}

/**
 * Shows every stage of the signature of a request. Give the timestamp and the nonce of the request to compare with.
 *
 * @throws {@link ZvcmsError} as {@link sign} does.
 */
export function explain(credentials: Credentials, request: UnsignedRequest, options?: SigningOptions): Explanation;

/**
 * Base64 of the HMAC-SHA1 of any string with any key, both as UTF-8: the primitive alone, without rules on the key.
 *
 * @throws {@link ZvcmsError} `invalid_argument` where an argument is not a well-formed string.
 */
export function signature(openKey: string, stringToSign: string): string;

/**
 * Is the Token of this body right? Takes a Token with upper-case, lower-case or no percent-encoding, and the same time
 * wherever it is wrong. Does not judge whether the Timestamp is fresh.
 *
 * @throws {@link ZvcmsError} `invalid_argument` where the key, a field of the body or an option is faulty.
 */
export function verify(openKey: string, request: SignedRequest, options?: SigningOptions): boolean;

/**
 * Which scheme gave this body its Token? The named schemes are tried first, then every subset of the fields with each
 * prefix, case of the names and encoding of the values; `null` where none fits, as with a wrong key. Take the body from
 * a request that the vendor accepted, made by any other program.
 *
 * @throws {@link ZvcmsError} as {@link verify} does.
 */
export function detectScheme(
  openKey: string,
  request: SignedRequest,
  options?: { endpoint?: string | undefined },
): Scheme | null;

// ------------------------------------------------------------------ identifying a member

/**
 * What all ways to identify a member have in common. White space around a mobile, card_number, user_code or
 * multi_store_sn and control characters in them are refused (scanners and pasting leave both); passwords go as they are.
 */
export interface AnyWay {
  /** 多门店标识码: which branch store. */
  multi_store_sn?: string | undefined;
  /** 1: also return `is_open_points_pay` and `pay_rule`. */
  point_rules?: 0 | 1 | undefined;
}
/** By account: mobile number and login password. */
export interface ByAccount extends AnyWay {
  type: 1;
  mobile: string;
  password: string;
}
/** By physical card: the number printed on it, and its internal number (实体卡内部卡号). */
export interface ByCard extends AnyWay {
  type: 2;
  card_number: string;
  card_password: string;
}
/** By the member's identification code (会员识别码). */
export interface ByUserCode extends AnyWay {
  type: 3;
  user_code: string;
}
/** By the member's id: 1 to 2^53 − 1 as a number, or up to 2^63 − 1 as decimal digits or as a bigint. Sent as a JSON integer. */
export interface ByUserId extends AnyWay {
  type: 4;
  user_id: number | string | bigint;
}
/**
 * How to identify a member: a plain object or an instance of a class, of which the fields below are read. A field that
 * belongs to another `type`, an unknown one and an empty text are refused.
 */
export type IdentifyParams = ByAccount | ByCard | ByUserCode | ByUserId;

/**
 * A member. What arrives in another type than the documented one (PHP sends numbers as strings, `[]` for an empty object,
 * lists as objects) is converted and reported in {@link ResponseMeta.conversions}.
 *
 * Nothing is invented: a number or flag that the server left out, sent as `null` or `""`, or sent as what cannot be read, is
 * `null`; a text is `""`, a list is `[]`. A missing `status` is not "frozen". Only `id` is required; an `id`, a `status` of the
 * member or a list that cannot be read is a `decode` error.
 *
 * Fields that the vendor's page does not know are kept as they came (integers beyond 2^53 − 1 as decimal strings), but are
 * no part of the type, so that a misspelt name does not compile: read them with `Reflect.get(user, "name")`.
 */
export interface UserInfo {
  /** 用户id. */
  id: number;
  /** 用户昵称. */
  nickname: string;
  /** 用户名. */
  username: string;
  /** 用户手机号. */
  mobile: string;
  /** 0 frozen (冻结), 1 normal (正常). */
  status: 0 | 1 | (number & {}) | null;
  /** 用户积分: points. */
  user_points: number | null;
  user_coupons: Coupon[];
  /** `null` where no balances were sent. */
  user_wealth_info: Wealth | null;
  /** The member's branch store; 0 is the shop itself. */
  multi_store_id: number | null;
  /** May orders be paid with points? `null` where the server sent nothing, as it may without `point_rules: 1`. */
  is_open_points_pay: boolean | null;
  /** How orders are paid with points; `null` likewise. */
  pay_rule: PayRule | null;
}

/** Balances in fen (分, 1/100 yuan). */
export interface Wealth {
  /** 赠余额: given by the shop. */
  gift_amount: number | null;
  /** 充值余额: paid in. */
  recharge_amount: number | null;
  /** Both together. */
  total_amount: number | null;
}

/** A coupon of a member. */
export interface Coupon {
  /** 优惠券id. */
  coupon_id: number | null;
  /** 优惠券开始时间. */
  start_at: string;
  /** 优惠券结束时间. */
  end_at: string;
  /** 0 unused, 1 used. */
  status: 0 | 1 | (number & {}) | null;
  /** 核销码: the code that redeems it. */
  verify_code: string;
  /** 1 normal, 2 locked. */
  is_lock: 1 | 2 | (number & {}) | null;
  /** Validity as text. */
  date_time: string;
  /** 优惠券名称. */
  title: string;
  /** 0 a fixed amount (指定金额), 1 a discount (折扣券). */
  coupon_type: 0 | 1 | (number & {}) | null;
  /** The smallest order, in fen; 0 = none. */
  min_amount_use: number | null;
  /** 描述. */
  desc: string;
  /** 优惠券金额/折扣, as sent. The vendor gives no unit; examples and demo assume yuan for type 0 and 折 for type 1 (8.5 = pay 85 %), which is unconfirmed. */
  amount: number | null;
}

/** How orders are paid with points. */
export interface PayRule {
  /** What `points_num` means. 1: a point is worth `points_num` yuan; 2: a yuan costs `points_num` points. */
  points_num_type: 1 | 2 | (number & {}) | null;
  points_num: number | null;
  /** The highest share of an order that points may pay, in percent. */
  exchange_astrict: number | null;
}

/** What a client keeps. */
export interface ClientOptions extends Credentials {
  /** Where requests go: an absolute http or https address. Default `http://openapi.zvcms.com/api/v2`, the only one that the vendor documents: plain http, so anyone on the path can read passwords and replay a Token. */
  endpoint?: string | undefined;
  /** How requests are signed. Default `zvcms-v2`. */
  scheme?: SchemeName | Scheme | undefined;
  /** One deadline in milliseconds for a whole call, with all its attempts and waits, to the last byte of the body: 1 to 2^31 − 1. Default 10000. */
  timeoutMs?: number | undefined;
  /**
   * How often `identifyUser` is tried again at most: an integer from 0 to 20. Default 2. Tried again is what found no usable
   * response (but for TLS, redirects and mixed content), a transfer that broke, and the statuses 408, 429, 500, 502, 503 and
   * 504. Each attempt has its own Timestamp, Nonce and Token. The waits are random, up to 200 ms and twice that each further
   * time, up to 3 s; a `Retry-After` is kept. A client has 20 retries at once; every 10 successes give one back.
   */
  maxRetries?: number | undefined;
  /**
   * How many requests of one action this client begins in a second at most: an integer from 1 to 1000. Default: no limit. The
   * others wait for their turn in the order in which they came; `timeoutMs` and `signal` hold meanwhile. The vendor's
   * successor platform allows 10.
   */
  maxRequestsPerSecond?: number | undefined;
  /**
   * Which of the vendor's codes mean that the Timestamp is too far from the server's clock. Such a call is tried again at once
   * and once, within `maxRetries`, if the response's `Date` showed another time. Default: none, because the vendor's codes
   * are not published.
   */
  timestampErrorCodes?: string[] | undefined;
  /** In place of the global `fetch`, which is looked up at each call. Called as `fetch(url, init)` without `this`. */
  fetch?: FetchLike | undefined;
  /** The clock, in milliseconds since 1970. Default `Date.now`. Calls correct it by what responses tell of the server's clock. */
  now?: (() => number) | undefined;
  /** Default false. True makes a value that had to be converted a `decode` error. */
  strict?: boolean | undefined;
  /** Default false: in a page or a worker, `Client` and `identifyUser` refuse to take an openKey, because every visitor could read it. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** What one call may have of its own. */
export interface CallOptions {
  /** Ends the call at any moment with an `aborted` error. */
  signal?: AbortSignalLike | undefined;
  /** In place of the client's, in milliseconds. */
  timeoutMs?: number | undefined;
  /** In place of the client's. `call` is tried again only where this is given: another action may not bear to be done twice. */
  maxRetries?: number | undefined;
  /** Told once about the last response, before the promise settles: on success, and on every error that had an answer. What it throws is ignored. */
  onResponse?: ((meta: ResponseMeta) => void) | undefined;
}

/** What is worth knowing about a response besides its content. */
export interface ResponseMeta {
  action: string;
  httpStatus: number;
  /** How often the request was sent. */
  attempts: number;
  /** From the call to its decoded answer, in whole milliseconds. */
  elapsedMs: number;
  /** The server's `traceId`, where it sends one. */
  traceId: string | null;
  /**
   * The server's clock minus ours in milliseconds, as the client knows it after this response; 0 where they agree as far as
   * the whole seconds of `Date` can tell. `null` where this response says nothing of it: no envelope of the platform's, no readable
   * `Date` (browsers hide it from pages of another origin), an `Age`, or a response after more than 5 s.
   */
  serverTimeOffsetMs: number | null;
  /**
   * What had to be converted or could not be read: where, the documented type, and what came instead (`text`, `unreadable
   * text`); never the value. An empty text is reported where a text is documented, too; `strict` lets it pass.
   */
  conversions: { path: string; expected: string; got: string }[];
}

/** Identifies members and calls other actions. Calls may run side by side. The openKey is kept in the WebAssembly memory, where no `console.log` finds it. */
export class Client {
  /** @throws {@link ZvcmsError} `invalid_argument` that names every fault of the options. */
  constructor(options: ClientOptions);

  /**
   * Signs a request, as the function {@link sign} does.
   *
   * @throws {@link ZvcmsError}
   */
  sign(request?: UnsignedRequest): SignedRequest;

  /** Who is this member (会员识别)? Rejects with a {@link ZvcmsError}; nothing is sent where the arguments are faulty. */
  identifyUser(params: IdentifyParams, options?: CallOptions): Promise<UserInfo>;

  /**
   * Any other action of the platform: signed, sent, unwrapped. Gives `data` as it came (`null` where it is missing), with
   * integers beyond 2^53 − 1 as decimal strings. Tried once, unless `options.maxRetries` is given. `params` are read as {@link UnsignedRequest.params} are.
   * Rejects with a {@link ZvcmsError}.
   */
  call<T = unknown>(action: string, params?: object, options?: CallOptions): Promise<T>;

  /** Wipes the key. Later use is `invalid_argument` with the code `client_freed`; calls in flight finish. */
  free(): void;

  /** The same as {@link Client.free}, for `using`; there where the host knows `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

/** One call without keeping a client. Starts the WebAssembly instance itself, in whatever way the host allows. */
export function identifyUser(options: ClientOptions, params: IdentifyParams, call?: CallOptions): Promise<UserInfo>;

/** The part of `fetch` that is used. Structural, so that these declarations compile with DOM, with Node's types and with neither. */
export type FetchLike = (url: string, init: any) => Promise<any>;

/** The part of an `AbortSignal` that is used. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void, options?: any): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Starts the WebAssembly instance ahead of the first call. Needed only where compiling synchronously is not allowed
 * (the main thread of old browsers), before the first synchronous use: `new Client`, `sign`.
 */
export function ready(): Promise<void>;

// ------------------------------------------------------------------ errors

/**
 * What sort of failure it is:
 *
 * - `invalid_argument`: nothing was sent; `issues` is never empty and names every fault
 * - `environment`: this host cannot: no WebAssembly (yet), no random source, no fetch or none that gives responses, no timers
 * - `connection`: no usable response, or a transfer that broke
 * - `timeout`: our deadline
 * - `aborted`: the caller's signal
 * - `http`: not 2xx; `vendorCode` and `vendorMessage` are filled where the body is an envelope
 * - `decode`: not the envelope, or a field that cannot be read
 * - `business`: `status` true, `code` not 0
 * - `system`: `status` false
 * - `internal`: a defect of ours
 */
export type ErrorKind = ZvcmsError["kind"];

/** A fault of an argument. */
export interface Issue {
  /** Where, as JavaScript spells it: `params.list[2].name`; "" is the whole argument, which the message names. */
  readonly path: string;
  /** Stable, for translation. */
  readonly code: string;
  /** In English, without the value. */
  readonly message: string;
}

/** What every error of this package has. */
export interface Failure extends Error {
  readonly name: "ZvcmsError";
  /** Stable; docs/errors.md has one table of them. Business and system errors: `vendor_<digits>`, else `vendor_other`. */
  readonly code: string;
  /** Whether the same call, made anew, may succeed later. Never true for what the platform itself refused. */
  readonly retryable: boolean;
  /** How often the request was sent. */
  readonly attempts: number;
  /** The action that was called; there where a call had begun. */
  readonly action?: string | undefined;
  /** There where a response had begun to arrive. */
  readonly httpStatus?: number | undefined;
  /** How long the server asks to wait, in milliseconds: its `Retry-After`, at most 2^32 − 1. */
  readonly retryAfterMs?: number | undefined;
  /** The server's `traceId`, where it sent one. */
  readonly traceId?: string | undefined;
  /** In errors of `zvcms-openapi/browser`: the id that the route gave to the request, to find it in the server's log. */
  readonly requestId?: string | undefined;
  /** What was behind it: a fresh Error with name, code and masked message of the original, and of its causes. */
  readonly cause?: unknown;

  /** A plain object for logs. */
  toJSON(): object;
}

/** The vendor's own words. */
export interface FromVendor {
  /** The vendor's `code` as sent. */
  readonly vendorCode: string;
  /** The vendor's `message` as sent, the request's own secrets masked. */
  readonly vendorMessage: string;
}

/** Arguments with faults. Nothing was sent. */
export interface InvalidArgument extends Failure {
  readonly kind: "invalid_argument";
  /** Every fault, not just the first. */
  readonly issues: readonly Issue[];
}

/** The host lacks something, the caller gave up, or a defect of this package. */
export interface OtherFailure extends Failure {
  readonly kind: "environment" | "aborted" | "internal";
}

/** No usable response, or a transfer that broke. */
export interface ConnectionFailure extends Failure {
  readonly kind: "connection";
  /** Browsers know no more than mixed_content, offline and unknown. */
  readonly reason:
    | "dns"
    | "refused"
    | "reset"
    | "tls"
    | "redirect"
    | "mixed_content"
    | "offline"
    | "forbidden"
    | "unknown";
}

/** The deadline passed. */
export interface TimeoutFailure extends Failure {
  readonly kind: "timeout";
  /** What was being waited for: the response, the rest of its body, or the turn to send (`waiting`). */
  readonly phase: "headers" | "body" | "waiting";
}

/** A status other than 2xx. */
export interface HttpFailure extends Failure, Partial<FromVendor> {
  readonly kind: "http";
  readonly httpStatus: number;
  /** At most 200 characters of the body, masked; only where it is not the API's own JSON. */
  readonly snippet?: string | undefined;
}

/** A 2xx answer that cannot be read. */
export interface DecodeFailure extends Failure {
  readonly kind: "decode";
  readonly httpStatus: number;
  /** Where in the body. */
  readonly path?: string | undefined;
  /** At most 200 characters of the body, masked; only where it is not the API's own JSON. */
  readonly snippet?: string | undefined;
}

/** The platform refused (`business`) or failed (`system`). */
export interface VendorFailure extends Failure, FromVendor {
  readonly kind: "business" | "system";
  readonly httpStatus: number;
}

/**
 * Every failure of this package is one of these, and nothing else is ever thrown. The `kind` tells which fields there are.
 * No field holds an openKey, Token, password, card_password or a whole mobile number; text from outside is masked before
 * it is cut.
 */
export type ZvcmsError =
  | InvalidArgument
  | OtherFailure
  | ConnectionFailure
  | TimeoutFailure
  | HttpFailure
  | DecodeFailure
  | VendorFailure;

/** `instanceof` and `is` narrow to the same union; `is` also knows the errors of another copy of this package in the process. */
export declare const ZvcmsError: {
  readonly prototype: Failure;
  is(value: unknown): value is ZvcmsError;
  [Symbol.hasInstance](value: unknown): value is ZvcmsError;
};
