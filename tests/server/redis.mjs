// @ts-check
// Debian's Redis, in a process that ends with the test.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why it cannot run here, or false. */
export const missing = spawnSync("redis-server", ["--version"]).status !== 0 && "there is no redis-server";

/** Keeps nothing on disk. @param {import("node:test").TestContext} t @param {number} port */
export async function startRedis(t, port) {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-openapi-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const redis = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(redis, "exit");
  /** At once, as if the machine were gone. */
  const kill = async () => {
    redis.kill("SIGKILL");
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  t.after(kill);
  let said = "";
  for await (const text of redis.stdout.iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.includes("Ready to accept connections")) break;
  }
  redis.stdout.resume();
  return { kill };
}
