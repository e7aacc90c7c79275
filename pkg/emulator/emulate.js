// @ts-check
import { parseArgs } from "node:util";
import { startEmulator } from "./index.js";
import { schemes } from "./scheme.js";

const USAGE = `Usage: zvcms-openapi emulate [options]

Runs a stand-in for the vendor's server until Ctrl-C.

Options:
  --port N        the port to listen on (default: a free one)
  --host H        the address to listen on (default: 127.0.0.1)
  --dialect NAME  how answers are written: typed, strings or php (default: typed)
  --scheme NAME   how the Token is made: ${Object.keys(schemes).join(", ")}
                  (default: zvcms-v2)
  --help          this text
`;

const FLAGS = /** @type {const} */ ({
  port: { type: "string" },
  host: { type: "string" },
  dialect: { type: "string" },
  scheme: { type: "string" },
  help: { type: "boolean", short: "h" },
});

/**
 * The command `emulate`: 0 after it was stopped, 1 where it could not listen, 2 for a wrong flag.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function emulate(args) {
  try {
    const { help, port, ...texts } = parseArgs({ args, options: FLAGS }).values;
    if (help) {
      process.stdout.write(USAGE);
      return 0;
    }
    const options = /** @type {import("../types/emulator.js").StartOptions} */ ({ ...texts, port: portOf(port) });
    const emulator = await startEmulator(options);
    process.stdout.write(introduction(emulator, options));
    await stopSignal();
    await emulator.close();
    return 0;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const hint = code === "EADDRINUSE" ? "; choose another --port" : "";
    process.stderr.write(`zvcms-openapi emulate: ${message.replace(/^startEmulator: /, "--")}${hint}\n`);
    return error instanceof TypeError ? 2 : 1;
  }
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
 * @param {import("../types/emulator.js").StartOptions} options
 */
function introduction({ url, credentials, members }, { dialect = "typed", scheme = "zvcms-v2" }) {
  const rows = members.map(({ name, login, description }) => [name, ...Object.values(login).map(String), description]);
  const head = ["name", "mobile", "password", "card_number", "card_password", "user_code", "user_id", "what it shows"];
  return `The emulator listens. It is for tests: its key and its members are published.

  dialect  ${dialect}
  scheme   ${scheme}

As the examples of the README take them:

  export ZVCMS_ENDPOINT=${url}
  export ZVCMS_OPEN_ID=${credentials.openId}
  export ZVCMS_GRANT_CODE=${credentials.grantCode}
  export ZVCMS_OPEN_KEY=${credentials.openKey}

A member is identified by mobile and password (type 1), card_number and card_password (2), user_code (3) or user_id (4):

${table([head, ...rows])}
Ctrl-C stops it.
`;
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd());
  return `${lines.join("\n")}\n`;
}
