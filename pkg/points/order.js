// @ts-check

/** @param {number} orderFen */
export function checkOrder(orderFen) {
  if (!(Number.isSafeInteger(orderFen) && orderFen >= 0))
    throw new RangeError("orderFen must be an integer from 0 to 2^53 - 1");
}
