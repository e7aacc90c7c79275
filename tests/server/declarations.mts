// The adapters in the types of the real frameworks, as a program uses them.
import { createServer, type IncomingMessage } from "node:http";
import { bodyParser } from "@koa/bodyparser";
import express, { type Request as ExpressRequest } from "express";
import fastify, { type FastifyRequest } from "fastify";
import { type Context, Hono } from "hono";
import { Redis } from "ioredis";
import Koa, { type Context as KoaContext } from "koa";
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRedis, RateLimiterUnion } from "rate-limiter-flexible";
import { Client, ZvcmsError } from "zvcms-openapi";
import {
  type Caller,
  type CloudCall,
  createHandler,
  type Handler,
  type HandlerOptions,
  type Limiter,
  type Step,
  toCloudFunction,
  toFastify,
  toHono,
  toKoa,
  toNode,
} from "zvcms-openapi/server";

const client = new Client({ openId: "a", grantCode: "b", openKey: "c" });
const memory = new RateLimiterMemory({ points: 5, duration: 60 });
const redis = new RateLimiterRedis({ storeClient: new Redis(), points: 5, duration: 60 });
const limits: Limiter[] = [memory, redis, new RateLimiterUnion(memory, redis), new BurstyRateLimiter(memory, memory)];
const common = {
  client,
  limit: { caller: memory, member: redis },
  whenLimitFails: "allow",
  allow: [1, 2],
  onError: (error: unknown, step: Step) => console.error(step, ZvcmsError.is(error) ? error.toJSON() : error),
} satisfies Partial<HandlerOptions>;

const plain = createHandler({ ...common, authorize: (request) => request.headers.get("x-user") });
createServer(toNode(plain));
createServer(toNode(createHandler<IncomingMessage>({ ...common, authorize: (_, from) => from.socket.remoteAddress })));

const forExpress = createHandler<ExpressRequest>({ ...common, authorize: (_, request) => request.ip });
express().use(express.json()).post("/api/member", toNode(forExpress));
express.Router().post("/api/member", toNode(plain));

const forKoa = createHandler<KoaContext>({ ...common, authorize: (_, context) => context.cookies.get("session") });
new Koa().use(bodyParser()).use(toKoa(forKoa));
new Koa().use(toKoa(plain));

const forFastify = createHandler<FastifyRequest>({ ...common, authorize: async (_, request) => request.ip });
fastify().post("/api/member", toFastify(forFastify));
fastify({ logger: true }).post("/api/member", toFastify(plain));

type Env = { Variables: { user: string } };
const forHono: Handler<Context<Env>> = createHandler<Context<Env>>({
  ...common,
  authorize: (_, context) => context.get("user"),
});
new Hono<Env>().post("/api/member", toHono(forHono));
new Hono().post("/api/member", toHono(plain));

const forCloud = createHandler<CloudCall>({
  ...common,
  limit: false,
  authorize: (_, { event }) => event.userInfo.openId,
});
export const main: (event: any, context?: any) => Promise<any> = toCloudFunction(forCloud);

/** A route handler of Next. */
export const POST: (request: Request, segments: { params: Promise<object> }) => Promise<Response> = plain;
export const answered: Promise<Response> = plain(new Request("https://shop.example/"), undefined);

const callers: Caller[] = ["name", "", null, undefined, false];
// @ts-expect-error a caller is named by a text
const wrong: Caller = 7;
// @ts-expect-error a limit must be given, or false
createHandler({ client, authorize: () => "caller" });
// @ts-expect-error there is no such option
createHandler({ ...common, authorize: () => "caller", allowed: [1] });
// @ts-expect-error there are four ways
createHandler({ ...common, authorize: () => "caller", allow: [5] });
// @ts-expect-error a limiter consumes
createHandler({ ...common, authorize: () => "caller", limit: {} });
// @ts-expect-error Koa's context is no request of Express
express().post("/", toNode(forKoa));
// @ts-expect-error an adapter takes a handler
toNode(client);

void [limits, callers, wrong];
