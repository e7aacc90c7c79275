import { identifyUser, ZvcmsError } from "zvcms-openapi/browser";
import { quotePoints, usableCoupons } from "zvcms-openapi/points";

/** What the cashier reads about a member and an order. */
export async function lookup(mobile: string, password: string, orderFen: number): Promise<string[]> {
  try {
    const user = await identifyUser({ type: 1, mobile, password, point_rules: 1 }, { url: "/api/member" });
    if (user.status === 0) return [`${user.nickname}：账号已冻结，积分和优惠券不可使用，请联系店长`];
    const { points, fen } = quotePoints(user, orderFen);
    const coupons = usableCoupons(user, orderFen);
    return [
      `${user.nickname}：积分 ${user.user_points ?? "未知"}`,
      fen > 0 ? `本单可用 ${points} 积分抵 ¥${(fen / 100).toFixed(2)}` : "本单不可用积分",
      `本单可用优惠券 ${coupons.length} 张`,
      ...coupons.map(({ title, verify_code }) => `${title}：${verify_code}`),
    ];
  } catch (error) {
    return [wordsFor(error)];
  }
}

function wordsFor(error: unknown): string {
  if (!ZvcmsError.is(error)) throw error;
  if (error.code === "not_identified") return "没有找到会员，或密码不对";
  if (error.kind === "invalid_argument") return `请检查：${error.issues.map(({ path }) => path).join("、")}`;
  if (error.code === "too_many_attempts")
    return `尝试太多，请 ${Math.ceil((error.retryAfterMs ?? 0) / 60_000)} 分钟后再试`;
  return error.retryable ? "暂时无法查询，请稍后再试" : "无法查询，请联系技术人员";
}
