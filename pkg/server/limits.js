// @ts-check
// How often one may try, by caller and by member.
import { signature } from "zvcms-openapi";
import { countedName } from "./addresses.js";
import { refuse } from "./answers.js";
import { Defect } from "./options.js";

/** How long the visitor waits for a store that does not answer, in milliseconds. */
const PATIENCE_MS = 1000;

/** The field that says who is looked up, by type. @type {Record<number, string>} */
const FIELDS = { 1: "mobile", 2: "card_number", 3: "user_code", 4: "user_id" };

/** The types by which a success proves that the right password was known. */
const BY_PASSWORD = [1, 2];

/** @typedef {import("../types/server.js").Limiter} Limiter */

/**
 * The function it gives counts an attempt of a caller to identify a member, and throws a Refusal after too many. What that
 * gives is called when the member was identified: a right password gives the member's attempt back.
 * @param {import("./options.js").Settings} settings
 * @returns {(caller: string, params: any) => Promise<() => Promise<void>>}
 */
export function createCounter({ limit, secret, whenLimitFails, report }) {
  const nothing = async () => {};
  if (limit === false) return async () => nothing;
  const hashed = (/** @type {unknown[]} */ ...parts) => signature(secret, JSON.stringify(parts));

  /** Whether the attempt was counted. @param {Limiter} limiter @param {string} key */
  async function consume(limiter, key) {
    try {
      await withPatience(limiter.consume(key));
      return true;
    } catch (rejected) {
      const wait = waitOf(rejected);
      if (wait !== undefined) throw refuse.attempts(wait);
      report(rejected, "limit");
      if (whenLimitFails === "refuse") throw refuse.unavailable(503, { retryable: true });
      return false;
    }
  }

  return async (caller, params) => {
    await consume(limit.caller, `caller:${hashed("caller", countedName(caller))}`);
    const { member } = limit;
    const key = `member:${hashed("member", params.type, identifierOf(params))}`;
    const isCounted = await consume(member, key);
    if (!isCounted || !BY_PASSWORD.includes(params.type) || typeof member.reward !== "function") return nothing;
    return async () => {
      try {
        await withPatience(member.reward?.(key));
      } catch (error) {
        report(error, "limit");
      }
    };
  };
}

/**
 * The time to wait in milliseconds, where a limiter gives one. A union of limiters gives one for each that is exhausted.
 * @param {any} rejected
 * @returns {number | undefined}
 */
function waitOf(rejected) {
  if (rejected instanceof Error) return undefined;
  const waits = [rejected, ...Object.values(Object(rejected))].map((it) => it?.msBeforeNext);
  const known = waits.filter((wait) => typeof wait === "number");
  // A negative one means never.
  return known.length > 0 ? Math.max(...known.map((wait) => (wait < 0 ? Number.POSITIVE_INFINITY : wait))) : undefined;
}

/** @param {unknown} answered by a limiter */
async function withPatience(answered) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Defect(`the limiter did not answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Who is looked up, in one spelling: databases take "A-1", "a-1" and full-width letters for the same, and another
 * spelling must not give more attempts at a password.
 * @param {any} params @returns {string}
 */
function identifierOf(params) {
  const text = String(params[FIELDS[params.type]]);
  const plain = plainOf(text) || text;
  if (params.type === 1) return plain.replace(/^(00)?86(?=1\d{10}$)/, "");
  return params.type === 4 ? plain.replace(/^0+/, "") : plain;
}

/** Letters and digits without accents, in lower case. @param {string} text */
function plainOf(text) {
  const letters = text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  return letters.replace(/\p{Nd}/gu, asciiDigit).toLowerCase();
}

/** Each script has its ten digits in a row. @param {string} digit */
function asciiDigit(digit) {
  const isDigit = (/** @type {number} */ point) => /\p{Nd}/u.test(String.fromCodePoint(point));
  const point = Number(digit.codePointAt(0));
  let value = 0;
  while (isDigit(point - value - 1)) value += 1;
  return String(value % 10);
}
