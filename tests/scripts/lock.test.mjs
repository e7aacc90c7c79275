// @ts-check
// What is locked, and that the manifests ask for nothing else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { inRoot } from "../../scripts/lib/project.mjs";

/** @typedef {{ link?: boolean, resolved?: string, integrity?: string, optionalDependencies?: object }} Locked */

const EXAMPLES = ["cloud-function", "express-vite", "koa", "next"].map((name) => `examples/${name}`);
/** The package itself, which is packed into the folder of an example. */
const PACKED = "file:zvcms-openapi-0.1.0.tgz";

/** The manifests that each lock is about. @type {Record<string, string[]>} */
const LOCKS = {
  "package-lock.json": ["package.json", "pkg/package.json", "www/package.json"],
  "benches/package-lock.json": ["benches/package.json"],
  ...Object.fromEntries(EXAMPLES.map((name) => [`${name}/package-lock.json`, [`${name}/package.json`]])),
};
const KINDS = ["dependencies", "devDependencies", "optionalDependencies", "overrides"];
const CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index";

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(inRoot(path), "utf8"));

/** @param {string} lock @returns {Record<string, Locked>} */
const packagesOf = (lock) => readJson(lock).packages;

test("package-lock.json names every platform's part of a tool, else npm ci refuses it", () => {
  const packages = packagesOf("package-lock.json");
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  assert.ok(wanted.length > 50);
  assert.deepEqual(
    wanted.filter((name) => !names.has(name)),
    [],
  );
});

for (const [lock, manifests] of Object.entries(LOCKS)) {
  const packages = packagesOf(lock);
  /** Without the manifests of this tree. */
  const fromOutside = Object.entries(packages).filter(
    ([path, { link, resolved }]) => path.includes("node_modules/") && !link && resolved !== PACKED,
  );

  test(`${lock} names no place to download from`, () => {
    const addresses = Object.values(packages).flatMap(({ link, resolved }) => (resolved && !link ? [resolved] : []));
    assert.deepEqual(addresses, EXAMPLES.includes(dirname(lock)) ? [PACKED] : []);
  });

  test(`${lock} has a checksum for each package`, () => {
    assert.ok(fromOutside.length >= 5);
    const without = fromOutside.filter(([, { integrity = "" }]) => !/^sha512-[\w+/]{86}==$/.test(integrity));
    assert.deepEqual(without, []);
  });

  test(`${lock} agrees with its manifests, as npm ci demands`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), "zvcms-lock-"));
    t.after(() => rmSync(folder, { recursive: true }));
    for (const path of [lock, ...manifests]) cpSync(inRoot(path), join(folder, path));
    const cwd = join(folder, lock, "..");
    // Of an empty cache, so that nothing but the lock answers.
    const args = ["ci", "--dry-run", "--offline", "--ignore-scripts", "--no-audit", `--cache=${join(folder, "cache")}`];
    const { status, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });

  for (const manifest of manifests) {
    test(`${manifest} asks for exact versions`, () => {
      const wanted = KINDS.flatMap((kind) => Object.entries(readJson(manifest)[kind] ?? {}));
      // npm links the packages of this tree, of whatever version.
      const others = wanted.filter(([name]) => !packages[`node_modules/${name}`]?.link);
      const inexact = others.filter(
        ([, version]) => version !== PACKED && !/^(npm:[^ ]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version),
      );
      assert.deepEqual(inexact, []);
    });
  }
}

const skip = !existsSync(inRoot(".git")) && "this is no clone";
test("no other manifest or lock is there", { skip }, () => {
  const { stdout } = spawnSync("git", ["ls-files", "*package.json", "*package-lock.json"], {
    cwd: inRoot(),
    encoding: "utf8",
  });
  // Those of the entries are for tools that know no `exports`; they are no packages.
  const entries = ["browser", "emulator", "points", "server"].map((name) => `pkg/${name}/package.json`);
  const known = [...Object.keys(LOCKS), ...Object.values(LOCKS).flat(), ...entries];
  assert.deepEqual(stdout.trim().split("\n").sort(), known.sort());
});

test("the published package depends on nothing, and works with a limiter that the user may install", () => {
  const manifest = readJson("pkg/package.json");
  assert.deepEqual(Object.keys(manifest.peerDependencies), ["rate-limiter-flexible"]);
  assert.deepEqual(manifest.peerDependenciesMeta, { "rate-limiter-flexible": { optional: true } });
  for (const kind of [...KINDS, "bundleDependencies", "bundledDependencies"])
    assert.equal(manifest[kind], undefined, kind);
});

test("Cargo.lock agrees with Cargo.toml", () => {
  const args = ["metadata", "--locked", "--format-version=1"];
  const { status, stderr } = spawnSync("cargo", args, { cwd: inRoot(), encoding: "utf8", maxBuffer: 2 ** 26 });
  assert.equal(status, 0, stderr);
});

for (const lock of ["Cargo.lock", "fuzz/Cargo.lock"]) {
  test(`${lock} has a checksum for each crate, and all but ours are from crates.io`, () => {
    const [, ...crates] = readFileSync(inRoot(lock), "utf8").split("[[package]]\n");
    const others = crates.filter((crate) => !/^name = "zvcms-openapi(-fuzz)?"\n/.test(crate));
    assert.equal(others.length, crates.length - lock.split("/").length);
    assert.ok(others.length > 50);
    for (const crate of others) {
      assert.ok(crate.includes(`\nsource = "${CRATES_IO}"\n`), crate);
      assert.match(crate, /\nchecksum = "[0-9a-f]{64}"\n/);
    }
  });
}
