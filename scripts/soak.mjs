// @ts-check
// npm run soak: the tests of tests/package/load.test.mjs, larger than in `npm test`, and how late calls end.
import { execaSync } from "execa";
import { build } from "./lib/built.mjs";
import { inRoot } from "./lib/project.mjs";
import { forBuilding, setUp } from "./lib/setup.mjs";

await setUp([...forBuilding, build]);
const runs = [
  ["--test", "--test-reporter=spec", inRoot("tests/package/load.test.mjs")],
  [inRoot("tests/package/load/deadlines.mjs")],
];
for (const args of runs) {
  const { exitCode } = execaSync(process.execPath, args, {
    env: { LOAD: "long" },
    stdio: "inherit",
    reject: false,
  });
  process.exitCode ||= exitCode ?? 1;
}
