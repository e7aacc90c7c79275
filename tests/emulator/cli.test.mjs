// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { emulatorFor, post, signedBody } from "./client.mjs";

const program = fileURLToPath(new URL("../../pkg/emulator/cli.js", import.meta.url));

/** @param {string[]} args */
function start(...args) {
  const child = spawn(process.execPath, ["--no-warnings", program, ...args]);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  return { child, output, closed: once(child, "close") };
}

/** @param {string[]} args */
async function run(...args) {
  const { output, closed } = start(...args);
  const [code] = await closed;
  return { code, ...output };
}

test("emulate prints what is needed to reach each member, and serves until Ctrl-C", async (t) => {
  const { child, output, closed } = start("emulate", "--dialect", "strings", "--scheme", "zvcms-v2", "--port", "0");
  t.after(() => child.kill("SIGKILL"));
  while (!output.stdout.includes("Ctrl-C")) await once(child.stdout, "data");
  const { credentials, members } = await emulatorFor(t);
  const url = output.stdout.match(/http:\S+/)?.[0] ?? "";
  for (const text of Object.values(credentials)) assert.ok(output.stdout.includes(text));
  for (const { name, login, description } of members) {
    const row = output.stdout.split("\n").find((line) => line.trim().startsWith(`${name} `));
    for (const text of [...Object.values(login), description]) assert.ok(row?.includes(String(text)), name);
  }
  const emulator = /** @type {any} */ ({ credentials });
  const body = signedBody(emulator, { type: 4, user_id: 10001 }, { Timestamp: String(Math.floor(Date.now() / 1000)) });
  assert.equal((await post(url, body)).json.code, "0");
  child.kill("SIGINT");
  assert.deepEqual(await closed, [0, null]);
  assert.equal(output.stderr, "");
});

test("a wrong flag is named, and the exit code is 2", async () => {
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [["--port", "x"], /--port must be an integer from 0 to 65535/],
    [["--port", "65536"], /--port must be/],
    [["--host", ""], /--host must be/],
    [["--dialect", "xml"], /--dialect must be one of "typed", "strings", "php"/],
    [["--scheme", "v2"], /--scheme must be one of "zvcms-v2"/],
    [["--prot", "1"], /--prot/],
    [["extra"], /extra/],
  ])) {
    const { code, stdout, stderr } = await run("emulate", ...args);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
  }
});

test("a port that is taken is an error of another exit code", async (t) => {
  const { url } = await emulatorFor(t);
  const { code, stderr } = await run("emulate", "--port", new URL(url).port);
  assert.equal(code, 1);
  assert.match(stderr, /EADDRINUSE.*; choose another --port\n$/);
});

test("the version is that of the package", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));
  for (const flag of ["--version", "-v"]) assert.equal((await run(flag)).stdout, `${version}\n`);
});

test("help is printed where it is asked for, and where the command is missing or unknown", async () => {
  for (const [args, expected, stream] of /** @type {[string[], number, "stdout" | "stderr"][]} */ ([
    [["--help"], 0, "stdout"],
    [["emulate", "--help"], 0, "stdout"],
    [[], 2, "stderr"],
    [["emulat"], 2, "stderr"],
  ])) {
    const result = await run(...args);
    assert.equal(result.code, expected, args.join(" "));
    assert.match(result[stream], /Usage: zvcms-openapi/);
  }
});
