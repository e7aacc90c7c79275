import { fileURLToPath } from "node:url";
import express, { type Request } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Client } from "zvcms-openapi";
import { createHandler, toNode } from "zvcms-openapi/server";
import { clientOptions } from "./settings.js";

const handler = createHandler<Request>({
  client: new Client(clientOptions(process.env)),
  // Who asks. With a login, give the id of its session. Behind a proxy, see Express's "trust proxy".
  authorize: (_, request) => request.ip,
  // In memory, for one process. RateLimiterRedis counts for several.
  limit: {
    caller: new RateLimiterMemory({ points: 30, duration: 60 }),
    member: new RateLimiterMemory({ points: 5, duration: 300 }),
  },
});

const app = express();
app.post("/api/member", toNode(handler));
app.use(express.static(fileURLToPath(new URL("../page", import.meta.url))));
const port = Number(process.env.PORT ?? 3000);
app.listen(port, () => console.log(`listening on http://localhost:${port}/`));
