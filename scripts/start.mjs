// @ts-check
// Prepares and builds what is missing, identifies a member, and serves the page until it is stopped.

import { isBuilt } from "./lib/built.mjs";
import { CommandFailed, must } from "./lib/child.mjs";
import { whenStopped } from "./lib/cleanup.mjs";
import { elapsed } from "./lib/live.mjs";
import { prepare } from "./lib/prepare.mjs";

await prepare({ forTests: false });
await build();

const [{ startEmulator }, { introduce }, { servePage }] = await Promise.all([
  import("zvcms-openapi/emulator"),
  import("./lib/introduce.mjs"),
  import("./lib/page.mjs"),
]);

const emulator = await startEmulator({ dialect: "php" });
console.log(await introduce(emulator));
const page = await servePage(emulator);
console.log(
  `The page, to look up others:  ${page.url}\nThe emulator behind it:       ${emulator.url}\nStop with Ctrl-C.`,
);
whenStopped(async () => {
  await Promise.all([page.close(), emulator.close()]);
  process.exit(0);
});

async function build() {
  if (isBuilt()) return console.log("Build: up to date");
  console.log("Build: the core to WebAssembly, then the package, takes about 1 min");
  const start = performance.now();
  try {
    await must(process.execPath, ["scripts/build.mjs"]);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.error(error.output);
    process.exit(1);
  }
  console.log(`   done in ${elapsed(start)}`);
}
