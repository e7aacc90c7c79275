// @ts-check
// npm run differential: the random tests against PHP and JSON.parse, longer than in `npm test`.
//   -- --count N   credentials, and as many answers; ten times as many documents. Default 20000
//   -- --seed N    repeats a run; default: a new one
import { randomInt } from "node:crypto";
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { execaSync } from "execa";
import { inRoot } from "./lib/project.mjs";
import { forComparing, setUp } from "./lib/setup.mjs";
import { buildIfOld } from "./lib/sources.mjs";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a number`);
}

await setUp([...forComparing, buildIfOld]);
const folder = inRoot("tests/package");
const files = readdirSync(folder).filter((name) => /^differential-.*\.test\.mjs$/.test(name));
const paths = files.map((name) => `${folder}/${name}`);
const { exitCode } = execaSync(process.execPath, ["--test", "--test-reporter=spec", ...paths], {
  env: { SEED: values.seed, COUNT: values.count },
  stdio: "inherit",
  reject: false,
});
process.exitCode = exitCode ?? 1;
