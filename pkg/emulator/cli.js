#!/usr/bin/env node
// @ts-check
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { refusals } from "./answers.js";
import { EMULATE_USAGE, startText, USAGE } from "./cli-text.js";
import { dialects } from "./dialects.js";
import { faultNames } from "./faults.js";
import { readOptions } from "./options.js";
import { integer, must, object, oneOf, parse, text } from "./schema.js";
import { serve } from "./server.js";
import { schemes } from "./signature.js";

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
  fault: v.optional(oneOf(Object.keys(faultNames))),
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
    const flags = parse(flagSchema, values, "--");
    const { fault, ...options } = flags;
    // Of a request that came in, a function cannot say that nobody listens.
    const faults = fault === "refuse" ? [fault] : fault && (() => fault);
    // A reader such as `head` may close the pipe; the emulator goes on without it.
    process.stdout.on("error", () => {});
    const settings = readOptions({ ...options, faults });
    const { emulator, urls } = await serve(settings, (request, answer) => {
      process.stdout.write(requestLine(request, answer));
    });
    // Listens before it prints: whoever reads the text may send the signal at once.
    const stopped = stopSignal();
    process.stdout.write(startText(emulator, urls, flags));
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

/** The process lives until then, even if nobody listens. @returns {Promise<void>} */
function stopSignal() {
  return new Promise((resolve) => {
    const alive = setInterval(() => {}, 2 ** 31 - 1);
    const stop = () => {
      clearInterval(alive);
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
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
