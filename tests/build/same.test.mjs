// @ts-check
// The package that lies in this tree, held against one that is built from the same sources in another place.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { inRoot } from "../../scripts/lib/project.mjs";
import { copyTree } from "../copy.mjs";

const folder = mkdtempSync(join(tmpdir(), "zvcms-same-"));
after(() => rmSync(folder, { recursive: true }));

/** Another name, another depth, and a space in the path. */
const elsewhere = join(folder, "of whoever else/builds it/in another place");
const home = join(folder, "cargo");

test("a build in another folder, with another CARGO_HOME and time zone, gives the same bytes", () => {
  copyTree(elsewhere, ["package.json"]);
  symlinkSync(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), home);
  const env = { ...process.env, CARGO_HOME: home, TZ: "Pacific/Kiritimati", LC_ALL: "C", USER: "somebody" };
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: elsewhere, env, stdio: ["ignore", "ignore", "pipe"] });
  const [here, there] = [inRoot("pkg"), join(elsewhere, "pkg")].map(sums);
  assert.ok(here.length > 20);
  assert.deepEqual(there, here, "if the sources were changed since the last build, build first: npm run build");
});

/** Each file that a build makes, with its SHA-256. @param {string} pkg */
function sums(pkg) {
  const texts = readdirSync(pkg).filter((name) => /\.md$|^LICENSE$/.test(name));
  const made = readdirSync(join(pkg, "dist"), { recursive: true }).map((name) => `dist/${name}`);
  const files = [...texts, ...made].filter((name) => statSync(join(pkg, name)).isFile());
  return files.sort().map((name) => {
    const sum = createHash("sha256").update(readFileSync(join(pkg, name)));
    return `${sum.digest("hex")}  ${name}`;
  });
}
