// @ts-check
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { identifyUser } from "zvcms-openapi";
import { startEmulator } from "zvcms-openapi/emulator";

const cwd = fileURLToPath(new URL(".", import.meta.url));

test("npx runs the installed emulator, which prints its requests, and a signal ends it", async (t) => {
  const child = spawn("npx", ["--no-install", "zvcms-openapi", "emulate", "--port", "0"], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const ended = once(child, "close");
  t.after(() => child.exitCode === null && child.signalCode === null && process.kill(-Number(child.pid), "SIGKILL"));
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    output += chunk;
  });
  while (!output.includes("Ctrl-C")) await once(child.stdout, "data");
  const endpoint = /http:\/\/127\.0\.0\.1:\d+\/api\/v2/.exec(output)?.[0] ?? "";
  // Its credentials and members are those of every copy.
  const { credentials, members, close } = await startEmulator();
  await close();
  const { user_code } = members[0].login;
  const user = await identifyUser({ ...credentials, endpoint }, { type: 3, user_code });
  assert.equal(user.id, members[0].login.user_id);
  process.kill(-Number(child.pid), "SIGTERM");
  await ended;
  assert.match(output, /\n[\d:]{8} {2}communal\.user\.identity {2}type 3 {2}200 {2}0 请求成功\n$/);
  await assert.rejects(fetch(endpoint));
});

test("npx says how it is used, and fails on what it does not know", () => {
  const run = (/** @type {string[]} */ ...args) =>
    spawnSync("npx", ["--no-install", "zvcms-openapi", ...args], { cwd, encoding: "utf8" });
  assert.match(run("--help").stdout, /emulate/);
  const { status, stderr } = run("emulat");
  assert.equal(status, 2);
  assert.match(stderr, /unknown command "emulat"/);
});
