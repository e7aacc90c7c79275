// @ts-check
// tests/corpora/<target>.txt has the inputs that `cargo test` replays and the fuzzer starts from. Each line is one input,
// percent-encoded where it is not visible text.
import { isUtf8 } from "node:buffer";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./project.mjs";

/** What an editor does not show or may take away, and the percent sign. */
const HIDDEN = /[%\p{C}\p{Zl}\p{Zp}]|[^\P{Zs} ]| $/gu;
const NOT_ASCII = /[^ -$&-~]| $/g;

/** @param {string} target */
const fileOf = (target) => inRoot("tests/corpora", `${target}.txt`);

/** The lines of a target's file. @param {string} target */
export const linesOf = (target) => readFileSync(fileOf(target), "utf8").trimEnd().split(/\r?\n/);

/** @param {Buffer} input */
export function lineOf(input) {
  if (isUtf8(input)) return input.toString().replace(HIDDEN, (character) => encodeURIComponent(character));
  const encoded = (/** @type {string} */ byte) => `%${Buffer.from(byte, "latin1").toString("hex").toUpperCase()}`;
  return input.toString("latin1").replace(NOT_ASCII, encoded);
}

/** @param {string} line */
export function inputOf(line) {
  const bytes = Buffer.from(line).toString("latin1");
  const decoded = bytes.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, "latin1");
}

/** Writes each input to a file of its own, as libFuzzer reads them. @param {string} target @returns the folder */
export function unpack(target) {
  const folder = inRoot("target/corpora", target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, line] of linesOf(target).entries()) writeFileSync(join(folder, `${index + 1}`), inputOf(line));
  return folder;
}

/** Adds an input where it is new. @param {string} target @param {Buffer} input */
export function keep(target, input) {
  const isKnown = linesOf(target).some((line) => inputOf(line).equals(input));
  if (!isKnown) appendFileSync(fileOf(target), `${lineOf(input)}\n`);
}
