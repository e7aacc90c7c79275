// @ts-check
import { faultNames } from "./fault-names.js";
import { refusals } from "./refusals.js";
import { integerBetween, isObject, listed, listOrFunction, object, oneOf, string } from "./rules.js";

/** @typedef {import("./fault-names.js").AnyFault} AnyFault */
/** @typedef {import("../types/emulator.js").ReceivedRequest} ReceivedRequest */
/** @typedef {import("./rules.js").Rule} Rule */

export const faultsRule = listOrFunction("be a list of faults, or a function");

const ms = integerBetween(0, 2 ** 31 - 1);
const status = integerBetween(200, 599);
const content = {
  isRight: (/** @type {unknown} */ value) => typeof value === "string" || value instanceof Uint8Array,
  must: "be a string or bytes",
};

/** @type {Record<string, { needs?: Record<string, Rule>, may?: Record<string, Rule> }>} the fields of each kind */
const kinds = {
  status: { needs: { status }, may: { body: content, headers: object } },
  body: { needs: { body: content }, may: { headers: object } },
  delay: { needs: { ms } },
  stall: {},
  truncate: {},
  reset: {},
  redirect: { needs: { location: string }, may: { status } },
  trickle: { may: { ms } },
  refuse: { may: { ms } },
  deep: { may: { levels: integerBetween(1, 10_000_000) } },
  huge: { may: { bytes: integerBetween(1, Number.MAX_SAFE_INTEGER) } },
  clock: { needs: { seconds: integerBetween(-1e9, 1e9) } },
  refusal: { needs: { name: oneOf(Object.keys(refusals)) } },
};

/**
 * The faults of a list, read, or the function. Throws a `TypeError` that names what is wrong.
 * @param {unknown} given
 * @param {string} caller for the message
 */
export function readFaults(given, caller) {
  if (given === undefined) return [];
  if (!faultsRule.isRight(given)) throw new TypeError(`${caller}: faults must ${faultsRule.must}`);
  if (typeof given === "function") return /** @type {(request: ReceivedRequest) => unknown} */ (given);
  const list = /** @type {unknown[]} */ (given);
  return Array.from(list, (fault, index) => readFault(fault, `${caller}: faults[${index}]`));
}

/**
 * @param {unknown} given
 * @param {string} place for the message
 * @returns {AnyFault | undefined}
 */
export function readFault(given, place) {
  if (given === undefined) return undefined;
  if (typeof given === "string") {
    if (Object.hasOwn(faultNames, given)) return faultNames[/** @type {keyof typeof faultNames} */ (given)];
    throw new TypeError(`${place} must be the name of a fault, ${notOf(given, faultNames)}`);
  }
  if (!isObject(given)) throw new TypeError(`${place} must be the name of a fault, an object or undefined`);
  const { kind, ...fields } = given;
  if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) {
    throw new TypeError(`${place} must be of a known kind, ${notOf(kind, kinds)}`);
  }
  const { needs = {}, may = {} } = kinds[kind];
  for (const [name, value] of Object.entries(fields)) {
    const rule = Object.hasOwn(needs, name) ? needs[name] : Object.hasOwn(may, name) ? may[name] : undefined;
    if (rule === undefined) throw new TypeError(`${place} has an unknown field ${name} for kind "${kind}"`);
    if (value !== undefined && !rule.isRight(value)) throw new TypeError(`${place}.${name} must ${rule.must}`);
  }
  for (const [name, { must }] of Object.entries(needs)) {
    if (fields[name] === undefined) throw new TypeError(`${place}.${name} must ${must}`);
  }
  return /** @type {AnyFault} */ ({ ...given });
}

/**
 * @param {unknown} wrong
 * @param {object} known by its right values
 */
function notOf(wrong, known) {
  return `not ${JSON.stringify(wrong)}; the known ones are ${listed(Object.keys(known))}`;
}
