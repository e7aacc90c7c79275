// @ts-check
import { refusals } from "./refusals.js";

/** Words joined by dots. Any other Action may hold a secret, or characters that control the terminal. */
const ACTION = /^[a-z_]+(\.[a-z_]+)+$/i;
const LONGEST_ACTION = 60;

/**
 * A request and its answer in one line, without anything secret: time, Action, type, HTTP status, code and message.
 * An Action or type that cannot be shown is `-`.
 * @param {Date} time
 * @param {import("../types/emulator.js").ReceivedRequest} request
 * @param {import("./answer.js").Answer} answer
 */
export function requestLine(time, { action = "", params }, { httpStatus, envelope }) {
  const shownAction = ACTION.test(action) && action.length <= LONGEST_ACTION ? action : "-";
  const type = [1, 2, 3, 4].includes(/** @type {number} */ (params.type)) ? `type ${params.type}` : "-";
  const { code } = envelope;
  // This message repeats the Action as it was sent.
  const message = code === refusals.actionUnknown.code ? refusals.actionUnknown.message : envelope.message;
  const words = [time.toTimeString().slice(0, 8), shownAction.padEnd(22), type.padEnd(6), httpStatus];
  return `${words.join("  ")}  ${code} ${message}\n`;
}
