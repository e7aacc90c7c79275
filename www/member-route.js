// @ts-check
// The route that the page asks for a member. It runs on the page's server, which has the key.
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Client } from "zvcms-openapi";
import { createHandler, toNode } from "zvcms-openapi/server";

export const ROUTE = "/api/member";

/** A test member is looked up often; a real one is not. */
const PER_MINUTE = { caller: 120, member: 60 };

/**
 * A listener for `node:http`, Connect and Express.
 * @param {Pick<import("zvcms-openapi").ClientOptions, "openId" | "grantCode" | "openKey" | "endpoint">} options
 */
export function memberRoute(options) {
  const handler = createHandler({
    client: new Client(options),
    // This page has no accounts, so a caller is an address. Yours checks its own login here.
    authorize: (_request, /** @type {import("node:http").IncomingMessage} */ { socket }) => socket.remoteAddress,
    // In memory, for one process. With Redis, the limits hold for many.
    limit: { caller: limiter(PER_MINUTE.caller), member: limiter(PER_MINUTE.member) },
    // Nobody can guess who the test members are, because the page lists them. Codes and ids of real members can be
    // counted through: leave 3 and 4 out where the public may ask.
    allow: [1, 2, 3, 4],
    // A demo shows what the platform says. In public it would tell which numbers belong to members.
    exposeVendorErrors: true,
  });
  return toNode(handler);
}

/** @param {number} points */
const limiter = (points) => new RateLimiterMemory({ points, duration: 60 });
