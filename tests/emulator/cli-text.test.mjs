// @ts-check
// What the command prints before the first request.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { faultNames } from "../../pkg/emulator/faults.js";
import { run, started } from "./cli.mjs";
import { emulatorFor, post, signedBody } from "./client.mjs";

const isOnline = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
const offline = isOnline ? false : "this machine has no network";

/** @param {string} text @param {number} columns */
function assertFits(text, columns) {
  for (const line of text.split("\n")) assert.ok(line.length <= columns, line);
}

test("emulate prints what is needed to reach each member, and serves until Ctrl-C", async (t) => {
  const { child, output, closed, url } = await started(
    t,
    "--dialect",
    "strings",
    "--scheme",
    "zvcms-v2",
    "--port",
    "0",
  );
  const { credentials, members } = await emulatorFor(t);
  for (const text of Object.values(credentials)) assert.ok(output.stdout.includes(text));
  const words = output.stdout.replace(/\s+/g, " ");
  const ways =
    / type 1 mobile (\S+), password (\S+) type 2 card_number (\S+), card_password (\S+) type 3 user_code (\S+) /;
  const first = [...(ways.exec(words) ?? []).slice(1), / type 4 user_id (\d+) /.exec(words)?.[1]];
  for (const [index, { name, login, description }] of members.entries()) {
    const number = String(index + 1).padStart(2, "0");
    assert.ok(words.includes(` ${number} ${name} ${description} `), name);
    const [user_id, ...others] = Object.values(login).map(String).reverse();
    assert.deepEqual(
      others.reverse(),
      first.slice(0, 5).map((text) => text?.replace(/01$/, number)),
    );
    if (number !== "09") assert.equal(user_id, first[5]?.replace(/01$/, number));
    else assert.ok(description.includes(user_id));
  }
  const emulator = /** @type {any} */ ({ credentials });
  const body = signedBody(emulator, { type: 4, user_id: 10001 }, { Timestamp: String(Math.floor(Date.now() / 1000)) });
  assert.equal((await post(url, body)).json.code, "0");
  child.kill("SIGINT");
  assert.deepEqual(await closed, [0, null]);
  assert.equal(output.stderr, "");
});

test("what emulate prints and its help fit 80 columns", async (t) => {
  const { output } = await started(
    t,
    "--port",
    "0",
    "--fault",
    "status-429-retry-after",
    "--scheme",
    "zvcms-v2+action",
  );
  assertFits(output.stdout, 80);
  const help = (await run("emulate", "--help")).stdout;
  assertFits(help, 80);
  const names = help.slice(help.indexOf("every answer:"), help.indexOf("--help")).match(/[\w-]+(?=,|\n)/g);
  assert.deepEqual(names, Object.keys(faultNames));
});

test("the lines for a shell and those for .env set the same variables", async (t) => {
  const { output, url } = await started(t);
  const lines = output.stdout.split("\n").filter((line) => line.includes("ZVCMS_"));
  const exports = lines.filter((line) => line.includes("export"));
  const others = lines.filter((line) => !line.includes("export"));
  const folder = mkdtempSync(join(tmpdir(), "emulator-env-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, ".env");
  writeFileSync(file, `${others.join("\n")}\n`);
  const show =
    "console.log(JSON.stringify(Object.entries(process.env).filter(([name]) => name.startsWith('ZVCMS_')).sort()))";
  const env = { PATH: process.env.PATH };
  const fromFile = spawnSync(process.execPath, [`--env-file=${file}`, "-e", show], { env, encoding: "utf8" }).stdout;
  const script = `${exports.join("\n")}\nexec "$0" -e "$1"`;
  const fromShell = spawnSync("sh", ["-c", script, process.execPath, show], { env, encoding: "utf8" }).stdout;
  assert.equal(fromFile, fromShell);
  const { credentials } = await emulatorFor(t);
  assert.deepEqual(Object.fromEntries(JSON.parse(fromFile)), {
    ZVCMS_ENDPOINT: url,
    ZVCMS_OPEN_ID: credentials.openId,
    ZVCMS_GRANT_CODE: credentials.grantCode,
    ZVCMS_OPEN_KEY: credentials.openKey,
    ZVCMS_NOT_FOUND_CODES: "20001",
  });
});

for (const host of ["0.0.0.0", "::"]) {
  test(`with --host ${host} each printed address is one that other machines can use`, { skip: offline }, async (t) => {
    const { output } = await started(t, "--host", host);
    const [, list] = /address((?:\s+http:\S+)+)/.exec(output.stdout) ?? [];
    const urls = list.trim().split(/\s+/);
    assert.ok(output.stdout.includes(`  ZVCMS_ENDPOINT=${urls[0]}\n`));
    for (const url of urls) {
      assert.doesNotMatch(new URL(url).hostname, /^(localhost|0\.0\.0\.0|127\..*|169\.254\..*|\[::1?\]|\[fe80:.*)$/);
      assert.equal((await fetch(url)).status, 405);
    }
  });
}

test("--fault refuse plays what its name says, until Ctrl-C", async (t) => {
  const { child, output, closed, url } = await started(t, "--fault", "refuse");
  assert.match(output.stdout, /\n {2}fault {4}refuse\n/);
  await assert.rejects(fetch(url), ({ cause }) => cause.code === "ECONNREFUSED");
  assert.equal(child.exitCode, null);
  child.kill("SIGINT");
  assert.deepEqual(await closed, [0, null]);
});
