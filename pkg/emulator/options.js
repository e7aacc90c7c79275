// @ts-check
import * as v from "valibot";
import { refusals } from "./answers.js";
import { dialects } from "./dialects.js";
import { faultNames } from "./faults.js";
import { members } from "./new-members.js";
import { integer, isObject, listed, must, object, oneOf, parse, required, strict, text } from "./schema.js";
import { FIELDS, schemes } from "./signature.js";

/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./faults.js").AnyFault} AnyFault */
/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {(AnyFault | undefined)[] | ((request: ReceivedRequest) => AnyFault | undefined)} Faults */
/** @typedef {{ host: string, port: number, dialect: keyof typeof dialects, scheme: import("./signature.js").Scheme, now: () => number, faults: Faults, members: readonly import("../types/emulator.js").ServedMember[] }} Settings */

const content = must("be a string or bytes", v.union([v.string(), v.instance(Uint8Array)]));
const headers = v.custom(isObject, "be an object");
const ms = integer(0, 2 ** 31 - 1);
const status = integer(200, 599);

/** The fields of each kind of fault. @type {Record<string, Record<string, Schema>>} */
const kinds = {
  status: { status: required(status), body: v.optional(content), headers: v.optional(headers) },
  body: { body: required(content), headers: v.optional(headers) },
  delay: { ms: required(ms) },
  stall: {},
  truncate: {},
  reset: {},
  redirect: { location: required(v.string("be a string")), status: v.optional(status) },
  trickle: { ms: v.optional(ms) },
  refuse: { ms: v.optional(ms) },
  deep: { levels: v.optional(integer(1, 10_000_000)) },
  huge: { bytes: v.optional(integer(1, Number.MAX_SAFE_INTEGER)) },
  clock: { seconds: required(integer(-1e9, 1e9)) },
  refusal: { name: required(oneOf(Object.keys(refusals))) },
};
const faultObject = v.variant(
  "kind",
  /** @type {any} */ (Object.entries(kinds).map(([kind, fields]) => strict({ kind: v.literal(kind), ...fields }))),
  `be one of ${listed(Object.keys(kinds))}`,
);
const faultName = v.pipe(
  v.optional(
    v.picklist(Object.keys(faultNames), `be an object with a kind, or one of ${listed(Object.keys(faultNames))}`),
  ),
  v.transform((name) => faultNames[/** @type {keyof typeof faultNames} */ (name)]),
);
const fault = v.lazy((input) => (isObject(input) ? faultObject : faultName));
const faultOfRequest = v.pipe(
  fault,
  v.check(
    (/** @type {any} */ fault) => fault?.kind !== "refuse",
    "not be refuse, for the request has come in already; put refuse into a list",
  ),
);
const faultFunction = v.pipe(
  v.function(),
  v.transform((choose) => (/** @type {ReceivedRequest} */ request) => {
    return parse(faultOfRequest, choose(request), "", "faults()");
  }),
);
const faults = v.optional(
  v.lazy((input) =>
    typeof input === "function" ? faultFunction : v.array(fault, "be a list of faults, or a function"),
  ),
  () => [],
);

const schemeObject = object({
  fields: required(
    v.pipe(
      v.array(oneOf(FIELDS), `list some of ${listed(FIELDS)}`),
      v.nonEmpty("have at least one field"),
      v.check((fields) => new Set(fields).size === fields.length, "have each field once"),
    ),
  ),
  names: v.optional(oneOf(["pascal", "camel"]), "pascal"),
  values: v.optional(oneOf(["raw", "percent"]), "raw"),
  prefix: v.optional(oneOf(["none", "method-host-path"]), "none"),
});
const schemeName = v.pipe(
  v.picklist(Object.keys(schemes), `be one of ${listed(Object.keys(schemes))}, or an object that describes one`),
  v.transform((name) => schemes[/** @type {keyof typeof schemes} */ (name)]),
);

const options = object({
  host: v.optional(text, "127.0.0.1"),
  port: v.optional(integer(0, 65535), 0),
  dialect: v.optional(oneOf(Object.keys(dialects)), "typed"),
  scheme: v.optional(
    v.lazy((input) => (isObject(input) ? schemeObject : schemeName)),
    "zvcms-v2",
  ),
  now: v.optional(v.function("be a function"), () => Date.now),
  faults,
  members,
});

/**
 * The options with their defaults.
 * @param {unknown} [input]
 * @returns {Settings}
 * @throws {TypeError} that names the option at fault
 */
export function readOptions(input = {}) {
  return parse(options, input, "startEmulator: ");
}

/** @type {(input: unknown) => Faults} */
export const readFaults = (input) => parse(faults, input, "setFaults: ", "faults");
