// @ts-check
import { startChild } from "../../child.mjs";

/** @typedef {import("node:test").TestContext} TestContext */

/** `npm run soak` sets it. */
export const isLong = process.env.LOAD === "long";

/**
 * An emulator in a process of its own, which ends with the test.
 * @param {TestContext} t
 * @param {{ port?: number, members?: number, maxDelayMs?: number }} [options]
 */
export async function emulatorApart(t, { port = 0, members = 1, maxDelayMs = 0 } = {}) {
  const url = new URL("emulator.mjs", import.meta.url);
  const child = startChild(url, [port, members, maxDelayMs].map(String));
  t.after(child.end);
  /** @type {Pick<import("zvcms-openapi/emulator").Emulator, "url" | "credentials" | "members">} */
  const emulator = await child.message();
  return { ...emulator, kill: child.end };
}

/** The promises that nobody caught while the test runs. @param {TestContext} t */
export function unhandledOf(t) {
  /** @type {unknown[]} */
  const unhandled = [];
  const listener = (/** @type {unknown} */ reason) => unhandled.push(reason);
  process.on("unhandledRejection", listener);
  t.after(() => process.off("unhandledRejection", listener));
  return unhandled;
}

/** @param {number} number */
export const round = (number) => Number(number.toFixed(1));
