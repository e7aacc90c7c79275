// @ts-check
// Looks up known vulnerabilities of the crates and npm packages that this tree is made with. Ends with 1 where there are
// some, and with 2 where that cannot be told for another reason than that a database is out of reach.
import { Listr } from "listr2";
import { auditCrates, auditPackages } from "./lib/advisories.mjs";
import { exampleNames, FUZZER } from "./lib/project.mjs";
import { display } from "./lib/run.mjs";
import { forAuditing, setUp } from "./lib/setup.mjs";

/** @typedef {import("./lib/advisories.mjs").Audit} Audit */

await setUp(forAuditing);
process.exitCode = 0;
await new Listr(
  [
    taskOf("Crates", (task) => auditCrates(task)),
    taskOf("Crates of the fuzzer", (task) => auditCrates(task, ...FUZZER)),
    taskOf("npm packages", (task) => auditPackages(task, ".")),
    taskOf("npm packages of the benchmarks", (task) => auditPackages(task, "benches")),
    ...exampleNames.map((name) =>
      taskOf(`npm packages of the example ${name}`, (task) => auditPackages(task, `examples/${name}`)),
    ),
  ],
  { ...display, exitOnError: false },
).run();

/** @param {string} title @param {Audit} audit @returns {import("listr2").ListrTask} */
function taskOf(title, audit) {
  return {
    title,
    task: async (_, task) => {
      const { state, details } = await audit(task);
      task.title = `${title}: ${state}`;
      if (state === "skipped") {
        task.title += ": the database cannot be reached";
        task.skip(details);
      }
      if (state === "findings") process.exitCode = 1;
      if (state === "failed") process.exitCode ||= 2;
      if (state === "findings" || state === "failed") throw new Error(details);
    },
  };
}
