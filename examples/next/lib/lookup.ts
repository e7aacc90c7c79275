import { identifyUser, ZvcmsError } from "zvcms-openapi/browser";

/** What the cashier reads about a card. */
export async function lookup(card_number: string, card_password: string): Promise<string[]> {
  try {
    const user = await identifyUser({ type: 2, card_number, card_password }, { url: "/api/member" });
    if (user.status === 0) return [`${user.nickname}：账号已冻结，请联系店长`];
    return [`${user.nickname}：积分 ${user.user_points ?? "未知"}`];
  } catch (error) {
    if (!ZvcmsError.is(error)) throw error;
    if (error.code === "not_identified") return ["没有找到这张卡，或内部卡号不对"];
    return [error.retryable ? "暂时无法查询，请稍后再试" : "无法查询，请联系技术人员"];
  }
}
