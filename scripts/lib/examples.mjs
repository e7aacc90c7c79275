// @ts-check
// The examples, each in a folder of its own with the packed tarball, as whoever copies one has it.
import { copyFileSync, cpSync } from "node:fs";
import { basename, join } from "node:path";
import { one } from "./count.mjs";
import { exampleNames, inRoot } from "./project.mjs";
import { folder, tarball } from "./workshop.mjs";

export const examples = join(folder, "examples");
/** What an earlier run by hand left there. */
const LEFT = ["node_modules", "dist", ".next"];

/** @type {import("./step.mjs").Step[]} */
export const exampleSteps = exampleNames.flatMap((name) => {
  const cwd = join(examples, name);
  return [
    { title: `The example ${name}, installed`, count: one, command: () => ["npm", ["ci"], { cwd: copy(name, cwd) }] },
    { title: `The example ${name}, built`, count: one, command: () => ["npm", ["run", "build"], { cwd }] },
  ];
});

/** @param {string} name @param {string} to */
function copy(name, to) {
  cpSync(inRoot("examples", name), to, { recursive: true, filter: (path) => !LEFT.includes(basename(path)) });
  copyFileSync(tarball, join(to, basename(tarball)));
  return to;
}
