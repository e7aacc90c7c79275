// @ts-check
import { createRequire } from "node:module";
import { test, vi } from "vitest";
import { Client } from "zvcms-openapi";

/** @type {typeof import("./cases.cjs")} */
const casesOf = createRequire(import.meta.url)("./cases.cjs");

const cases = casesOf(Client, {
  fake: (names) => vi.useFakeTimers(names && { toFake: /** @type {any[]} */ (names) }),
  pass: (ms) => vi.advanceTimersByTimeAsync(ms),
  restore: () => vi.useRealTimers(),
});
for (const [name, act] of Object.entries(cases)) test(name, act, 10_000);
