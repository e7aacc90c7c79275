// @ts-check
// The declarations of the installed package, compiled as TypeScript's users may have set it up.
import { join } from "node:path";
import { inRoot } from "./project.mjs";
import { checks } from "./ran.mjs";
import { consumer } from "./workshop.mjs";

const STRICT =
  "--ignoreConfig --noEmit --strict --allowJs --exactOptionalPropertyTypes --noUncheckedIndexedAccess".split(" ");

/** What a program may know besides the language: each is compiled apart. */
const HOSTS = {
  "the DOM": ["--lib", "es2022,dom", "--types", ""],
  "Node's types": ["--lib", "es2022", "--types", "node", "--typeRoots", inRoot("node_modules/@types")],
  neither: ["--lib", "es2022", "--types", ""],
};
const RESOLUTIONS = {
  "Node's resolution": { args: ["--module", "node16"], files: ["consumer.mts", "consumer.cts", "keys.mjs"] },
  "a bundler's resolution": {
    args: ["--module", "esnext", "--moduleResolution", "bundler"],
    files: ["consumer.mts", "keys.mjs"],
  },
};

export const declarationSteps = Object.entries(HOSTS).flatMap(([host, hostArgs]) =>
  Object.entries(RESOLUTIONS).map(([resolution, { args, files }]) => ({
    name: `Declarations with ${host}, ${resolution}`,
    run: () =>
      checks("tsc", [...STRICT, "--skipLibCheck", "false", "--target", "es2022", ...hostArgs, ...args, ...files], {
        cwd: join(consumer, "tests/types"),
      }),
  })),
);
