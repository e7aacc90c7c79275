// @ts-check
import { performance } from "node:perf_hooks";

/**
 * @typedef {{ name: string, run: () => unknown }} Candidate
 * @typedef {{ q1: number, median: number, q3: number }} Summary
 */

/**
 * Times candidates in turns, A B C A B C …, so that what disturbs the machine disturbs all of them.
 * @param {Candidate[]} candidates
 * @param {{ rounds: number, batchMs: number }} pace
 * @returns {Promise<Map<string, number[]>>} for each candidate the microseconds of one run, one figure for each round
 */
export async function interleave(candidates, { rounds, batchMs }) {
  const prepared = [];
  for (const { name, run } of candidates) {
    const time = run() instanceof Promise ? timeAsync : timeSync;
    prepared.push({ name, run, time, times: await timesThatFill(batchMs, run, time) });
  }
  /** @type {Map<string, number[]>} */
  const samples = new Map(prepared.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run, time, times } of prepared) {
      samples.get(name)?.push(((await time(run, times)) / times) * 1000);
    }
  }
  return samples;
}

/**
 * The number of runs that take as long as a batch shall. Finding it warms the candidate up.
 * @param {number} batchMs
 * @param {() => unknown} run
 * @param {typeof timeSync | typeof timeAsync} time
 */
async function timesThatFill(batchMs, run, time) {
  let times = 1;
  let milliseconds = 0;
  // Half a second at least: less leaves some candidates half compiled.
  for (let spent = 0; milliseconds < batchMs || spent < 500; spent += milliseconds) {
    if (milliseconds < batchMs) times *= 2;
    milliseconds = await time(run, times);
  }
  return Math.max(1, Math.round((times * batchMs) / milliseconds));
}

/**
 * Holds the last result, so that no engine may drop the work as unused.
 * @type {{ value: unknown }}
 */
export const kept = { value: undefined };

/**
 * @param {() => unknown} run
 * @param {number} times
 */
function timeSync(run, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) kept.value = run();
  return performance.now() - start;
}

/**
 * @param {() => unknown} run
 * @param {number} times
 */
async function timeAsync(run, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) kept.value = await run();
  return performance.now() - start;
}

/**
 * @param {number[]} samples
 * @returns {Summary}
 */
export function summarize(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return { q1: quantile(sorted, 0.25), median: quantile(sorted, 0.5), q3: quantile(sorted, 0.75) };
}

/**
 * Divides round by round: the two figures of a round were taken next to each other.
 * @param {number[]} above
 * @param {number[]} below
 */
export const ratio = (above, below) => summarize(above.map((value, round) => value / (below[round] ?? Number.NaN)));

/**
 * @param {number[]} sorted
 * @param {number} part
 */
function quantile(sorted, part) {
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return Number((low + (high - low) * (place % 1)).toPrecision(4));
}
