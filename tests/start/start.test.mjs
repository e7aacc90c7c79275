// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  test(`npm start identifies a member and serves the page until ${signal}, which leaves nothing open`, async (t) => {
    const child = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const ended = once(child, "close");
    t.after(() => child.exitCode === null && child.signalCode === null && process.kill(-Number(child.pid), "SIGKILL"));
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
      output += text;
      if (output.includes("Ctrl-C")) break;
    }
    assert.match(output, /测试会员01 \(emulator_test_01, id 10001\)/);
    assert.match(output, /138\*\*\*\*0001/);
    assert.doesNotMatch(output, /13800000001|test-password/);
    assert.match(output, /120\.50 yuan: 100\.00 paid in, 20\.50 given/);

    const addresses = output.match(/http:\/\/127\.0\.0\.1:\d+\/\S*/g) ?? [];
    assert.equal(addresses.length, 2);
    const [page, emulator] = addresses;
    assert.match(await (await fetch(page)).text(), /<html/);
    const config = await (await fetch(new URL("config.json", page))).json();
    assert.equal(config.endpoint, emulator);

    child.kill(signal);
    assert.deepEqual(await ended, [0, null]);
    for (const address of addresses) await assert.rejects(fetch(address));
  });
}
