// @ts-check
// Looks up known vulnerabilities of the crates and npm packages that this tree is made with. Ends with 1 where there are
// some, and with 2 where the audit fails for another reason than a database that cannot be reached.
import { Listr } from "listr2";
import { exampleNames, FUZZER, inRoot } from "./lib/project.mjs";
import { display, lastLines, run } from "./lib/run.mjs";
import { forAuditing, setUp } from "./lib/setup.mjs";

/** @typedef {{ state: "clean" | "findings" | "skipped" | "failed", details: string }} Result */
/** @typedef {(task: import("./lib/run.mjs").Task) => Promise<Result>} Audit */

/** What the advisories are about. Other errors are about the configuration. */
const FINDINGS = ["vulnerability", "unmaintained", "unsound", "notice", "yanked"];
const UNREACHABLE = "failed to fetch advisory database";
/** Git gives up where the server says nothing for so many seconds, and asks nobody for a password. */
const GIT = { GIT_HTTP_LOW_SPEED_LIMIT: "1", GIT_HTTP_LOW_SPEED_TIME: "60", GIT_TERMINAL_PROMPT: "0" };
/** Nothing is left out, whatever the environment says. npm also takes "offline" for "clean". */
const NPM =
  "audit --json --loglevel=silent --package-lock-only --no-offline --fetch-retries=0 --fetch-timeout=60000 " +
  "--include=prod --include=dev --include=optional --include=peer";

await setUp(forAuditing);
process.exitCode = 0;
await new Listr(
  [
    taskOf("Crates", (task) => auditCrates(task)),
    taskOf("Crates of the fuzzer", (task) => auditCrates(task, ...FUZZER)),
    taskOf("npm packages", (task) => auditPackages(task, ".")),
    taskOf("npm packages of the benchmarks", (task) => auditPackages(task, "benches")),
    ...exampleNames.map((name) =>
      taskOf(`npm packages of the example ${name}`, (task) => auditPackages(task, `examples/${name}`)),
    ),
  ],
  { ...display, exitOnError: false },
).run();

/** @param {string} title @param {Audit} audit @returns {import("listr2").ListrTask} */
function taskOf(title, audit) {
  return {
    title,
    task: async (_, task) => {
      const { state, details } = await audit(task);
      task.title = `${title}: ${state}`;
      if (state === "skipped") {
        task.title += ": the database cannot be reached";
        task.skip(details);
      }
      if (state === "findings") process.exitCode = 1;
      if (state === "failed") process.exitCode ||= 2;
      if (state === "findings" || state === "failed") throw new Error(details);
    },
  };
}

/** @param {import("./lib/run.mjs").Task} task @param {string[]} where @returns {Promise<Result>} */
async function auditCrates(task, ...where) {
  const args = ["deny", "--locked", ...where, "--format", "json", "check", "advisories"];
  const { failed, output } = await run(task, "cargo", args, { env: GIT });
  if (!failed) return { state: "clean", details: "" };
  const reports = output.split("\n").flatMap(parse);
  const findings = reports.filter(({ severity, code }) => severity === "error" && FINDINGS.includes(code));
  if (findings.length > 0) return { state: "findings", details: findings.map(nameCrate).join("\n") };
  const unreachable = reports.find(({ level, message }) => level === "ERROR" && message.startsWith(UNREACHABLE));
  if (unreachable)
    return { state: "skipped", details: /^fatal: .*/m.exec(unreachable.message)?.[0] ?? unreachable.message };
  return { state: "failed", details: lastLines(output) };
}

/** @param {import("./lib/run.mjs").Task} task @param {string} folder that has the lock @returns {Promise<Result>} */
async function auditPackages(task, folder) {
  const { failed, output } = await run(task, "npm", NPM.split(" "), { cwd: inRoot(folder) });
  const { vulnerabilities, message } = parseStart(output);
  const findings = Object.values(vulnerabilities ?? {});
  if (findings.length > 0) return { state: "findings", details: findings.map(namePackage).join("\n") };
  if (!failed && vulnerabilities) return { state: "clean", details: "" };
  // npm gives a message of its own only where the registry gave no answer, or one that is none.
  if (message) return { state: "skipped", details: message };
  return { state: "failed", details: lastLines(output) };
}

/** The fields of a line of cargo-deny. Cargo's own lines are no JSON. @param {string} line */
function parse(line) {
  try {
    return [JSON.parse(line).fields];
  } catch {
    return [];
  }
}

/** What npm wrote, without what run() says below it. @param {string} output */
function parseStart(output) {
  try {
    return JSON.parse(output.slice(0, output.lastIndexOf("}") + 1));
  } catch {
    return {};
  }
}

/** @param {any} finding of cargo-deny */
function nameCrate({ advisory, code, message, graphs }) {
  const { name, version } = graphs[0].Krate;
  return `${name} ${version}: ${advisory?.id ?? code}: ${message}`;
}

/** @param {any} finding of npm */
function namePackage({ name, severity, via }) {
  const reasons = via.map((/** @type {any} */ reason) => reason.url ?? `by way of ${reason}`);
  return `${name}: ${severity}: ${reasons.join(", ")}`;
}
