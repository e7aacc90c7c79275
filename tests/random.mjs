// @ts-check
// Chance for tests: the same for the same seed. SEED and COUNT of the environment repeat a run, or make it longer;
// `npm run differential` sets them.
import { randomInt } from "node:crypto";

export const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));

/** How many cases a test tries: few in `npm test`, `factor` for each of COUNT where that is given. @param {number} few */
export const countOf = (few, factor = 1) => (process.env.COUNT ? Math.ceil(Number(process.env.COUNT) * factor) : few);

/** @typedef {ReturnType<typeof chance>} Random */

/** A source of its own for each case, so that any case can be made again without those before it. @param {number} index */
export const randomFrom = (index, seed = SEED) => chance(Math.imul(seed, 0x9e3779b1) + Math.imul(index, 0x85ebca6b));

/** A source that begins there. @param {number} start */
export function chance(start) {
  let state = start >>> 0;
  /** An integer from 0 to `limit` − 1. @param {number} limit */
  const below = (limit) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  };
  return {
    below,
    /** True once in so many times. @param {number} times */
    once: (times) => below(times) === 0,
    /** One of them. @template T @param {readonly T[]} choices @returns {T} */
    one: (choices) => choices[below(choices.length)],
    /** So many of them. @template T @param {number} count @param {(index: number) => T} make */
    many: (count, make) => Array.from({ length: count }, (_, index) => make(index)),
    /** All of them in another order. @template T @param {readonly T[]} items */
    shuffled(items) {
      const all = [...items];
      for (let left = all.length; left > 1; left--) all.push(...all.splice(below(left), 1));
      return all;
    },
  };
}
