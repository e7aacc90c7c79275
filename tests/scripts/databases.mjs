// @ts-check
// Stand-ins for the databases of known vulnerabilities: one as RustSec's, and one as npm's.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

/** @typedef {import("node:test").TestContext} TestContext */

/** A folder that is gone after the test. @param {TestContext} t */
export function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-audit-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The address of a repository with an advisory about one crate. @param {TestContext} t @param {string} crate */
export function rustSec(t, crate) {
  const folder = scratch(t);
  const about = `id = "RUSTSEC-2020-9999"\npackage = "${crate}"\ndate = "2020-01-01"`;
  const text = `\`\`\`toml\n[advisory]\n${about}\n\n[versions]\npatched = []\n\`\`\`\n\n# It is broken\n\nVery.\n`;
  mkdirSync(join(folder, "crates", crate), { recursive: true });
  writeFileSync(join(folder, "crates", crate, "RUSTSEC-2020-9999.md"), text);
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("-c", "user.name=nobody", "-c", "user.email=nobody@example.com", "commit", "--quiet", "--message=one");
  return `file://${folder}`;

  /** @param {string[]} args */
  function git(...args) {
    execFileSync("git", args, { cwd: folder });
  }
}

/**
 * A registry with an advisory about one npm package. It keeps what it is asked about.
 * @param {TestContext} t
 * @param {string} [name]
 */
export async function npmRegistry(t, name = "") {
  /** @type {Record<string, string[]>[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(404).end("{}");
    const names = JSON.parse(gunzipSync(await buffer(request)).toString());
    asked.push(names);
    const advisory = { id: 1, url: "https://example.com/1", title: "It is broken", severity: "low" };
    response.end(JSON.stringify(name in names ? { [name]: [{ ...advisory, vulnerable_versions: "*" }] } : {}));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => server.close());
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, asked };
}
