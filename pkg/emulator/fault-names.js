// @ts-check
/** @typedef {import("../types/emulator.js").Fault} Fault */
/** @typedef {import("../types/emulator.js").FaultName} FaultName */
/** @typedef {"reset-in-headers" | "reset-in-body" | "stall-headers" | "wrong-length" | "garbage-chunks"} WireKind */
/** @typedef {"gzip" | "wrong-encoding" | "php-warning" | "byte-order-mark" | "invalid-utf8" | "utf-16" | "duplicate-keys"} TextKind */
/** @typedef {"unknown-enums" | "unknown-fields" | "missing-fields" | "strings"} DataKind */
/** @typedef {Fault | { kind: WireKind | TextKind | DataKind }} AnyFault those without parameters have no public object form */

const PAGE = "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>Error</h1></body></html>\n";
export const HTML_TYPE = { "Content-Type": "text/html; charset=utf-8" };
const SKEW_SECONDS = 600;

/** What each name stands for. */
export const faultNames = /** @type {Record<FaultName, AnyFault>} */ ({
  refuse: { kind: "refuse" },
  reset: { kind: "reset" },
  "reset-in-headers": { kind: "reset-in-headers" },
  "reset-in-body": { kind: "reset-in-body" },
  "stall-headers": { kind: "stall-headers" },
  "stall-body": { kind: "stall" },
  trickle: { kind: "trickle" },
  truncate: { kind: "truncate" },
  "wrong-length": { kind: "wrong-length" },
  "garbage-chunks": { kind: "garbage-chunks" },
  gzip: { kind: "gzip" },
  "wrong-encoding": { kind: "wrong-encoding" },

  redirect: { kind: "redirect", status: 301, location: "http://elsewhere.invalid/api/v2" },
  "status-204": { kind: "status", status: 204 },
  "status-400": { kind: "status", status: 400 },
  "status-401": { kind: "status", status: 401 },
  "status-403": { kind: "status", status: 403 },
  "status-404": { kind: "status", status: 404 },
  "status-408": { kind: "status", status: 408 },
  "status-429": { kind: "status", status: 429 },
  "status-429-retry-after": { kind: "status", status: 429, headers: { "Retry-After": "1" } },
  "status-500-html": { kind: "status", status: 500, body: PAGE },
  "status-502": { kind: "status", status: 502 },
  "status-503": { kind: "status", status: 503 },

  html: { kind: "body", body: PAGE, headers: HTML_TYPE },
  "php-warning": { kind: "php-warning" },
  "byte-order-mark": { kind: "byte-order-mark" },
  "invalid-utf8": { kind: "invalid-utf8" },
  "utf-16": { kind: "utf-16" },
  empty: { kind: "body", body: "" },
  null: { kind: "body", body: "null" },
  list: { kind: "body", body: "[]" },
  number: { kind: "body", body: "12345" },
  deep: { kind: "deep" },
  huge: { kind: "huge" },
  "duplicate-keys": { kind: "duplicate-keys" },

  "clock-ahead": { kind: "clock", seconds: SKEW_SECONDS },
  "clock-behind": { kind: "clock", seconds: -SKEW_SECONDS },
  replayed: { kind: "refusal", name: "replayed" },
  "business-error": { kind: "refusal", name: "notFound" },
  "system-error": { kind: "refusal", name: "systemBusy" },
  "unknown-enums": { kind: "unknown-enums" },
  "unknown-fields": { kind: "unknown-fields" },
  "missing-fields": { kind: "missing-fields" },
  strings: { kind: "strings" },
});
