// @ts-check
import { ratio, summarize } from "./measure.mjs";

/**
 * @typedef {import("./measure.mjs").Summary} Summary
 *
 * One row of the table of goals. `measured` and `before` are the figure that `reach` bounds; without it they are only shown.
 * @typedef {{
 *   what: string, against: string, reach?: { atLeast: number } | { atMost: number }, unit: string,
 *   measured?: Summary | undefined, before?: Summary | undefined,
 * }} Goal
 *
 * All candidates of one interleaved run; `ratio` is to the candidate `base`.
 * @typedef {{ title: string, unit: string, base?: string, lines: ({ name: string, ratio?: Summary } & Summary)[] }} Table
 * @typedef {{ goals: Goal[], tables: Table[] }} RowResult
 *
 * A built package: the one under test is "zvcms-openapi", the other one "before".
 * @typedef {{ label: string, dist: string }} Build
 * @typedef {{ builds: Build[], isQuick: boolean }} RowOptions
 */

export const PACKAGE = "zvcms-openapi";
export const BEFORE = "before";

/**
 * @param {string} title
 * @param {string} unit
 * @param {Map<string, number[]>} samples
 * @param {string} [base] the candidate that the others are divided by
 * @returns {Table}
 */
export function toTable(title, unit, samples, base) {
  const lines = [...samples].map(([name, figures]) => ({
    name,
    ...summarize(figures),
    ...(base === undefined ? {} : { ratio: ratio(figures, samples.get(base) ?? []) }),
  }));
  return { title, unit, ...(base === undefined ? {} : { base }), lines };
}

/**
 * The measured figures of a goal: for the package, and for the other build where it is there.
 * @param {Map<string, number[]>} samples
 * @param {(label: string) => string} name of the candidate of a build
 * @param {(figures: number[]) => Summary} figure
 */
export function figures(samples, name, figure) {
  const measured = samples.get(name(PACKAGE));
  const before = samples.get(name(BEFORE));
  return { measured: measured && figure(measured), before: before && figure(before) };
}
