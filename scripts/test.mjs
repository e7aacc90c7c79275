// @ts-check
// Installs what the tests need, then runs every check and test. The last line says how many passed and failed.
import { removeOutside } from "./lib/consumer.mjs";
import { forTesting, setUp } from "./lib/setup.mjs";
import { runSteps } from "./lib/step.mjs";
import { steps } from "./lib/steps.mjs";

process.on("exit", removeOutside);
// Without a listener these signals end the process without the event "exit".
for (const signal of ["SIGHUP", "SIGTERM"]) process.on(signal, () => process.exit(1));

await setUp(forTesting);
const { failed } = await runSteps(steps());
process.exitCode = failed === 0 ? 0 : 1;
