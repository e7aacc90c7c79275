// @ts-check
// How cargo-fuzz is called, and what its fuzzer says of a run.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { unpack } from "./corpora.mjs";
import { inRoot } from "./project.mjs";

export const TARGETS = readdirSync(inRoot("fuzz/fuzz_targets")).map((file) => basename(file, ".rs"));

/** Longer input takes more time than it finds. A sequence of a hundred steps is long. */
const MAX_LENGTH = 1024;
const MAX_SEQUENCE = 256;

/**
 * What the fuzzer finds worth trying again goes to the first folder, fuzz/corpus.
 * Overflow and failed assertions of the core are findings, too. The core has no unsafe code, so no sanitizer has to
 * watch its memory.
 * @param {string} target
 * @param {number} seconds
 * @returns {import("./run.mjs").Command}
 */
export function command(target, seconds) {
  const dictionary = inRoot("fuzz/dictionaries", `${target}.dict`);
  const corpora = [inRoot("fuzz/corpus", target), unpack(target)];
  mkdirSync(corpora[0], { recursive: true });
  const args = ["fuzz", "run", "--debug-assertions", "--sanitizer", "none", target, ...corpora, "--"];
  const length = target === "retry" ? MAX_SEQUENCE : MAX_LENGTH;
  args.push(`-max_total_time=${seconds}`, `-max_len=${length}`, "-timeout=10", "-print_final_stats=1");
  if (existsSync(dictionary)) args.push(`-dict=${dictionary}`);
  // cargo-fuzz needs flags that stable Rust hides.
  return ["cargo", args, { env: { RUSTC_BOOTSTRAP: "1" } }];
}

/** Executions, seconds and coverage. @param {string} output of the fuzzer */
export function summaryOf(output) {
  const executions = find(output, /^stat::number_of_executed_units: *(\d+)$/gm);
  const seconds = find(output, /^Done \d+ runs in (\d+) second/gm);
  const coverage = find(output, /\bcov: (\d+) /g);
  return `${executions.toLocaleString("en")} executions in ${seconds} s, coverage ${coverage}`;
}

/** What a finding says; it stands long before the end. @param {string} output */
export function panicIn(output) {
  return /^thread [^\n]* panicked at .*?(?=^(?:stack backtrace|note):)/ms.exec(output)?.[0] ?? "";
}

/** The last number that the pattern finds; 0 where a run ended before. @param {string} output @param {RegExp} pattern */
function find(output, pattern) {
  return Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
}
