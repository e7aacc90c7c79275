// @ts-check
// npm run soak: the tests of tests/package/load.test.mjs, larger than in `npm test`, and how late calls end.
import { build } from "./lib/built.mjs";
import { inRoot } from "./lib/project.mjs";
import { show } from "./lib/run.mjs";
import { forBuilding, setUp } from "./lib/setup.mjs";

await setUp([...forBuilding, build]);
const runs = [
  ["--test", "--test-reporter=spec", inRoot("tests/package/load.test.mjs")],
  [inRoot("tests/package/load/deadlines.mjs")],
];
const codes = runs.map((args) => show(args, { LOAD: "long" }));
process.exitCode = codes.find((code) => code !== 0) ?? 0;
