// @ts-check

/** Shared by every copy of this package in the process. */
const BRAND = Symbol.for("zvcms-openapi.ZvcmsError");

/** Every failure of this package; the declarations say what its fields mean. */
export class ZvcmsError extends Error {
  /** @param {Record<string, unknown> & { message: string }} detail what the core reports */
  constructor({ message, cause, ...fields }) {
    super(message);
    Object.assign(this, fields);
    if (cause !== undefined) {
      Object.defineProperty(this, "cause", { value: causeOf(cause), configurable: true, writable: true });
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
Object.defineProperty(ZvcmsError.prototype, "name", { value: "ZvcmsError", configurable: true, writable: true });
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

/**
 * A fresh error for a foreign one: nothing of the original is kept but what was masked.
 * @param {any} cause
 * @returns {Error}
 */
function causeOf({ name, code, message, cause }) {
  const error = new Error(message);
  const fields = { name, code, cause: cause && causeOf(cause) };
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) Object.defineProperty(error, key, { value, configurable: true, writable: true });
  }
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
  return { name, ...(code && { code }), message, ...(cause && { cause }) };
}
