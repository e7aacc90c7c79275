/**
 * The route that pages ask for a member, with what a public route needs: who may ask, how often, and what an answer reveals.
 *
 * @packageDocumentation
 */

import type { Client } from "./index.js";

/** The host's own `Request` and `Response`, where its types are known. */
type HostRequest = typeof globalThis extends { Request: { prototype: infer Known } } ? Known : any;
type HostResponse = typeof globalThis extends { Response: { prototype: infer Known } } ? Known : any;

/** A limit of attempts. Those of `rate-limiter-flexible` are such objects. */
export interface Limiter {
  /**
   * Counts `points` (default 1) attempts of a key. Resolves if they are within the limit. Rejects with an object that has
   * `msBeforeNext` (milliseconds) if they are not, and with an `Error` if it fails.
   */
  consume(key: string, points?: number): Promise<unknown>;
  /** Gives `points` (default 1) attempts of a key back. Limiters of `rate-limiter-flexible` have it, but not a union and not a bursty one. */
  reward?(key: string, points?: number): Promise<unknown>;
}

/** What the route is made with. `From` is what the adapter hands on: Express's request, Koa's context and so on. */
export interface HandlerOptions<From = unknown> {
  /** Asks the platform. The handler does not free it. */
  client: Client;
  /**
   * Who is asking? Gives a name for the caller, such as the id of the session or the address; its attempts are counted
   * under that name, those of an IPv6 address under its /64. `null`, `undefined`, `false` or `""` refuses the request (401). It must not read the body.
   */
  authorize: (request: HostRequest, from: From) => Caller | Promise<Caller>;
  /**
   * How often one may try: one limiter for all, or one each for callers and for members (whoever is looked up). Every
   * attempt counts for both; one that identified a member by a password (types 1 and 2) is given back to the member where
   * the limiter has `reward`. A limiter gets keyed hashes, never a mobile number or the number of a card. `false`: no limit;
   * then something else must keep passwords from being tried out.
   */
  limit: Limiter | { caller: Limiter; member: Limiter } | false;
  /** What to do if a limiter fails, for example because its store is gone: refuse (503, default) or allow. */
  whenLimitFails?: "refuse" | "allow" | undefined;
  /** Which identification methods are served, by `type`. Default 1 and 2, those with a password: codes and ids can be guessed by counting. */
  allow?: readonly (1 | 2 | 3 | 4)[] | undefined;
  /** Default false: each refusal of the platform is `not_identified`, so that nobody learns whether a number is a member's. True: the platform's code and message are passed on. */
  exposeVendorErrors?: boolean | undefined;
  /**
   * Receives every failure that is not the visitor's: a wrong key, an unreachable platform, a limiter or an `authorize` that
   * threw. Default: a line without secrets on `console.error`. What it throws is ignored.
   */
  onError?: ((error: unknown, step: Step) => void) | undefined;
}

/** What {@link HandlerOptions.authorize} gives. */
export type Caller = string | null | undefined | false;

/** Where something failed; `request`: it could not be served at all, such as one whose body somebody has read. */
export type Step = "request" | "authorize" | "limit" | "identify";

/** A route. It always gives a response, and never throws. */
export type Handler<From = unknown> = (request: HostRequest, from?: From) => Promise<HostResponse>;

/**
 * Makes the route: params of `identifyUser` as JSON in; a `UserInfo`, or `{ "error": { kind, code, message, … } }`, as JSON
 * out. It takes POST with `Content-Type: application/json` and up to 16 KiB, from pages of its own origin, from
 * mini-programs of WeChat, and from callers that name no origin. `docs/storefront.md` has its statuses and codes.
 *
 * It can be a route handler of Next as it is. Make it with the first request: the build of Next has no key.
 *
 * @throws TypeError that names the option if one is missing, unknown or wrong.
 */
export function createHandler<From = unknown>(options: HandlerOptions<From>): Handler<From>;

// ------------------------------------------------------------------ adapters

/** What is used of a request of `node:http`. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  [Symbol.asyncIterator](): AsyncIterableIterator<any>;
}
/** What is used of a response of `node:http`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
  on(event: "close", listener: () => void): unknown;
  readonly headersSent: boolean;
  readonly writableFinished: boolean;
}
/** For `node:http`, Express and Connect. A body that `express.json()` has read is taken from `request.body`. */
export function toNode<Req extends NodeRequest = NodeRequest>(
  handler: Handler<Req>,
): (request: Req, response: NodeResponse) => Promise<void>;

/** What is used of a context of Koa. */
export interface KoaContext {
  readonly req: NodeRequest;
  readonly res: { on(event: "close", listener: () => void): unknown; readonly writableFinished: boolean };
  readonly request: any;
  status: number;
  body: unknown;
  set(headers: Record<string, string>): void;
}
/** A middleware of Koa. */
export function toKoa<Context extends KoaContext = KoaContext>(
  handler: Handler<Context>,
): (context: Context) => Promise<void>;

/** What is used of a request of Fastify. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest;
  readonly body: unknown;
}
/** What is used of a reply of Fastify. */
export interface FastifyReplyLike {
  readonly raw: { on(event: "close", listener: () => void): unknown; readonly writableFinished: boolean };
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: string): unknown;
}
/** A route handler of Fastify. */
export function toFastify<Req extends FastifyRequestLike = FastifyRequestLike>(
  handler: Handler<Req>,
): (request: Req, reply: FastifyReplyLike) => Promise<unknown>;

/** What is used of a context of Hono. */
export interface HonoContext {
  readonly req: { readonly raw: HostRequest; arrayBuffer(): Promise<any> };
}
/** A handler of Hono. */
export function toHono<Context extends HonoContext = HonoContext>(
  handler: Handler<Context>,
): (context: Context) => Promise<HostResponse>;

/** What a cloud function is called with. */
export interface CloudCall {
  /** The params, and what WeChat (`userInfo`) or uniCloud (`uniIdToken`) adds, which is not passed on. */
  event: any;
  context: any;
}
/**
 * A cloud function of WeChat: `exports.main = toCloudFunction(handler)`. The event has the params. The result is what the
 * route would answer: a `UserInfo` or `{ error }`. `authorize` gets event and context; ask the SDK for the caller's OPENID.
 */
export function toCloudFunction(handler: Handler<CloudCall>): (event: any, context?: any) => Promise<any>;
