// The same package, required.
import zvcms = require("zvcms-openapi");
import emulator = require("zvcms-openapi/emulator");
import points = require("zvcms-openapi/points");

const credentials: zvcms.Credentials = { openId: "a", grantCode: "b", openKey: "c" };

export async function use(): Promise<zvcms.UserInfo> {
  const { url, credentials: published, close } = await emulator.startEmulator();
  const client: zvcms.Client = new zvcms.Client({ ...published, endpoint: url });
  const body: zvcms.SignedRequest = client.sign();
  const scheme: zvcms.Scheme | null = zvcms.detectScheme(published.openKey, body);
  const user = await client.identifyUser({ type: 3, user_code: zvcms.signature("a", scheme?.names ?? "") });
  await close();
  return user;
}

// @ts-expect-error the key is missing
zvcms.sign({ openId: "a" });
// @ts-expect-error there is no default export
zvcms.default;

export function told(error: unknown): boolean {
  return zvcms.ZvcmsError.is(error) && error.kind === "invalid_argument" && error.issues.length > 0;
}

export const token: string = zvcms.explain(credentials, { timestamp: 1, nonce: 1 }).token;

export function spend(user: zvcms.UserInfo): points.PointsQuote {
  const coupons: zvcms.Coupon[] = points.usableCoupons(user, 100);
  const states: points.CouponState[] = coupons.map((coupon) => points.couponState(coupon, 0));
  return points.quotePoints(user, states.length);
}
