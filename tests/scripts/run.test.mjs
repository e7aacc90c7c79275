// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";

const lib = new URL("../../scripts/lib/", import.meta.url);

for (const signal of /** @type {const} */ (["SIGHUP", "SIGINT", "SIGTERM"])) {
  test(`${signal} ends a command together with the script that runs it`, { timeout: 30_000 }, async (t) => {
    const server = createServer().listen(0, "127.0.0.1");
    t.after(() => server.close());
    await once(server, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const command = `require("node:net").connect(${port}, "127.0.0.1").on("data", () => {})`;
    const source = `import { run } from "./run.mjs"; await run({}, "node", ["-e", ${JSON.stringify(command)}]);`;
    const script = spawn(process.execPath, ["--input-type=module", "--eval", source], { cwd: lib, stdio: "inherit" });
    const ended = once(script, "close");
    const [socket] = await once(server, "connection");
    t.after(() => socket.destroy());
    const closed = once(
      socket.on("error", () => {}),
      "close",
    );
    script.kill(signal);
    await closed;
    assert.deepEqual(await ended, [null, signal]);
  });
}
