/**
 * Member lookup for pages and mini-programs, which must not have a key: it asks a route of your own server, made with
 * `createHandler` of `zvcms-openapi/server`. No WebAssembly, and nothing of the host but `fetch` and timers.
 *
 * @packageDocumentation
 */

import type { AbortSignalLike, IdentifyParams, UserInfo } from "./index.js";

export type {
  AbortSignalLike,
  ByAccount,
  ByCard,
  ByUserCode,
  ByUserId,
  Coupon,
  ErrorKind,
  IdentifyParams,
  Issue,
  PayRule,
  UserInfo,
  Wealth,
} from "./index.js";
export { ZvcmsError } from "./index.js";

/** How a lookup is made. */
export interface IdentifyOptions {
  /** The route of your server, such as `/api/member`. In a mini-program it must be an absolute https address. */
  url: string;
  /** Ends the lookup at any moment with an `aborted` error. */
  signal?: AbortSignalLike | undefined;
  /** One deadline in milliseconds, to the last byte of the answer: 1 to 2^31 − 1. Default 15000, because the server has 10000 for its own call. */
  timeoutMs?: number | undefined;
  /** Instead of the global `fetch`: `wx.request` of a mini-program, `uni.request`, or a function like them. */
  request?: RequestLike | undefined;
  /** Sent with the request, such as those of a session. `Content-Type` is ours, whatever is given. */
  headers?: Record<string, string> | undefined;
  /** Whether cookies are sent to another origin, too: `include`, which the route has to allow by `origins`. Default `same-origin`. With `fetch` only. */
  credentials?: "same-origin" | "include" | undefined;
}

/** A function like `wx.request`. */
export type RequestLike = (options: {
  url: string;
  method: "POST";
  data: string;
  header: Record<string, string>;
  dataType: "text";
  responseType: "text";
  timeout: number;
  success: (result: { statusCode: number; data: any; header?: any }) => void;
  fail: (error: { errMsg?: string; errorMessage?: string; statusCode?: number; status?: number; data?: any }) => void;
}) => unknown;

/**
 * Asks your server who a member is. Params are checked before anything is sent, by the same rules as on the server.
 *
 * A refusal of the platform is a `business` error with the code `not_identified`: no such member, or a wrong password;
 * the server does not say which, unless it was made with `exposeVendorErrors`. A refusal of your server, such as too many
 * attempts, is an `http` error with the server's code. See the table of codes in `docs/errors.md`.
 *
 * @throws {@link ZvcmsError} and nothing else.
 */
export function identifyUser(params: IdentifyParams, options: IdentifyOptions): Promise<UserInfo>;
