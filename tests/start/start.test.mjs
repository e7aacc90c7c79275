// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../free-port.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {import("node:test").TestContext} t @param {string[]} args */
function start(t, ...args) {
  const child = spawn(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  t.after(() => child.exitCode === null && child.signalCode === null && process.kill(-Number(child.pid), "SIGKILL"));
  let output = "";
  /** @type {Promise<void>} */
  const serves = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (output.includes("Ctrl-C")) resolve();
      });
    }
  });
  const ended = once(child, "close");
  return { child, serves, ended, output: () => output };
}

/** @param {number | undefined} leader */
function isGroupThere(leader) {
  try {
    return process.kill(-Number(leader), 0);
  } catch {
    return false;
  }
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  test(`npm start identifies a member and serves the page until ${signal}, which leaves nothing open`, {
    timeout: 300_000,
  }, async (t) => {
    const { child, serves, ended, output } = start(t);
    await Promise.race([serves, ended]);
    assert.match(output(), /测试会员01 \(emulator_test_01, id 10001\)/);
    assert.match(output(), /138\*\*\*\*0001/);
    assert.doesNotMatch(output(), /13800000001|test-password/);
    assert.match(output(), /120\.50 yuan: 100\.00 yuan paid in, 20\.50 yuan given/);

    const addresses = output().match(/http:\/\/127\.0\.0\.1:\d+\/\S*/g) ?? [];
    assert.equal(addresses.length, 2);
    const [page, emulator] = addresses;
    assert.match(await (await fetch(page)).text(), /<html/);
    const config = await (await fetch(new URL("config.json", page))).json();
    assert.equal(config.endpoint, emulator);
    const asked = await fetch(new URL("api/member", page), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ type: 3, user_code: "TEST-CODE-01" }),
    });
    assert.equal((await asked.json()).nickname, "测试会员01", "the page's own server looks members up");

    child.kill(signal);
    child.kill(signal);
    assert.deepEqual(await ended, [0, null]);
    for (const address of addresses) await assert.rejects(fetch(address));
    // The system may take some seconds to forget a process that has ended.
    while (isGroupThere(child.pid)) await setTimeout(100);
  });
}

test("npm start serves the page on the port that --port names, and says when it cannot", async (t) => {
  const port = await freePort();
  const first = start(t, "--port", String(port));
  await Promise.race([first.serves, first.ended]);
  assert.ok(first.output().includes(`http://127.0.0.1:${port}/`), first.output());
  assert.match(await (await fetch(`http://127.0.0.1:${port}/`)).text(), /<html/);

  const second = start(t, "--port", String(port));
  assert.deepEqual(await second.ended, [1, null]);
  assert.ok(second.output().includes(`The page cannot be served on port ${port}: `), second.output());
  assert.doesNotMatch(second.output(), /Build the package/, "what the first one built is not built again");

  first.child.kill("SIGINT");
  assert.deepEqual(await first.ended, [0, null]);
});

for (const port of ["65536", "-1", "80.5", "0x50", "1e3", "", " 80", "eighty"]) {
  test(`npm start refuses the port "${port}"`, async (t) => {
    const { ended, output } = start(t, `--port=${port}`);
    assert.deepEqual(await ended, [2, null]);
    assert.equal(
      output(),
      `--port takes an integer from 0 to 65535, not "${port}".\nUsage: npm start -- --port 8080\n`,
    );
  });
}

test("npm start refuses other arguments", async (t) => {
  for (const args of [["--port"], ["--prot", "80"], ["8080"]]) {
    const { ended, output } = start(t, ...args);
    assert.deepEqual(await ended, [2, null]);
    assert.match(output(), /\nUsage: npm start -- --port 8080\n$/);
  }
});
