// @ts-check
// The first client.sign() of a Node process, from its start to its end and inside of it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ratio } from "../lib/measure.mjs";
import { BEFORE, PACKAGE, toTable } from "../lib/result.mjs";

/** @param {import("../lib/result.mjs").RowOptions} options */
export async function measure({ builds, isQuick }) {
  /** @type {import("../lib/result.mjs").RowResult} */
  const result = { goals: [], tables: [] };
  for (const [system, extension] of /** @type {const} */ ([
    ["ES module", "mjs"],
    ["CommonJS", "cjs"],
  ])) {
    const empty = { name: "an empty script", script: `empty.${extension}`, args: /** @type {string[]} */ ([]) };
    const scripts = [empty];
    for (const { label, dist } of builds) {
      const entry = join(dist, `node.${extension}`);
      const args = [extension === "mjs" ? pathToFileURL(entry).href : entry];
      scripts.push({ name: label, script: `first-sign.${extension}`, args });
    }
    const { whole, inside } = interleaveScripts(scripts, isQuick ? 5 : 40);
    const ofEmpty = whole.get(empty.name) ?? [];
    const added = new Map(builds.map(({ label }) => [label, minus(whole.get(label) ?? [], ofEmpty)]));
    const within = new Map(builds.map(({ label }) => [label, inside.get(label) ?? []]));
    for (const [what, samples] of /** @type {const} */ ([
      [`First \`client.sign()\` in Node, ${system}, process less an empty one`, added],
      [`The same inside the process, ${system}`, within],
    ])) {
      result.goals.push(against(what, samples));
      result.tables.push(toTable(what, "ms", samples, builds.length > 1 ? BEFORE : undefined));
    }
    result.tables.push(toTable(`Whole Node process, ${system}`, "ms", whole));
  }
  return result;
}

/**
 * @param {string} what
 * @param {Map<string, number[]>} samples
 * @returns {import("../lib/result.mjs").Goal}
 */
export function against(what, samples) {
  const before = samples.get(BEFORE);
  return {
    what,
    against: "the version before",
    reach: { atMost: 1 },
    unit: "×",
    measured: before && ratio(samples.get(PACKAGE) ?? [], before),
  };
}

/**
 * @param {{ name: string, script: string, args: string[] }[]} scripts
 * @param {number} rounds
 */
function interleaveScripts(scripts, rounds) {
  /** @type {Map<string, number[]>} */
  const whole = new Map(scripts.map(({ name }) => [name, []]));
  /** @type {Map<string, number[]>} */
  const inside = new Map(scripts.map(({ name }) => [name, []]));
  // The first two rounds bring the files into the system's cache.
  for (let round = -2; round < rounds; round++) {
    for (const { name, script, args } of scripts) {
      const path = fileURLToPath(new URL(`../children/${script}`, import.meta.url));
      const start = performance.now();
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: "utf8" });
      const milliseconds = performance.now() - start;
      if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
      if (round < 0) continue;
      whole.get(name)?.push(milliseconds);
      inside.get(name)?.push(Number(stdout));
    }
  }
  return { whole, inside };
}

/**
 * @param {number[]} figures
 * @param {number[]} others
 */
const minus = (figures, others) => figures.map((value, round) => value - (others[round] ?? Number.NaN));
