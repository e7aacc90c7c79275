// @ts-check
// How to give a job to each runtime, and how to run any script in those that are programs.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tree } from "./tree.mjs";

/** @typedef {import("./report.mjs").Job} Job */
/** @typedef {{ run: (job: Job) => Promise<any[]>, end: () => unknown }} Started */

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string | false} missing why it cannot run here
 * @property {(script: string, job: unknown, env?: Record<string, string>) => Promise<any[]>} run gives what the script prints
 */

/**
 * @typedef {object} Runtime
 * @property {string} name
 * @property {string | false} missing why it cannot run here
 * @property {(ca: string) => Promise<Started>} start it trusts the authority with this certificate
 */

const cwd = fileURLToPath(new URL(".", import.meta.url));
/** Loads a tool. @type {(name: string) => any} */
const load = createRequire(join(tree, "package.json"));
const PATIENCE = 120_000;

/** @type {Program[]} */
export const programs = [
  program("Node", process.execPath, []),
  program("Deno", inModules("deno"), ["run", "--no-prompt", "--no-lock", "--allow-net", "--allow-read", "--allow-env"]),
  program("Bun", inModules("bun"), ["run"]),
];

/** Those that can withhold the network from a program, and do. */
export const withholding = [
  {
    ...program("Node", process.execPath, ["--permission", "--allow-fs-read=*"]),
    ...(!process.allowedNodeEnvironmentFlags.has("--allow-net") && { missing: "this Node knows no such permission" }),
  },
  program("Deno", inModules("deno"), ["run", "--no-prompt", "--no-lock", "--allow-read", "--allow-env"]),
];

/** The oldest release of Node that the package runs on. */
export const oldestNode = program("Node 18", join(tree, "target/node18/node_modules/node18/bin/node"), []);

/** @type {Runtime[]} */
export const runtimes = [
  ...programs.map(({ name, missing, run }) => ({ name, missing, start: startProgram(run) })),
  { name: "workerd", missing: missingWorkerd(), start: startWorkerd },
];

/** @param {string} name */
function inModules(name) {
  return join(tree, "node_modules/.bin", name);
}

/** @type {(name: string, file: string, args: string[]) => Program} */
function program(name, file, args) {
  const runs = spawnSync(file, ["--version"]).status === 0;
  return { name, missing: !runs && missing(name), run };

  /** @type {Program["run"]} */
  async function run(script, job, env = {}) {
    const options = { cwd, env: { ...process.env, ...env }, timeout: PATIENCE, maxBuffer: 1 << 26 };
    const { stdout } = await promisify(execFile)(file, [...args, join(cwd, script), JSON.stringify(job)], options);
    return read(stdout);
  }
}

/** @param {Program["run"]} run @returns {Runtime["start"]} */
function startProgram(run) {
  return async (ca) => {
    const folder = mkdtempSync(join(tmpdir(), "zvcms-openapi-ca-"));
    const path = join(folder, "ca.pem");
    writeFileSync(path, ca);
    const env = { NODE_EXTRA_CA_CERTS: path, DENO_CERT: path, DENO_NO_UPDATE_CHECK: "1" };
    return { run: (job) => run("child.mjs", job, env), end: () => rmSync(folder, { recursive: true }) };
  };
}

function missingWorkerd() {
  try {
    load("miniflare");
    return spawnSync(load("workerd").default, ["--version"]).status !== 0 && missing("workerd");
  } catch {
    return missing("workerd");
  }
}

/** @param {string} name */
function missing(name) {
  return `${name} does not run: npm test installs it`;
}

/** @param {string} ca @returns {Promise<Started>} */
async function startWorkerd(ca) {
  const { worker, end } = await startWorker("worker.mjs", { trustedCertificates: [ca] });
  return {
    run: async (job) =>
      read(await (await worker.dispatchFetch("http://worker/", { method: "POST", body: JSON.stringify(job) })).text()),
    end,
  };
}

/**
 * A worker as wrangler bundles one: with a file .wasm beside it.
 * @param {string} entry
 * @param {object} [tlsOptions]
 * @param {Record<string, string>} [define] constants for its code
 * @returns {Promise<{ worker: any, url: string, end: () => Promise<void> }>}
 */
export async function startWorker(entry, tlsOptions = {}, define = {}) {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-openapi-worker-"));
  await load("esbuild").build({
    absWorkingDir: cwd,
    entryPoints: { worker: entry },
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    outExtension: { ".js": ".mjs" },
    outdir: folder,
    define,
    logLevel: "warning",
  });
  const worker = new (load("miniflare").Miniflare)({
    modules: true,
    modulesRoot: folder,
    scriptPath: join(folder, "worker.mjs"),
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: "2025-06-01",
    host: "127.0.0.1",
    outboundService: { network: { allow: ["public", "private"], tlsOptions } },
    // It prints a stack for each connection that fails.
    handleRuntimeStdio: (/** @type {any} */ stdout, /** @type {any} */ stderr) => {
      stdout.resume();
      stderr.resume();
    },
  });
  const end = async () => {
    await worker.dispose();
    rmSync(folder, { recursive: true });
  };
  return { worker, url: String(await worker.ready), end };
}

/** @param {string} lines */
const read = (lines) =>
  lines
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
