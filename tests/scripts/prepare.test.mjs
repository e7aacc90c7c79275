// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../scripts/prepare.mjs", import.meta.url));

/**
 * @param {import("node:test").TestContext} t
 * @param {number | null} seconds that the packages were installed after the lock was changed, null for never
 * @param {number} [code] with which npm ends
 */
function install(t, seconds, code = 0) {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-packages-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package-lock.json"), "{}");
  utimesSync(join(folder, "package-lock.json"), 1e9, 1e9);
  mkdirSync(join(folder, "node_modules"));
  if (seconds !== null) {
    writeFileSync(join(folder, "node_modules/.package-lock.json"), "{}");
    utimesSync(join(folder, "node_modules/.package-lock.json"), 1e9 + seconds, 1e9 + seconds);
  }
  writeFileSync(join(folder, "npm"), `#!/bin/sh\necho npm "$@"\nexit ${code}\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  const { status, stdout } = spawnSync(process.execPath, [script], { cwd: folder, env, encoding: "utf8" });
  return { status, installs: stdout.includes("npm ci\n") };
}

test("the npm packages are installed where they are missing or older than the lock", (t) => {
  assert.deepEqual(install(t, null), { status: 0, installs: true });
  assert.deepEqual(install(t, -1), { status: 0, installs: true });
  assert.deepEqual(install(t, 1), { status: 0, installs: false });
});

test("nothing goes on where npm fails", (t) => {
  assert.deepEqual(install(t, null, 7), { status: 7, installs: true });
});
