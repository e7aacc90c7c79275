import { RateLimiterMemory } from "rate-limiter-flexible";
import { Client } from "zvcms-openapi";
import { createHandler, type Handler } from "zvcms-openapi/server";
import { clientOptions } from "../../../lib/settings";

let handler: Handler | undefined;

/** Made with the first request: the build, which loads this file, has no key. */
function makeHandler(): Handler {
  return createHandler({
    client: new Client(clientOptions(process.env)),
    // The address, where your proxy sets it; without one all share a limit. With a login, give the id of its session.
    authorize: (request) => request.headers.get("x-real-ip") ?? "no proxy",
    limit: new RateLimiterMemory({ points: 10, duration: 60 }),
  });
}

export async function POST(request: Request): Promise<Response> {
  handler ??= makeHandler();
  return handler(request);
}
