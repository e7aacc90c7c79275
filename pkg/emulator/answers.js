// @ts-check
/** @typedef {import("../types/emulator.js").Refusal} Refusal */
/** @typedef {{ status: boolean, code: number, message: string, data: unknown }} Envelope */
/** @typedef {{ httpStatus: number, envelope: Envelope, seed: number }} Answer seed varies the dialect `php` */

/** @type {(status: boolean, code: number, message: string, httpStatus?: number) => Refusal} */
const refusal = (status, code, message, httpStatus = 200) => Object.freeze({ status, code, message, httpStatus });

/** Every answer that is not success. The vendor's table is not published, so these codes are the emulator's own. */
export const refusals = Object.freeze({
  notFound: refusal(true, 20001, "查询的信息不存在"),
  accountWrong: refusal(true, 20002, "手机号或密码错误"),
  cardWrong: refusal(true, 20003, "卡号或内部卡号错误"),

  notJson: refusal(false, 10001, "请求内容不是有效的JSON"),
  notObject: refusal(false, 10002, "请求内容应为JSON对象"),
  fieldMissing: refusal(false, 10003, "缺少公共参数"),
  fieldType: refusal(false, 10004, "公共参数类型错误"),
  openIdUnknown: refusal(false, 10101, "OpenId不存在"),
  grantCodeWrong: refusal(false, 10102, "GrantCode错误"),
  timestampMalformed: refusal(false, 10103, "Timestamp应为十进制的秒数"),
  timestampOutOfRange: refusal(false, 10104, "Timestamp与服务器时间相差超过300秒"),
  tokenWrong: refusal(false, 10105, "Token签名错误"),
  nonceMalformed: refusal(false, 10106, "Nonce应为正整数"),
  replayed: refusal(false, 10107, "Timestamp与Nonce已使用过"),
  actionUnknown: refusal(false, 10201, "Action不存在"),
  paramMissing: refusal(false, 10301, "缺少业务参数"),
  paramType: refusal(false, 10302, "业务参数类型错误"),
  paramValue: refusal(false, 10303, "业务参数取值错误"),
  pathNotFound: refusal(false, 10404, "请求地址不存在", 404),
  methodNotAllowed: refusal(false, 10405, "请求方式应为POST", 405),
  bodyTooLarge: refusal(false, 10413, "请求内容超过1MiB", 413),
  systemBusy: refusal(false, 10501, "系统繁忙，请稍后再试"),
  misconfigured: refusal(false, 10500, "模拟器的选项出错", 500),
});

/** Thrown by a check that fails. */
export class Refused {
  /**
   * @param {keyof typeof refusals} name
   * @param {string} [detail] what exactly was refused, appended to the message
   */
  constructor(name, detail) {
    this.refusal = refusals[name];
    this.message = detail === undefined ? this.refusal.message : `${this.refusal.message}：${detail}`;
  }
}

/**
 * @param {import("../types/emulator.js").ServedMember} member
 * @param {boolean} withPointRules
 * @returns {Answer}
 */
export function identified({ user }, withPointRules) {
  const { is_open_points_pay, pay_rule, ...always } = user;
  const user_info = withPointRules ? user : always;
  return {
    httpStatus: 200,
    envelope: { status: true, code: 0, message: "请求成功", data: { user_info } },
    seed: user.id ?? 0,
  };
}

/**
 * @param {unknown} thrown a `Refused`, or what a function among the options threw
 * @returns {Answer}
 */
export function refused(thrown) {
  const { refusal, message } = thrown instanceof Refused ? thrown : new Refused("misconfigured", String(thrown));
  const { status, code, httpStatus } = refusal;
  return { httpStatus, envelope: { status, code, message, data: [] }, seed: code };
}
