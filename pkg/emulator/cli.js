#!/usr/bin/env node
// @ts-check
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { refusals } from "./answers.js";
import { dialects } from "./dialects.js";
import { faultNames } from "./faults.js";
import { readOptions } from "./options.js";
import { integer, must, object, oneOf, parse, text } from "./schema.js";
import { serve } from "./server.js";
import { schemes } from "./signature.js";

const USAGE = `Usage: zvcms-openapi <command> [options]

Commands:
  emulate     run a stand-in for the vendor's server

Options:
  --help      print this text, or the options of a command: zvcms-openapi emulate --help
  --version   print the version of this package
`;

const FAULTS = Object.keys(faultNames).filter((name) => name !== "refuse");
const EMULATE_USAGE = `Usage: zvcms-openapi emulate [options]

Runs a stand-in for the vendor's server and prints a line for each request.
Stop it with Ctrl-C.

Options:
  --port N        the port to listen on (default: a free one)
  --host H        the address to listen on (default: 127.0.0.1)
  --dialect NAME  how answers are written: typed, strings or php (default: typed)
  --scheme NAME   how the Token is made: ${Object.keys(schemes).join(", ")}
                  (default: zvcms-v2)
  --fault NAME    what goes wrong with every answer:
${wrapped(FAULTS)}
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
const flagSchema = object({
  port: v.optional(
    must("be an integer from 0 to 65535", v.pipe(v.string(), v.digits(), v.transform(Number), integer(0, 65535))),
  ),
  host: v.optional(text),
  dialect: v.optional(oneOf(Object.keys(dialects)), "typed"),
  scheme: v.optional(oneOf(Object.keys(schemes)), "zvcms-v2"),
  fault: v.optional(oneOf(FAULTS)),
});

/** Words joined by dots. Any other Action may be a secret, or characters that control the terminal. */
const ACTION = /^[a-z_]+(\.[a-z_]+)+$/i;
const LONGEST_ACTION = 60;

const [name, ...args] = process.argv.slice(2);
if (name === "emulate") {
  process.exitCode = await emulate(args);
} else if (name === "--help" || name === "-h") {
  process.stdout.write(USAGE);
} else if (name === "--version" || name === "-v") {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  process.stdout.write(`${version}\n`);
} else {
  const problem = name === undefined ? "a command is missing" : `unknown command ${JSON.stringify(name)}`;
  process.stderr.write(`zvcms-openapi: ${problem}\n\n${USAGE}`);
  process.exitCode = 2;
}

/**
 * Returns the exit code: 0 after a signal stopped it, 1 if it cannot listen, 2 if a flag is wrong.
 * @param {string[]} args
 */
async function emulate(args) {
  try {
    const { help, ...values } = parseArgs({ args, options: FLAGS }).values;
    if (help) {
      process.stdout.write(EMULATE_USAGE);
      return 0;
    }
    const { fault, ...flags } = parse(flagSchema, values, "--");
    // A reader such as `head` may close the pipe; the emulator goes on without it.
    process.stdout.on("error", () => {});
    const settings = readOptions({ ...flags, faults: fault && (() => fault) });
    const emulator = await serve(settings, (request, answer) => process.stdout.write(requestLine(request, answer)));
    // Listens before it prints: whoever reads the text may send the signal at once.
    const stopped = stopSignal();
    process.stdout.write(startText(emulator, flags));
    await stopped;
    await emulator.close();
    return 0;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const hint = code === "EADDRINUSE" ? "; choose another --port" : "";
    process.stderr.write(`zvcms-openapi emulate: ${message}${hint}\n`);
    return error instanceof TypeError ? 2 : 1;
  }
}

/** @returns {Promise<unknown>} */
function stopSignal() {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

/** @type {(emulator: import("../types/emulator.js").Emulator, flags: { dialect: string, scheme: string }) => string} */
function startText({ url, credentials, members }, { dialect, scheme }) {
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
Stop with Ctrl-C. Each request prints a line: time, action, type, HTTP status, code and message.

`;
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd());
  return `${lines.join("\n")}\n`;
}

/** Names in lines that fit behind the flags. @param {string[]} names */
function wrapped(names) {
  const lines = names.join(", ").match(/.{1,68}(?:,(?= )|$)/g) ?? [];
  return lines.map((line) => `${" ".repeat(18)}${line.trimStart()}`).join("\n");
}

/**
 * A request and its answer in one line, without anything secret. An Action or type that cannot be shown is `-`.
 * @type {(request: import("../types/emulator.js").ReceivedRequest, answer: import("./answers.js").Answer) => string}
 */
function requestLine({ action = "", params }, { httpStatus, envelope: { code, message } }) {
  const shownAction = ACTION.test(action) && action.length <= LONGEST_ACTION ? action : "-";
  const type = [1, 2, 3, 4].includes(/** @type {number} */ (params.type)) ? `type ${params.type}` : "-";
  // The message of this refusal repeats the Action as it was sent.
  const shownMessage = code === refusals.actionUnknown.code ? refusals.actionUnknown.message : message;
  const time = new Date().toTimeString().slice(0, 8);
  return `${[time, shownAction.padEnd(22), type.padEnd(6), httpStatus].join("  ")}  ${code} ${shownMessage}\n`;
}
