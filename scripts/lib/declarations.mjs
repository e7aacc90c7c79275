// @ts-check
// The declarations of the installed package, compiled as users of TypeScript may have set it up.
import { join } from "node:path";
import { one } from "./count.mjs";
import { inRoot } from "./project.mjs";
import { consumer } from "./workshop.mjs";

const STRICT =
  "--ignoreConfig --noEmit --strict --allowJs --exactOptionalPropertyTypes --noUncheckedIndexedAccess " +
  "--skipLibCheck false --target es2022";

/** What a program may know besides the language. Each is compiled on its own. */
const HOSTS = {
  "the DOM": ["--lib", "es2022,dom", "--types", ""],
  "Node's types": ["--lib", "es2022", "--types", "node", "--typeRoots", inRoot("node_modules/@types")],
  neither: ["--lib", "es2022", "--types", ""],
};
const RESOLUTIONS = {
  "Node's resolution": "--module node16 consumer.mts consumer.cts keys.mjs",
  "a bundler's resolution": "--module esnext --moduleResolution bundler consumer.mts keys.mjs",
};

/** @type {import("./step.mjs").Step[]} */
export const declarationSteps = [
  ...Object.entries(HOSTS).flatMap(([host, hostArgs]) =>
    Object.entries(RESOLUTIONS).map(([resolution, rest]) =>
      step(`Declarations with ${host}, ${resolution}`, "tests/types", [...hostArgs, ...rest.split(" ")]),
    ),
  ),
  step("Declarations with those of the frameworks", "tests/server", [
    ...HOSTS["Node's types"],
    ...["--module", "node16", "declarations.mts"],
  ]),
];

/** @param {string} title @param {string} folder of the consumer @param {string[]} args @returns {import("./step.mjs").Step} */
function step(title, folder, args) {
  return {
    title,
    count: one,
    command: () => ["tsc", [...STRICT.split(" "), ...args], { cwd: join(consumer, folder) }],
  };
}
