// @ts-check
import { parseArgs } from "node:util";
import { faultNames } from "./fault-names.js";
import { readOptions } from "./options.js";
import { readFault } from "./read-faults.js";
import { refusals } from "./refusals.js";
import { requestLine } from "./request-line.js";
import { schemes } from "./scheme.js";
import { serve } from "./start.js";

const USAGE = `Usage: zvcms-openapi emulate [options]

Runs a stand-in for the vendor's server and prints a line for each request.
Stop it with Ctrl-C.

Options:
  --port N        the port to listen on (default: a free one)
  --host H        the address to listen on (default: 127.0.0.1)
  --dialect NAME  how answers are written: typed, strings or php (default: typed)
  --scheme NAME   how the Token is made: ${Object.keys(schemes).join(", ")}
                  (default: zvcms-v2)
  --fault NAME    what goes wrong with every answer:
${wrapped(Object.keys(faultNames).filter((name) => name !== "refuse"))}
  --help          print this text
`;

const FLAGS = /** @type {const} */ ({
  port: { type: "string" },
  host: { type: "string" },
  dialect: { type: "string" },
  scheme: { type: "string" },
  fault: { type: "string" },
  help: { type: "boolean", short: "h" },
});

/**
 * The command `emulate`. Its exit code is 0 after a signal stopped it, 1 if it cannot listen, 2 if a flag is wrong.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function emulate(args) {
  try {
    const { help, port, fault, ...texts } = parseArgs({ args, options: FLAGS }).values;
    if (help) {
      process.stdout.write(USAGE);
      return 0;
    }
    // A reader such as `head` may close the pipe; the emulator goes on without it.
    process.stdout.on("error", () => {});
    const faults = fault === undefined ? undefined : everyTime(fault);
    const emulator = await serve(readOptions({ ...texts, port: portOf(port), faults }), (request, answer) =>
      process.stdout.write(requestLine(new Date(), request, answer)),
    );
    // Before the introduction: whoever reads that may stop us at once.
    const stopped = stopSignal();
    process.stdout.write(introduction(emulator, texts));
    await stopped;
    await emulator.close();
    return 0;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const hint = code === "EADDRINUSE" ? "; choose another --port" : "";
    process.stderr.write(`zvcms-openapi emulate: ${message.replace(/^startEmulator: |^(?=fault )/, "--")}${hint}\n`);
    return error instanceof TypeError ? 2 : 1;
  }
}

/** @param {string} fault */
function everyTime(fault) {
  const read = readFault(fault, "fault");
  if (read?.kind === "refuse") throw new TypeError("fault must not be refuse: stop the emulator instead");
  return () => fault;
}

/** Names in lines that fit behind the flags. @param {string[]} names */
function wrapped(names) {
  const lines = names.join(", ").match(/.{1,68}(?:,(?= )|$)/g) ?? [];
  return lines.map((line) => `${" ".repeat(18)}${line.trimStart()}`).join("\n");
}

/** @param {string | undefined} text */
function portOf(text) {
  return text === undefined || /^\d{1,5}$/.test(text) ? Number(text ?? 0) : Number.NaN;
}

/** @returns {Promise<unknown>} */
function stopSignal() {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

/**
 * @param {import("../types/emulator.js").Emulator} emulator
 * @param {{ dialect?: string, scheme?: string }} texts
 */
function introduction({ url, credentials, members }, { dialect = "typed", scheme = "zvcms-v2" }) {
  const rows = members.map(({ name, login, description }) => [name, ...Object.values(login).map(String), description]);
  const head = ["name", "mobile", "password", "card_number", "card_password", "user_code", "user_id", "what it shows"];
  return `The emulator is running. It is for tests only: its key and its members are public.

  dialect  ${dialect}
  scheme   ${scheme}

For the examples of the README:

  export ZVCMS_ENDPOINT=${url}
  export ZVCMS_OPEN_ID=${credentials.openId}
  export ZVCMS_GRANT_CODE=${credentials.grantCode}
  export ZVCMS_OPEN_KEY=${credentials.openKey}
  export ZVCMS_NOT_FOUND_CODES=${refusals.notFound.code}

A member is identified by mobile and password (type 1), card_number and card_password (2), user_code (3) or user_id (4):

${table([head, ...rows])}
Stop with Ctrl-C. Each request: time, action, type, HTTP status, code and message.

`;
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd());
  return `${lines.join("\n")}\n`;
}
