// @ts-check
// A number as the decimal text that it was sent as: 0.07 is seven hundredths here, not the nearest binary fraction.

const SHORTEST = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** @typedef {{ over: bigint, under: bigint }} Fraction */

/** @param {number} count */
const tenTo = (count) => BigInt(`1${"0".repeat(count)}`);

/**
 * The fraction that the shortest decimal text of a number stands for.
 * @param {number} number finite, not negative
 * @returns {Fraction}
 */
export function fractionOf(number) {
  const [, whole = "0", decimals = "", exponent = "0"] = SHORTEST.exec(String(number)) || [];
  const places = decimals.length - Number(exponent);
  return {
    over: BigInt(whole + decimals) * tenTo(Math.max(0, -places)),
    under: tenTo(Math.max(0, places)),
  };
}
