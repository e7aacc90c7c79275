// @ts-check
// The real cargo-deny, git and npm, with databases of our own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { exampleNames } from "../../scripts/lib/project.mjs";
import { copyTree } from "../copy.mjs";
import { freePort } from "../free-port.mjs";
import { npmRegistry, rustSec, scratch } from "./databases.mjs";

/** The folders that have a lock of npm. */
const LOCKED = [".", "benches", ...exampleNames.map((name) => `examples/${name}`)];
const COPIED = [
  ...["deny.toml", "package.json", ".npmrc", "fuzz/Cargo.toml", "fuzz/Cargo.lock", "fuzz/fuzz_targets"],
  ...LOCKED.slice(1).flatMap((folder) => [`${folder}/package.json`, `${folder}/package-lock.json`]),
];
const DATABASE = "https://github.com/RustSec/advisory-db";
const [CRATES, FUZZER, PACKAGES, BENCHES] =
  "Crates,Crates of the fuzzer,npm packages,npm packages of the benchmarks".split(",");
const EXAMPLES = exampleNames.map((name) => `npm packages of the example ${name}`);
/** What is said of all. @param {string} result */
const all = (result) =>
  Object.fromEntries([CRATES, FUZZER, PACKAGES, BENCHES, ...EXAMPLES].map((title) => [title, result]));

/**
 * Runs the audit in a copy of this tree, and reads from its output what it says of each.
 * @param {import("node:test").TestContext} t
 * @param {{ crates: string, npm: string, spoil?: (folder: string) => void }} databases where they are
 */
async function audit(t, { crates, npm, spoil = () => {} }) {
  const folder = scratch(t);
  copyTree(folder, COPIED);
  spoil(folder);
  const env = {
    ...process.env,
    ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `url.${crates}.insteadOf`, GIT_CONFIG_VALUE_0: DATABASE },
    npm_config_registry: npm,
    // These must not make it look at less.
    ...{ npm_config_offline: "true", NODE_ENV: "production", npm_config_audit_level: "high" },
  };
  const child = spawn(process.execPath, ["scripts/audit.mjs"], { cwd: folder, env });
  const ended = once(child, "close");
  const output = (await Promise.all([text(child.stdout), text(child.stderr)])).join("");
  const results = [...output.matchAll(/^[✔✖↓] (.*?): (.*?)(?: \[|$)/gm)].map(([, title, result]) => [title, result]);
  return { status: (await ended)[0], output, results: Object.fromEntries(results) };
}

/** The names of the packages that a lock has, sorted. @param {string} path */
function namesIn(path) {
  const { packages } = JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
  const paths = Object.keys(packages).filter((path) => path.includes("node_modules/") && !packages[path].link);
  // One that is installed under another name has its own beside it.
  const nameOf = (/** @type {string} */ path) => packages[path].name ?? path.replace(/^.*node_modules\//, "");
  return [...new Set(paths.map(nameOf))].sort();
}

test("where the databases know of nothing, all is clean, and npm's was asked about every locked package", async (t) => {
  const { url, asked } = await npmRegistry(t);
  const { status, output, results } = await audit(t, { crates: rustSec(t, "not-in-use"), npm: url });
  assert.deepEqual(results, all("clean"), output);
  assert.equal(status, 0);
  const names = asked.map((packages) => Object.keys(packages).sort());
  assert.deepEqual(
    names,
    LOCKED.map((folder) => namesIn(`${folder}/package-lock.json`)),
  );
});

test("where the databases know of something, it is named, and the audit fails", async (t) => {
  const { url } = await npmRegistry(t, "zod");
  const { status, output, results } = await audit(t, { crates: rustSec(t, "base64"), npm: url });
  const found = { [CRATES]: "findings", [FUZZER]: "findings", [BENCHES]: "findings" };
  assert.deepEqual(results, { ...all("clean"), ...found }, output);
  assert.match(output, /base64 [\d.]+: RUSTSEC-2020-9999: It is broken/);
  assert.match(output, /zod: low: https:\/\/example\.com\/1/);
  assert.equal(status, 1);
});

test("where the databases cannot be reached, that is said, and is no failure", async (t) => {
  const npm = `http://127.0.0.1:${await freePort()}/`;
  const { status, output, results } = await audit(t, { crates: `file://${scratch(t)}/none`, npm });
  assert.deepEqual(results, all("skipped: the database cannot be reached"), output);
  assert.match(output, /ECONNREFUSED/);
  assert.equal(status, 0);
});

test("what is wrong with this tree is not taken for a database out of reach", async (t) => {
  const { url } = await npmRegistry(t);
  const spoil = (/** @type {string} */ folder) => {
    writeFileSync(join(folder, "deny.toml"), "[advisories]\nyanked = 1\n");
    rmSync(join(folder, "package-lock.json"));
  };
  const { status, output, results } = await audit(t, { crates: rustSec(t, "not-in-use"), npm: url, spoil });
  const failed = { [CRATES]: "failed", [FUZZER]: "failed", [PACKAGES]: "failed" };
  assert.deepEqual(results, { ...all("clean"), ...failed }, output);
  assert.equal(status, 2);
});
