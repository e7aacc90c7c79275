// @ts-check

/**
 * The same numbers for the same seed.
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed >>> 0;

  /** An integer below `limit`. @param {number} limit */
  function below(limit) {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  }

  return {
    below,
    /** True once in `times`. @param {number} times */
    rarely: (times) => below(times) === 0,
    /** @template T @param {readonly T[]} choices @returns {T} */
    one: (choices) => /** @type {T} */ (choices[below(choices.length)]),
  };
}

/** @typedef {ReturnType<typeof randomFrom>} Random */
