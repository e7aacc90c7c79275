/**
 * A stand-in for the vendor's server, for demos and for tests: it checks signatures with code of its own and answers
 * `communal.user.identity` with fixed members. Plain Node, no network but the port it listens on.
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
 * Timestamp, Token, Nonce, the pair of Timestamp and Nonce, Action, Params. The first check that fails gives the answer,
 * see {@link refusals}. `OPTIONS` is answered for any page (CORS) and neither logged nor given to `faults`.
 *
 * @throws TypeError naming the option that is unknown or has a value that it cannot have.
 * @throws Error of `node:net` where the port cannot be listened on.
 */
export function startEmulator(options?: StartOptions | undefined): Promise<Emulator>;

/** What {@link startEmulator} takes. */
export interface StartOptions {
  /** The address to listen on. Default `"127.0.0.1"`. */
  host?: string | undefined;
  /** The port to listen on; 0, the default, takes a free one. */
  port?: number | undefined;
  /** How answers are written. Default `"typed"`. */
  dialect?: Dialect | undefined;
  /** How the Token is made. Default `"zvcms-v2"`. */
  scheme?: SchemeName | Scheme | undefined;
  /**
   * The server's clock, in milliseconds: the Timestamp, the memory of used pairs and the `Date` header follow it.
   * Default `Date.now`.
   */
  now?: (() => number) | undefined;
  /**
   * Asked once for each request, after it was checked: what shall go wrong with the answer? A request whose answer is
   * lost has used its pair of Timestamp and Nonce all the same.
   */
  faults?: ((request: ReceivedRequest) => Fault | undefined) | undefined;
}

/**
 * Three ways to write the same data:
 * - `"typed"`: each field has the type that the vendor documents (`status` and `is_open_points_pay` are booleans);
 * - `"strings"`: every scalar is a string, as in the vendor's sample (`"status": "true"`, `"code": "0"`);
 * - `"php"`: a mixture as PHP's `json_encode` may give it, always the same for the same member: numbers as strings,
 *   digits as numbers, booleans as 1 or "1", `[]` for an object without content, `\/` and `\uXXXX` escapes. The member's
 *   id modulo 3 says how lists are written: as lists (0), as objects with the keys "0", "1", … (1), or with holes
 *   between the keys (2).
 */
export type Dialect = "typed" | "strings" | "php";

/** The schemes that have a name. */
export type SchemeName = "zvcms-v2" | "zvcms-v2+action" | "tencent-v2" | "qmai-v3";

/** How the string to sign is made. */
export interface Scheme {
  /** The fields that take part: `name=value`, sorted by name, joined by `&`. */
  fields: readonly ("OpenId" | "GrantCode" | "Timestamp" | "Nonce" | "Action")[];
  /** How names are written. Default `"pascal"`. */
  names?: "pascal" | "camel" | undefined;
  /** How values are written; percent-encoding is that of RFC 3986. Default `"raw"`. */
  values?: "raw" | "percent" | undefined;
  /**
   * What stands before the fields: nothing, or `POST`, the Host header (lower case, without the port 80), the path and
   * `?`. Default `"none"`.
   */
  prefix?: "none" | "method-host-path" | undefined;
}

/** A running emulator. */
export interface Emulator {
  /** The endpoint to give to a client, such as `http://127.0.0.1:40000/api/v2`. */
  readonly url: string;
  /** The published test credentials, the same in every copy of the emulator. */
  readonly credentials: { readonly openId: string; readonly grantCode: string; readonly openKey: string };
  /** Everyone who can be identified. Frozen. */
  readonly members: readonly Member[];
  /** The last 1000 requests, oldest first. Yours to empty. */
  readonly requests: ReceivedRequest[];
  /** Stops listening and ends all connections at once, also those that wait for an answer. */
  close(): Promise<void>;
}

/**
 * A member. These exist, in this order; the number in their logins counts from 01:
 *
 * | name | what it shows |
 * |---|---|
 * | `normal` | a normal member with a few coupons, points and balances |
 * | `frozen` | `status` 0; what the vendor does with a frozen member is unknown, the emulator answers it |
 * | `no-coupons` | no coupons, no points, no balances |
 * | `many-coupons` | 200 coupons |
 * | `coupon-states` | unused, used, locked, used and locked, expired, not yet valid coupons; a branch store |
 * | `points-type-1` | `points_num_type` 1: a point is worth 0.01 yuan; points pay at most half an order |
 * | `points-type-2` | `points_num_type` 2: a yuan costs 12.5 points; points may pay the whole order |
 * | `points-pay-closed` | has points, but the shop takes none in payment |
 * | `large-values` | id, points and total balance 2^53−1, a name of 1000 and a description of 5000 characters |
 * | `rare-characters` | emoji, Han beyond the basic plane, combining marks, quotes, slashes, markup, newlines |
 */
export interface Member {
  /** A short name in English. */
  readonly name: string;
  /** What the member is there for, in English. */
  readonly description: string;
  /** How to reach the member, in each of the four ways. */
  readonly login: Login;
  /** What the emulator knows; `is_open_points_pay` and `pay_rule` are sent only where `point_rules` was 1. */
  readonly user: MemberUser;
}

/** What to ask with: mobile and password (type 1), both numbers of the card (2), the code (3) or the id (4). */
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
  /** Yuan for an amount, 折 for a discount (8.5: pay 85 %). The vendor names no unit: this is an assumption. */
  readonly amount: number;
}

/**
 * A request as it is logged. Token, password and card_password are `"***"`, a mobile number is `"138****0001"`, and the
 * values of the headers Authorization, Cookie and Proxy-Authorization are `"***"`.
 */
export interface ReceivedRequest {
  /** Counts from 0 since the start. */
  readonly index: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, parsed; `undefined` where it is not JSON or over 16 KiB. */
  readonly body: unknown;
  /** `Action` of the body, where it is a string. */
  readonly action: string | undefined;
  /** `Params` of the body; `{}` where it has none. */
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What can go wrong with an answer:
 * - `status`: that status, with that body (default empty, `text/html`) instead of the answer;
 * - `body`: status 200 and that body (`application/json`) instead of the answer;
 * - `delay`: the answer, but only after `ms` milliseconds;
 * - `stall`: the headers, half of the body, then nothing;
 * - `truncate`: the headers, half of the body, then the end of the connection;
 * - `reset`: no answer, the connection is reset;
 * - `redirect`: a redirect to `location` (default status 307).
 *
 * Anything else, or a function that throws, is answered as `misconfigured`, see {@link refusals}.
 */
export type Fault =
  | {
      kind: "status";
      status: number;
      body?: string | Uint8Array | undefined;
      headers?: Record<string, string> | undefined;
    }
  | { kind: "body"; body: string | Uint8Array; headers?: Record<string, string> | undefined }
  | { kind: "delay"; ms: number }
  | { kind: "stall" }
  | { kind: "truncate" }
  | { kind: "reset" }
  | { kind: "redirect"; location: string; status?: number | undefined };

/** One kind of answer that is not success; `data` is `[]` in each. */
export interface Refusal {
  /** True for business errors, false for system errors. */
  readonly status: boolean;
  readonly code: number;
  /** Where a message says more, such as the name of a field, it follows after `：`. */
  readonly message: string;
  readonly httpStatus: number;
}

/**
 * Every answer that is not success. **The codes are the emulator's own inventions**, because the vendor's table is not
 * published: do not expect them from the vendor. So are the messages but for 查询的信息不存在.
 *
 * | name | status | code | HTTP | when |
 * |---|---|---|---|---|
 * | `notFound` | true | 20001 | 200 | no member has this code or id |
 * | `accountWrong` | true | 20002 | 200 | no member has this mobile number and password |
 * | `cardWrong` | true | 20003 | 200 | no member has this card |
 * | `notJson` | false | 10001 | 200 | the body is not JSON in UTF-8, or begins with a byte-order mark |
 * | `notObject` | false | 10002 | 200 | the body is JSON, but no object |
 * | `fieldMissing` | false | 10003 | 200 | one of the seven fields is missing, null or empty |
 * | `fieldType` | false | 10004 | 200 | one of the seven fields is not a string; Params is not an object (or `[]`) |
 * | `openIdUnknown` | false | 10101 | 200 | OpenId is not the published one |
 * | `grantCodeWrong` | false | 10102 | 200 | GrantCode is not the published one |
 * | `timestampMalformed` | false | 10103 | 200 | Timestamp is not a decimal number |
 * | `timestampOutOfRange` | false | 10104 | 200 | Timestamp is more than 300 s from the emulator's clock |
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
 * | `misconfigured` | false | 10500 | 500 | `now` or `faults` threw, or returned what they may not |
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
    | "misconfigured",
    Refusal
  >
>;
