// @ts-check
// Installs and builds what is missing, identifies a member, and serves the page until it is stopped.
import { build } from "./lib/built.mjs";
import { readPort } from "./lib/port.mjs";
import { forBuilding, setUp } from "./lib/setup.mjs";

const port = readPort(process.argv.slice(2));
await setUp([...forBuilding, build]);

// These need the built package.
const { startEmulator } = await import("zvcms-openapi/emulator");
const { introduce } = await import("./lib/introduce.mjs");
const { servePage } = await import("./lib/page.mjs");

const emulator = await startEmulator({ dialect: "php" });
console.log(await introduce(emulator));
const page = await servePage(emulator, port).catch((error) => {
  console.error(`The page cannot be served on port ${port}: ${error.message}`);
  process.exit(1);
});
console.log(`The page, to look up others:  ${page.url}
The emulator behind it:       ${emulator.url}
Stop with Ctrl-C.`);

// Ctrl-C comes twice, from the terminal and from npm. The listeners stay, so that the second one does no harm.
await new Promise((resolve) => {
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, resolve);
});
await Promise.all([page.close(), emulator.close()]);
process.exit();
