// @ts-check
import { Refused } from "./refusals.js";

/** @typedef {import("../types/emulator.js").ServedMember} Member */
/** @typedef {{ status: boolean, code: number, message: string, data: unknown }} Envelope */
/** @typedef {{ httpStatus: number, envelope: Envelope, seed: number }} Answer */

/**
 * @param {Member} member
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
 * @param {unknown} thrown a `Refused`, or what one of the caller's functions threw
 * @returns {Answer}
 */
export function refused(thrown) {
  const { refusal, message } = thrown instanceof Refused ? thrown : new Refused("misconfigured", String(thrown));
  const { status, code, httpStatus } = refusal;
  return { httpStatus, envelope: { status, code, message, data: [] }, seed: code };
}
