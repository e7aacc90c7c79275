// @ts-check
// The one right outcome of each fault of the emulator, where every answer has it.

/**
 * What a call comes to: the code of its error, or none where the member is identified.
 * @typedef {{ kind?: string, code?: string, attempts: number }} Outcome
 */

/** @param {number} attempts @returns {Outcome} */
const right = (attempts = 1) => ({ attempts });
/** @param {string} kind @param {string} code @returns {Outcome} */
const once = (kind, code) => ({ kind, code, attempts: 1 });
/** @param {string} kind @param {string} code @returns {Outcome} */
const thrice = (kind, code) => ({ kind, code, attempts: 3 });

const unknown = thrice("connection", "connection_unknown");
const reset = thrice("connection", "connection_reset");

/** For a client that is told of `clockCode`, with `deadline` for each call. @type {Record<import("zvcms-openapi/emulator").FaultName, Outcome>} */
export const outcomes = {
  refuse: thrice("connection", "connection_refused"),
  reset,
  "reset-in-headers": reset,
  "reset-in-body": reset,
  "stall-headers": once("timeout", "timeout_headers"),
  "stall-body": once("timeout", "timeout_body"),
  trickle: right(),
  truncate: reset,
  "wrong-length": reset,
  "garbage-chunks": unknown,
  gzip: right(),
  "wrong-encoding": once("decode", "bad_encoding"),
  redirect: once("connection", "connection_redirect"),
  "status-204": once("decode", "empty_body"),
  "status-400": once("http", "http_400"),
  "status-401": once("http", "http_401"),
  "status-403": once("http", "http_403"),
  "status-404": once("http", "http_404"),
  "status-408": thrice("http", "http_408"),
  "status-429": thrice("http", "http_429"),
  "status-429-retry-after": thrice("http", "http_429"),
  "status-500-html": thrice("http", "http_500"),
  "status-502": thrice("http", "http_502"),
  "status-503": thrice("http", "http_503"),
  "proxy-clock": thrice("http", "http_503"),
  html: once("decode", "html"),
  "php-warning": once("decode", "php_message"),
  "byte-order-mark": right(),
  "invalid-utf8": once("decode", "invalid_utf8"),
  "utf-16": once("decode", "utf16"),
  empty: once("decode", "empty_body"),
  null: once("decode", "not_an_object"),
  list: once("decode", "not_an_object"),
  number: once("decode", "not_an_object"),
  deep: once("decode", "unreadable"),
  huge: once("decode", "too_large"),
  "duplicate-keys": right(),
  "clock-ahead": right(2),
  "clock-behind": right(2),
  replayed: once("system", "vendor_10107"),
  "business-error": once("business", "vendor_20001"),
  "system-error": once("system", "vendor_10501"),
  "unknown-enums": right(),
  "unknown-fields": right(),
  "missing-fields": right(),
  "unreadable-fields": right(),
  strings: right(),
  "whole-floats": right(),
};

/** Browsers tell a page no more of a request that failed than that it did. */
export const outcomesInChromium = {
  ...outcomes,
  refuse: unknown,
  reset: unknown,
  "reset-in-headers": unknown,
  "reset-in-body": unknown,
  truncate: unknown,
  "wrong-length": unknown,
  "wrong-encoding": unknown,
};

/** The emulator's code of a Timestamp that is out of range. */
export const clockCode = "10104";

/** In milliseconds. Only what stalls meets it. @param {string} name */
export const deadline = (name) => (name.startsWith("stall") ? 400 : 30_000);
