// @ts-check

/** How long a Timestamp can stay valid: from 300 s before to 300 s after the server's clock. */
const REMEMBERED_SECONDS = 600;

/** The pairs of Timestamp and Nonce that were used in the last 600 s. */
export class UsedPairs {
  /** @type {Map<string, number>} the second of each pair's use, oldest first */
  #usedAt = new Map();

  /**
   * Uses up the pair. Returns whether it was new.
   * @param {string} timestamp
   * @param {string} nonce
   * @param {number} second the server's clock
   */
  claim(timestamp, nonce, second) {
    for (const [pair, usedAt] of this.#usedAt) {
      if (second - usedAt <= REMEMBERED_SECONDS) break;
      this.#usedAt.delete(pair);
    }
    const pair = `${timestamp} ${nonce}`;
    if (this.#usedAt.has(pair)) return false;
    this.#usedAt.set(pair, second);
    return true;
  }
}
