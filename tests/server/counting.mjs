// @ts-check
// A server that counts attempts in Redis, in a process of its own. It sends its port, and when asked what was reported.
import { once } from "node:events";
import { createServer } from "node:http";
import process from "node:process";
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { Client } from "zvcms-openapi";
import { createHandler, toNode } from "zvcms-openapi/server";

const { redisPort, points, whenLimitFails, clientOptions } = JSON.parse(process.argv[2]);
const storeClient = new Redis({
  host: "127.0.0.1",
  port: redisPort,
  enableOfflineQueue: false,
  retryStrategy: () => 50,
});
// Without a listener ioredis prints each attempt to connect.
storeClient.on("error", () => {});
await once(storeClient, "ready");

/** @type {string[]} */
const reports = [];
const handler = createHandler({
  client: new Client(clientOptions),
  authorize: (request) => request.headers.get("x-caller"),
  limit: {
    caller: new RateLimiterRedis({ storeClient, keyPrefix: "callers", points: 1000, duration: 60 }),
    member: new RateLimiterRedis({ storeClient, keyPrefix: "members", points, duration: 60 }),
  },
  whenLimitFails,
  onError: (error, step) => {
    reports.push(`${step} ${error instanceof Error}`);
  },
});
const server = createServer(toNode(handler)).listen(0, "127.0.0.1");
await once(server, "listening");
process.on("message", () => process.send?.(reports.splice(0)));
process.send?.(server.address());
