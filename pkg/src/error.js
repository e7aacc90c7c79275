// @ts-check
import { quietly } from "./host.js";

/** Shared by every copy of this package in the process. */
const BRAND = Symbol.for("zvcms-openapi.ZvcmsError");

/** Every failure of this package; the declarations say what its fields mean. */
export class ZvcmsError extends Error {
  /** @param {Record<string, unknown> & { message: string }} detail what the core reports */
  constructor(detail) {
    super(detail.message);
    for (const [name, value] of Object.entries(detail)) {
      // The core has null for what an error of this kind has not.
      if (value === null || value === undefined) continue;
      if (name === "cause") define(this, name, causeOf(value));
      else Reflect.set(this, name, value);
    }
  }

  /** @param {unknown} value */
  static is(value) {
    try {
      return typeof value === "object" && value !== null && Reflect.get(value, BRAND) === true;
    } catch {
      return false;
    }
  }

  toJSON() {
    const { name, message } = this;
    const cause = plainCause(Reflect.get(this, "cause"));
    return Object.assign({ name, message }, this, cause && { cause });
  }
}
define(ZvcmsError.prototype, "name", "ZvcmsError");
nameClass(ZvcmsError, "ZvcmsError");
Object.defineProperty(ZvcmsError.prototype, BRAND, { value: true });

/**
 * Gives a class back the name that minifying takes: consoles show it.
 * @param {object} named
 * @param {string} name
 */
export function nameClass(named, name) {
  Object.defineProperty(named, "name", { value: name, configurable: true });
}

/** Like a property that the engine gives an error: it is not listed. @param {object} target @param {string} name @param {unknown} value */
function define(target, name, value) {
  if (value !== undefined) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

/**
 * Lets the stack of an error begin with the caller of a function, where the engine can.
 * @template {Error} T
 * @param {T} error
 * @param {Function[]} functions that one, and those that it calls: JavaScriptCore has none on the stack that only returns
 * what another one gives
 */
export function traced(error, ...functions) {
  for (const innermost of functions) {
    quietly(() => /** @type {any} */ (Error).captureStackTrace(error, innermost));
    if (error.stack?.includes("\n")) break;
  }
  return error;
}

/**
 * A fresh error for one of the host's: nothing of the original is kept but what was masked.
 * @param {any} cause
 * @returns {Error}
 */
function causeOf({ name, code, message, cause }) {
  const error = new Error(message);
  define(error, "name", name);
  define(error, "code", code);
  define(error, "cause", cause && causeOf(cause));
  return error;
}

/**
 * @param {any} error
 * @returns {object | undefined}
 */
function plainCause(error) {
  if (!error) return undefined;
  const { name, code, message } = error;
  const cause = plainCause(error.cause);
  return Object.assign({ name }, code && { code }, { message }, cause && { cause });
}
