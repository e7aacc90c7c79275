// @ts-check
// What a process holds after many calls, against what it held after a warm-up.
import { FLAGS } from "../../tests/memory.mjs";
import { record } from "../lib/bodies.mjs";
import { load } from "../lib/builds.mjs";
import { start } from "../lib/child.mjs";
import { summarize } from "../lib/measure.mjs";
import { figures, PACKAGE, toTable } from "../lib/result.mjs";

/**
 * Measured spans; the figure is their median. Once in a while the engine takes or gives back a buffer of some MiB, which
 * is no growth; what leaks grows in each span.
 */
const SPANS = 3;

/** @param {import("../lib/result.mjs").RowOptions} options */
export async function measure({ builds, isQuick }) {
  const dist = builds.find(({ label }) => label === PACKAGE)?.dist ?? "";
  const bytes = await record({ dist, load: await load(dist), dialect: "strings", member: "normal" });
  const text = new TextDecoder().decode(bytes);
  const share = isQuick ? 20 : 1;
  const signs = 1_000_000 / share;
  const calls = 100_000 / share;
  /** @type {import("../lib/result.mjs").RowResult} */
  const result = { goals: [], tables: [] };
  const works = [`${count(signs)} signatures`, `${count(calls)} calls`];
  /** @type {Map<string, number[]>[]} */
  const grown = works.map(() => new Map());
  for (const { label, dist } of builds) {
    const child = start("memory.mjs", [dist, text, String(signs), String(calls), String(SPANS)], FLAGS);
    const seen = await child.message();
    child.end();
    /** @type {Map<string, number[]>} */
    const held = new Map();
    for (const [place, what] of works.entries()) {
      /** @type {{ wasm: number, heap: number, rss: number }[]} */
      const looks = seen[place];
      for (const kind of /** @type {const} */ (["wasm", "heap", "rss"])) {
        for (const [span, look] of looks.entries()) held.set(`${kind}, after ${span + 1} × ${what}`, [look[kind]]);
      }
      const spans = looks.slice(1).map(({ rss }, span) => rss - (looks[span]?.rss ?? Number.NaN));
      grown[place]?.set(label, spans);
    }
    result.tables.push(toTable(`Memory, ${label}`, "MiB", held));
  }
  for (const [place, what] of works.entries()) {
    result.goals.push({
      what: `Memory (RSS), ${what}`,
      against: "before them, after a warm-up",
      reach: { atMost: 2 },
      unit: "MiB more",
      ...figures(grown[place] ?? new Map(), (label) => label, summarize),
    });
  }
  return result;
}

/** @param {number} number */
const count = (number) => number.toLocaleString("en");
