/**
 * A stand-in for the vendor's server, for demos and tests. It checks signatures with code of its own and answers
 * `communal.user.identity` with fixed members or with yours. It runs in plain Node and needs no network but its port.
 *
 * @example
 * ```js
 * import { Client } from "zvcms-openapi";
 * import { startEmulator } from "zvcms-openapi/emulator";
 *
 * const emulator = await startEmulator();
 * const client = new Client({ ...emulator.credentials, endpoint: emulator.url });
 * const user = await client.identifyUser({ type: 3, user_code: emulator.members[0].login.user_code });
 * await emulator.close();
 * ```
 *
 * @packageDocumentation
 */

/**
 * Starts an emulator. Several can run in one process; they share nothing.
 *
 * A request is checked in this order: method, path, size of the body, JSON, the seven fields, OpenId, GrantCode,
 * Timestamp, Token, Nonce, the pair of Timestamp and Nonce, Action, Params. The first check that fails decides the
 * answer, see {@link refusals}. `OPTIONS` is answered for any page (CORS). It is not logged, and `faults` does not see it.
 *
 * @throws TypeError that names the option if it is unknown or its value is wrong.
 * @throws Error of `node:net` if it cannot listen on the port.
 */
export function startEmulator(options?: StartOptions | undefined): Promise<Emulator>;
/** Starts an emulator with members of your own, see {@link NewMember}. */
export function startEmulator(options: StartOptions<NewMember>): Promise<Emulator<ServedMember>>;

/**
 * The options of {@link startEmulator}. Write `StartOptions<NewMember>` if you need a name for options with members of
 * your own.
 */
export interface StartOptions<M extends NewMember = Member> {
  /** The address to listen on; `"0.0.0.0"` and `"::"` stand for every one. Default `"127.0.0.1"`. */
  host?: string | undefined;
  /** The port to listen on. Default 0: a free one. */
  port?: number | undefined;
  /** How answers are written. Default `"typed"`. */
  dialect?: Dialect | undefined;
  /** How the Token is made. Default `"zvcms-v2"`. */
  scheme?: SchemeName | Scheme | undefined;
  /**
   * The server's clock, in milliseconds. The check of the Timestamp, the memory of used pairs and the `Date` header
   * follow it. Default `Date.now`.
   */
  now?: (() => number) | undefined;
  /**
   * What goes wrong: a list, of which the first request gets the first fault and so on, until nothing is wrong any more; or
   * a function, which is called once for each request. `undefined` in the place of a fault means that nothing is wrong with
   * that request. A request whose answer is lost has used up its pair of Timestamp and Nonce.
   */
  faults?: Faults | undefined;
  /**
   * The members to serve: a list instead of the fixed ones, or a function that gets the fixed ones and returns the
   * whole list. Default: the fixed ones, see {@link Member}. Two members must not share a mobile number, card number,
   * code or id. An answer that no member can give, such as one with unknown fields, is a job for `faults`.
   *
   * @example
   * ```js
   * const mine = { login: { user_code: "A1" }, user: { nickname: "王小明", status: null } };
   * await startEmulator({ members: [mine] });
   * await startEmulator({ members: (fixed) => [...fixed, mine] });
   * ```
   */
  members?: readonly M[] | ((fixed: readonly Member[]) => readonly M[]) | undefined;
}

/**
 * Three ways to write the same data:
 * - `"typed"`: each field has the type that the vendor documents (`status` and `is_open_points_pay` are booleans);
 * - `"strings"`: every scalar is a string, as in the vendor's sample (`"status": "true"`, `"code": "0"`);
 * - `"php"`: a mixture as PHP's `json_encode` may write it, always the same for the same member: numbers as strings,
 *   digits as numbers, booleans as 1 or "1", `[]` for an object of zeros, `\/` and `\uXXXX` escapes. The member's id
 *   modulo 3 says how lists are written: as lists (0, or no id), as objects with the keys "0", "1", … (1), or as
 *   objects whose keys have gaps (2).
 *
 * `null` stays `null` in each.
 */
export type Dialect = "typed" | "strings" | "php";

/** The named schemes. */
export type SchemeName = "zvcms-v2" | "zvcms-v2+action" | "tencent-v2" | "qmai-v3";

/** How the string to sign is made. */
export interface Scheme {
  /** The signed fields: `name=value`, sorted by name, joined by `&`. */
  fields: readonly ("OpenId" | "GrantCode" | "Timestamp" | "Nonce" | "Action")[];
  /** How names are written. Default `"pascal"`. */
  names?: "pascal" | "camel" | undefined;
  /** How values are written; `"percent"` is the percent-encoding of RFC 3986. Default `"raw"`. */
  values?: "raw" | "percent" | undefined;
  /**
   * What comes before the fields: nothing, or `POST`, the Host header (lower case, without port 80), the path and `?`.
   * Default `"none"`.
   */
  prefix?: "none" | "method-host-path" | undefined;
}

/** A running emulator. */
export interface Emulator<M extends NewMember = Member> {
  /**
   * The endpoint to give to a client, such as `http://127.0.0.1:40000/api/v2`. If it listens on every address, this is
   * one that other machines can use.
   */
  readonly url: string;
  /** The published test credentials, the same in every copy of the emulator. */
  readonly credentials: { readonly openId: string; readonly grantCode: string; readonly openKey: string };
  /** Everyone who can be identified. Frozen. Your own are listed as they are served, complete. */
  readonly members: readonly M[];
  /** The last 1000 requests, oldest first. You may empty it. */
  readonly requests: ReceivedRequest[];
  /**
   * Replaces the faults, also those of a list that were not used yet; `undefined` ends them. Fulfilled when the port is
   * open, or closed for `refuse`.
   *
   * @throws TypeError that names the fault if it is unknown or a value of it is wrong.
   */
  setFaults(faults?: Faults | undefined): Promise<void>;
  /** Stops listening and ends all connections at once, even those that wait for an answer. */
  close(): Promise<void>;
}

/**
 * A fixed member. These exist, in this order. The number in their logins counts from 01.
 *
 * | name | what it shows |
 * |---|---|
 * | `normal` | a normal member with a few coupons, points and balances |
 * | `frozen` | `status` 0; the emulator identifies it, what the vendor does is unknown |
 * | `no-coupons` | no coupons, no points, no balances |
 * | `many-coupons` | 200 coupons |
 * | `coupon-states` | unused, used, locked, used and locked, expired, not yet valid coupons; a branch store |
 * | `points-type-1` | `points_num_type` 1: a point is worth 0.01 yuan; points pay at most half an order |
 * | `points-type-2` | `points_num_type` 2: a yuan costs 12.5 points; points may pay the whole order |
 * | `points-pay-closed` | has points, but the shop takes none in payment |
 * | `large-values` | id, points and total balance 9007199254740991 (2^53−1), a name of 1000 and a description of 5000 characters |
 * | `rare-characters` | emoji, Han beyond the basic plane, combining marks, quotes, slashes, markup, newlines |
 */
export interface Member {
  /** A short name in English. */
  readonly name: string;
  /** What the member is for, in English. */
  readonly description: string;
  /** How to identify the member, in each of the four ways. */
  readonly login: Login;
  /** The member's data. `is_open_points_pay` and `pay_rule` are sent only if `point_rules` was 1. */
  readonly user: MemberUser;
}

/** What identifies a member: mobile and password (type 1), both numbers of the card (2), the code (3) or the id (4). */
export interface Login {
  readonly mobile: string;
  readonly password: string;
  readonly card_number: string;
  readonly card_password: string;
  readonly user_code: string;
  readonly user_id: number;
}

/** `data.user_info` in the documented types. */
export interface MemberUser {
  readonly id: number;
  readonly nickname: string;
  readonly username: string;
  readonly mobile: string;
  /** 0 frozen, 1 normal. */
  readonly status: number;
  readonly user_points: number;
  readonly user_coupons: readonly Coupon[];
  /** In fen. */
  readonly user_wealth_info: {
    readonly gift_amount: number;
    readonly recharge_amount: number;
    readonly total_amount: number;
  };
  /** 0 is the shop itself. */
  readonly multi_store_id: number;
  readonly is_open_points_pay: boolean;
  readonly pay_rule: {
    /** 1: a point is worth `points_num` yuan; 2: a yuan costs `points_num` points. */
    readonly points_num_type: number;
    readonly points_num: number;
    /** The percentage of an order that points may pay. */
    readonly exchange_astrict: number;
  };
}

/**
 * A member of your own. Only `login` is required.
 *
 * In `user`, and in what is inside it, each field that you leave out is filled in. A field that is `undefined` is not
 * sent; one that is `null` is sent as `null`. Unknown fields are refused.
 */
export interface NewMember {
  /** Default `"member-1"` for the first in the list, and so on. */
  readonly name?: string | undefined;
  /** Default `""`. */
  readonly description?: string | undefined;
  readonly login: NewLogin;
  /** Default: all of it is filled in. */
  readonly user?: NewUser | undefined;
}

/** A member of your own as it is served. `user` has just the fields that are sent. */
export interface ServedMember extends NewMember {
  readonly name: string;
  readonly description: string;
  readonly user: NewUser;
}

/**
 * At least one way to identify the member: mobile and password, card_number and card_password, user_code, or user_id.
 * Texts must not be empty. In a way that you leave out, the member is not found.
 */
export type NewLogin = { readonly [Name in keyof Login]?: Login[Name] | undefined };

/** `data.user_info` of a member of your own. */
export interface NewUser {
  /** Default: `user_id` of the login, otherwise 20001 for the first in the list, 20002 for the second, and so on. */
  readonly id?: number | null | undefined;
  /** Default `"测试会员"`. */
  readonly nickname?: string | null | undefined;
  /** Default `"emulator_test"`. */
  readonly username?: string | null | undefined;
  /** Default: `mobile` of the login, otherwise `""`. */
  readonly mobile?: string | null | undefined;
  /** Default 1, normal. */
  readonly status?: number | null | undefined;
  /** Default 0. */
  readonly user_points?: number | null | undefined;
  /** Default `[]`. */
  readonly user_coupons?: readonly NewCoupon[] | null | undefined;
  /** In fen. Default 0 for the first two, and their sum for the total. */
  readonly user_wealth_info?: Optional<MemberUser["user_wealth_info"]> | null | undefined;
  /** Default 0, the shop itself. */
  readonly multi_store_id?: number | null | undefined;
  /** Default `true`. */
  readonly is_open_points_pay?: boolean | 0 | 1 | null | undefined;
  /** Default: `points_num_type` 2, `points_num` 100, `exchange_astrict` 20. */
  readonly pay_rule?: Optional<MemberUser["pay_rule"]> | null | undefined;
}

/**
 * A coupon of a member of your own. The defaults make an unused coupon of 5 yuan: `coupon_id` 30001 for the first in
 * the list and so on, from 2019-01-01 00:00:00 to 2099-12-31 23:59:59, `status` 0, `is_lock` 1, `coupon_type` 0,
 * `min_amount_use` 0, `amount` 5, `verify_code` and `date_time` made from the id and the two times, with texts that fit.
 */
export type NewCoupon = Optional<Coupon>;

/** Each field may be left out, `undefined` or `null`, see {@link NewMember}. */
export type Optional<T> = { readonly [Name in keyof T]?: T[Name] | null | undefined };

/** A coupon in the documented types. */
export interface Coupon {
  readonly coupon_id: number;
  readonly start_at: string;
  readonly end_at: string;
  /** 0 unused, 1 used. */
  readonly status: number;
  readonly verify_code: string;
  /** 1 normal, 2 locked. */
  readonly is_lock: number;
  readonly date_time: string;
  readonly title: string;
  /** 0 amount, 1 discount. */
  readonly coupon_type: number;
  /** In fen, 0 = none. */
  readonly min_amount_use: number;
  readonly desc: string;
  /** Yuan for an amount, 折 for a discount (8.5: pay 85 %). The vendor names no unit; this one is assumed. */
  readonly amount: number;
}

/**
 * A request in the log. Token, password and card_password are `"***"`, as are the headers Authorization, Cookie and
 * Proxy-Authorization. A mobile number is `"138****0001"`.
 */
export interface ReceivedRequest {
  /** Counts from 0 since the start. */
  readonly index: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; `undefined` if it is not JSON or over 16 KiB. */
  readonly body: unknown;
  /** `Action` of the body if it is a string. */
  readonly action: string | undefined;
  /** `Params` of the body; `{}` if it has none. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** A list of faults, one for each request, or a function that chooses one. See {@link StartOptions.faults}. */
export type Faults =
  | readonly (FaultName | Fault | undefined)[]
  | ((request: ReceivedRequest) => FaultName | Fault | undefined);

/**
 * The faults that have a name. "The answer" is the one that would be given without the fault.
 *
 * | name | what happens |
 * |---|---|
 * | `refuse` | nobody listens at the port, until `setFaults` is called; a function cannot return it |
 * | `reset` | the connection is reset, and nothing is answered |
 * | `reset-in-headers` | it is reset after half of a header |
 * | `reset-in-body` | it is reset after half of the body |
 * | `stall-headers` | nothing is answered, and the connection stays |
 * | `stall-body` | half of the body, then nothing |
 * | `trickle` | the answer, in 30 pieces over 300 ms |
 * | `truncate` | half of the body, then the end of the connection |
 * | `wrong-length` | the answer, and the end of the connection 100 bytes before the Content-Length |
 * | `garbage-chunks` | half of the body as a chunk, then no size of the next |
 * | `gzip` | the answer, compressed as its Content-Encoding says |
 * | `wrong-encoding` | the answer, not compressed, though its Content-Encoding says gzip |
 * | `redirect` | 301 to another host |
 * | `status-204`, `status-400`, `status-401`, `status-403`, `status-404`, `status-408`, `status-429`, `status-502`, `status-503` | that status without a body |
 * | `status-429-retry-after` | 429 with `Retry-After: 1` |
 * | `status-500-html` | 500 with an HTML page |
 * | `proxy-clock` | 503 with an HTML page of another server, whose clock says 1970: `Date: Thu, 01 Jan 1970 00:00:00 GMT` |
 * | `html` | 200 with an HTML page |
 * | `php-warning` | a warning of PHP before the answer |
 * | `byte-order-mark` | a mark of UTF-8 before the answer |
 * | `invalid-utf8` | the answer with two of three bytes of a character in a text |
 * | `utf-16` | the answer in UTF-16 |
 * | `empty`, `null`, `list`, `number` | 200 with no body, or with `null`, `[]` or `12345` |
 * | `deep` | `data` is 100,000 lists inside one another |
 * | `huge` | the answer behind a long text: 64 MiB |
 * | `duplicate-keys` | the answer, in which keys are `null` first and right the second time |
 * | `clock-ahead`, `clock-behind` | the server's clock is 600 s ahead or behind: in `Date`, and for the check of the Timestamp |
 * | `replayed` | the refusal of a pair of Timestamp and Nonce that was used before |
 * | `business-error` | the refusal `notFound` |
 * | `system-error` | the refusal `systemBusy` |
 * | `unknown-enums` | the answer with values of `status`, `is_lock`, `coupon_type` and `points_num_type` that nobody documents |
 * | `unknown-fields` | the answer with more fields in each object |
 * | `missing-fields` | the answer with nothing but `id` of the member |
 * | `unreadable-fields` | the answer with values that cannot be read: `"12a"` in `user_points`, `"5.00元"`, `"1,234.50"`, `{}` in a text |
 * | `strings` | the answer in the dialect `strings` |
 * | `whole-floats` | the answer with `10001.0` for each whole number and each text of digits in `data` |
 */
export type FaultName =
  | "refuse"
  | "reset"
  | "reset-in-headers"
  | "reset-in-body"
  | "stall-headers"
  | "stall-body"
  | "trickle"
  | "truncate"
  | "wrong-length"
  | "garbage-chunks"
  | "gzip"
  | "wrong-encoding"
  | "redirect"
  | "status-204"
  | "status-400"
  | "status-401"
  | "status-403"
  | "status-404"
  | "status-408"
  | "status-429"
  | "status-429-retry-after"
  | "status-500-html"
  | "status-502"
  | "status-503"
  | "proxy-clock"
  | "html"
  | "php-warning"
  | "byte-order-mark"
  | "invalid-utf8"
  | "utf-16"
  | "empty"
  | "null"
  | "list"
  | "number"
  | "deep"
  | "huge"
  | "duplicate-keys"
  | "clock-ahead"
  | "clock-behind"
  | "replayed"
  | "business-error"
  | "system-error"
  | "unknown-enums"
  | "unknown-fields"
  | "missing-fields"
  | "unreadable-fields"
  | "strings"
  | "whole-floats";

/**
 * Faults with values of their own:
 * - `status`: this status and this body (default: empty, `text/html`) instead of the answer;
 * - `body`: status 200 and this body (`application/json`) instead of the answer;
 * - `redirect`: a redirect to `location` (default status 307);
 * - `delay`: the answer, after `ms` milliseconds;
 * - `trickle`: the answer in pieces, over `ms` milliseconds;
 * - `stall`, `truncate`, `reset`: the names `stall-body`, `truncate` and `reset`;
 * - `refuse`: nobody listens for `ms` milliseconds, or until `setFaults` is called;
 * - `deep`: so many `levels`;
 * - `huge`: so many `bytes`;
 * - `clock`: the server's clock is so many `seconds` ahead, or behind if negative;
 * - `refusal`: one of the {@link refusals}.
 *
 * If a function returns anything else, or throws, the answer is the refusal `misconfigured`.
 */
export type Fault =
  | {
      kind: "status";
      status: number;
      body?: string | Uint8Array | undefined;
      headers?: Record<string, string> | undefined;
    }
  | { kind: "body"; body: string | Uint8Array; headers?: Record<string, string> | undefined }
  | { kind: "redirect"; location: string; status?: number | undefined }
  | { kind: "delay"; ms: number }
  | { kind: "trickle"; ms?: number | undefined }
  | { kind: "stall" }
  | { kind: "truncate" }
  | { kind: "reset" }
  | { kind: "refuse"; ms?: number | undefined }
  | { kind: "deep"; levels?: number | undefined }
  | { kind: "huge"; bytes?: number | undefined }
  | { kind: "clock"; seconds: number }
  | { kind: "refusal"; name: keyof typeof refusals };

/** One kind of answer that is not success; `data` is `[]` in each. */
export interface Refusal {
  /** True for business errors, false for system errors. */
  readonly status: boolean;
  readonly code: number;
  /** The message of an answer may end in `：` and a detail, such as the name of a field. */
  readonly message: string;
  readonly httpStatus: number;
}

/**
 * Every answer that is not success. The vendor's table is not published, so **the codes are the emulator's own**: do not
 * expect them from the vendor. The same is true of the messages, except 查询的信息不存在.
 *
 * | name | status | code | HTTP | when |
 * |---|---|---|---|---|
 * | `notFound` | true | 20001 | 200 | no member has this user_code or user_id |
 * | `accountWrong` | true | 20002 | 200 | no member has this mobile number and password |
 * | `cardWrong` | true | 20003 | 200 | no member has this card |
 * | `notJson` | false | 10001 | 200 | the body is not JSON in UTF-8, or begins with a byte-order mark |
 * | `notObject` | false | 10002 | 200 | the body is JSON, but not an object |
 * | `fieldMissing` | false | 10003 | 200 | one of the seven fields is missing, null or empty |
 * | `fieldType` | false | 10004 | 200 | one of the seven fields is not a string; Params is not an object (or `[]`) |
 * | `openIdUnknown` | false | 10101 | 200 | OpenId is not the published one |
 * | `grantCodeWrong` | false | 10102 | 200 | GrantCode is not the published one |
 * | `timestampMalformed` | false | 10103 | 200 | Timestamp is not a decimal number |
 * | `timestampOutOfRange` | false | 10104 | 200 | Timestamp is more than 300 s away from the emulator's clock |
 * | `tokenWrong` | false | 10105 | 200 | Token is not exactly what the scheme gives, percent-encoded in upper case |
 * | `nonceMalformed` | false | 10106 | 200 | Nonce is not a positive decimal number of up to 20 digits |
 * | `replayed` | false | 10107 | 200 | Timestamp and Nonce were used together within 600 s, with a right Token |
 * | `actionUnknown` | false | 10201 | 200 | Action is not communal.user.identity |
 * | `paramMissing` | false | 10301 | 200 | a param that this `type` needs is missing, null or empty |
 * | `paramType` | false | 10302 | 200 | a param is not of its documented type |
 * | `paramValue` | false | 10303 | 200 | `type` is not 1 to 4, `point_rules` not 0 or 1, `user_id` not positive |
 * | `pathNotFound` | false | 10404 | 404 | the path is not /api/v2 |
 * | `methodNotAllowed` | false | 10405 | 405 | the method is not POST |
 * | `bodyTooLarge` | false | 10413 | 413 | the body is over 1 MiB |
 * | `systemBusy` | false | 10501 | 200 | the fault `system-error` asks for it |
 * | `misconfigured` | false | 10500 | 500 | `now` or `faults` threw or returned a wrong value |
 */
export const refusals: Readonly<
  Record<
    | "notFound"
    | "accountWrong"
    | "cardWrong"
    | "notJson"
    | "notObject"
    | "fieldMissing"
    | "fieldType"
    | "openIdUnknown"
    | "grantCodeWrong"
    | "timestampMalformed"
    | "timestampOutOfRange"
    | "tokenWrong"
    | "nonceMalformed"
    | "replayed"
    | "actionUnknown"
    | "paramMissing"
    | "paramType"
    | "paramValue"
    | "pathNotFound"
    | "methodNotAllowed"
    | "bodyTooLarge"
    | "systemBusy"
    | "misconfigured",
    Refusal
  >
>;
