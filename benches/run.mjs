// @ts-check
// npm run bench: all rows, each in a process of its own; README.md says what the options are.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBuilds, versionOf } from "./lib/builds.mjs";
import { start } from "./lib/child.mjs";
import { installPeers } from "./lib/peers.mjs";
import { report } from "./lib/report.mjs";

const ROWS = ["sign", "read", "cpu", "start", "page", "memory"];
const MARKS = /(?<=<!-- results -->\n).*(?=<!-- end of results -->)/s;

const { values } = parseArgs({
  options: {
    package: { type: "string", default: fileURLToPath(new URL("..", import.meta.url)) },
    before: { type: "string" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
if (values.only !== undefined && !ROWS.includes(values.only)) throw new Error(`--only takes one of ${ROWS.join(", ")}`);

const builds = findBuilds(values.package, values.before);
const peers = installPeers();
/** @type {any} */
const results = {
  machine: { Node: process.versions.node, CPU: cpus()[0]?.model.trim(), cores: availableParallelism() },
  versions: { "zvcms-openapi": versionOf(builds[0]?.dist ?? ""), ...peers },
  goals: [],
  tables: [],
};
for (const row of values.only === undefined ? ROWS : [values.only]) {
  const begin = performance.now();
  const child = start("row.mjs", [row, JSON.stringify({ builds, isQuick: values.quick })]);
  const { goals, tables, ...machine } = await child.message();
  results.goals.push(...goals);
  results.tables.push(...tables);
  Object.assign(results.machine, machine);
  console.log(`${row}: ${((performance.now() - begin) / 1000).toFixed(0)} s`);
}

const text = report(results);
console.log(`\n${text}`);
// What stands in the folder is always one whole run.
if (values.only === undefined && !values.quick) {
  writeFileSync(new URL("results.json", import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  const readme = new URL("README.md", import.meta.url);
  writeFileSync(
    readme,
    readFileSync(readme, "utf8").replace(MARKS, () => `\n${text}\n\n`),
  );
}
