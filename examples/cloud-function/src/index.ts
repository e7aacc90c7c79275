import { RateLimiterMemory } from "rate-limiter-flexible";
import { Client } from "zvcms-openapi";
import { type CloudCall, createHandler, toCloudFunction } from "zvcms-openapi/server";
import { clientOptions } from "./settings.js";

/**
 * The mini-program calls it: `wx.cloud.callFunction({ name: "member", data: { type: 3, user_code: "…" } })`.
 * `result` is the member, or `{ error }`.
 */
export const main = toCloudFunction(
  createHandler<CloudCall>({
    client: new Client(clientOptions(process.env)),
    // WeChat adds who calls.
    authorize: (_, { event }) => event.userInfo?.openId,
    // A code is shown by the member's own phone. Each instance counts for itself; a store of its own counts for all.
    allow: [3],
    limit: new RateLimiterMemory({ points: 20, duration: 60 }),
  }),
);
