import Koa, { type Context } from "koa";
import { Client, ZvcmsError } from "zvcms-openapi";
import { clientOptions } from "./settings.js";
import { whoIs } from "./who-is.js";

const client = new Client(clientOptions(process.env));
/** The platform's codes for "no such member", with commas between them. */
const notFoundCodes = (process.env.ZVCMS_NOT_FOUND_CODES ?? "").split(",");

/** A route for a till in your own network, which is not open to the internet: `GET /member?code=…`. */
async function member(context: Context) {
  const user = await whoIs(client, { type: 3, user_code: String(context.query.code ?? "") }, notFoundCodes);
  if (user === null) return refuse(context, 404, "no such member");
  // A frozen member is found, too. Without a status nobody knows.
  if (user.status === 0) return refuse(context, 403, "the member is frozen; the shop's manager can tell why");
  const { nickname, user_points, user_wealth_info } = user;
  context.body = { nickname, user_points, balance_fen: user_wealth_info?.total_amount ?? null };
}

function refuse(context: Context, status: number, error: string) {
  context.status = status;
  context.body = { error };
}

const app = new Koa();
app.use(async (context) => {
  if (context.path !== "/member") return;
  try {
    await member(context);
  } catch (error) {
    if (ZvcmsError.is(error) && error.kind === "invalid_argument")
      return refuse(context, 400, "this is no member code");
    if (ZvcmsError.is(error) && error.kind === "business") return refuse(context, 422, error.vendorMessage);
    // A wrong key, an unreachable platform: for whoever runs this, not for the till. It holds no secret.
    console.error(ZvcmsError.is(error) ? error.toJSON() : error);
    refuse(context, 502, "members cannot be looked up at the moment");
  }
});
const port = Number(process.env.PORT ?? 3000);
app.listen(port, () => console.log(`listening on http://localhost:${port}/`));
