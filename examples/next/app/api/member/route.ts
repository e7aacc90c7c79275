import { RateLimiterMemory } from "rate-limiter-flexible";
import { Client } from "zvcms-openapi";
import { createHandler, type Handler } from "zvcms-openapi/server";
import { clientOptions } from "../../../lib/settings";

let handler: Handler | undefined;

/** Made with the first request: the build, which loads this file, has no key. */
function makeHandler(): Handler {
  return createHandler({
    client: new Client(clientOptions(process.env)),
    // The address as your proxy gives it. With a login, give the id of its session.
    authorize: (request) => request.headers.get("x-forwarded-for"),
    limit: new RateLimiterMemory({ points: 10, duration: 60 }),
  });
}

export async function POST(request: Request): Promise<Response> {
  handler ??= makeHandler();
  return handler(request, undefined);
}
