// @ts-check
// The building blocks of the options' schemas. A message says what a value must be; `parse` puts the option before it.
import * as v from "valibot";

/** @typedef {v.GenericSchema<any>} Schema */

/** @type {(must: string, schema: Schema) => Schema} */
export const must = (must, schema) => v.message(schema, must);

/** Checked as `undefined` if it is missing, so that its own message says what it must be. @type {(schema: Schema) => any} */
export const required = (schema) => v.exactOptional(schema, () => undefined);

export const text = must("be a non-empty string", v.pipe(v.string(), v.nonEmpty()));

/** @type {(first: number, last: number) => Schema} */
export const integer = (first, last) =>
  must(`be an integer from ${first} to ${last}`, v.pipe(v.number(), v.integer(), v.minValue(first), v.maxValue(last)));

/** @type {(values: readonly string[]) => Schema} */
export const oneOf = (values) => v.picklist(values, `be one of ${listed(values)}`);

/** An object with these fields and no others. @type {(fields: Record<string, Schema>, must?: string) => Schema} */
export const object = (fields, must = "be an object") => v.pipe(v.custom(isObject, must), strict(fields));

/** The same, if it is known to be an object. Its message lists the fields. @param {Record<string, Schema>} fields */
export const strict = (fields) => v.strictObject(fields, listed(Object.keys(fields)));

/**
 * A copy of the input with its defaults. A misspelt option is reported rather than the one that is then missing.
 * @param {Schema} schema
 * @param {unknown} input
 * @param {string} prefix of the message
 * @param {string} [name] of the input; without it, its fields are named by themselves
 * @throws {TypeError} that names the option and what it must be, but not its value
 */
export function parse(schema, input, prefix, name = "") {
  const { success, output, issues } = v.safeParse(schema, input);
  if (success) return output;
  const unknown = issues.find(({ expected }) => expected === "never");
  const { path, message } = unknown ?? issues[0];
  const place = (path ?? []).reduce(
    (before, { key }) => (typeof key === "number" ? `${before}[${key}]` : before ? `${before}.${key}` : `${key}`),
    name,
  );
  throw new TypeError(
    unknown
      ? `${prefix}unknown option ${place}; the known ones are ${message}`
      : `${prefix}${place || "options"} must ${message}`,
  );
}

/** @param {readonly unknown[]} values */
export function listed(values) {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

/** @type {(value: unknown) => value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
