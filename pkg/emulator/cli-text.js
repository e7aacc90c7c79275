// @ts-check
// What the command prints about itself.
import { refusals } from "./answers.js";
import { faultNames } from "./faults.js";
import { schemes } from "./signature.js";

const COLUMNS = 80;

export const USAGE = `Usage: zvcms-openapi <command> [options]

Commands:
  emulate     run a stand-in for the vendor's server

Options:
  --help      print this text, or the options of a command: zvcms-openapi emulate --help
  --version   print the version of this package
`;

export const EMULATE_USAGE = `Usage: zvcms-openapi emulate [options]

Runs a stand-in for the vendor's server and prints a line for each request.
Stop it with Ctrl-C.

Options:
  --port N        the port to listen on (default: a free one)
  --host H        the address to listen on (default: 127.0.0.1);
                  0.0.0.0 lets other machines in
  --dialect NAME  how answers are written: typed, strings, php (default: typed)
  --scheme NAME   how the Token is made (default: zvcms-v2):
                  ${wrapped(Object.keys(schemes).join(", "), 18)}
  --fault NAME    what goes wrong with every answer:
                  ${wrapped(Object.keys(faultNames).join(", "), 18)}
  --help          print this text
`;

/**
 * @param {import("../types/emulator.js").Emulator} emulator
 * @param {string[]} urls
 * @param {{ dialect: string, scheme: string, fault?: string }} flags
 */
export function startText({ url, credentials, members }, urls, { dialect, scheme, fault }) {
  const settings = [
    `ZVCMS_ENDPOINT=${url}`,
    `ZVCMS_OPEN_ID=${credentials.openId}`,
    `ZVCMS_GRANT_CODE=${credentials.grantCode}`,
    `ZVCMS_OPEN_KEY=${credentials.openKey}`,
    `ZVCMS_NOT_FOUND_CODES=${refusals.notFound.code}`,
  ];
  const [{ login }] = members;
  const nameWidth = Math.max(...members.map(({ name }) => name.length));
  const rows = members.map(({ name, description }, index) => {
    const start = `  ${String(index + 1).padStart(2, "0")}  ${name.padEnd(nameWidth)}  `;
    return start + wrapped(description, start.length);
  });
  return `The emulator is running, for tests only: its key and its members are public.

  address  ${urls.join("\n           ")}
  dialect  ${dialect}
  scheme   ${scheme}
${fault === undefined ? "" : `  fault    ${fault}\n`}
For the examples of the README, in a shell:

${indented(settings.map((setting) => `export ${setting}`))}

or in a file .env (on Windows, too), which node --env-file=.env reads:

${indented(settings)}

The first member is identified by one of these:

  type 1  mobile ${login.mobile}, password ${login.password}
  type 2  card_number ${login.card_number}, card_password ${login.card_password}
  type 3  user_code ${login.user_code}
  type 4  user_id ${login.user_id}

The others have their number instead of 01, except in the user_id of 09:

${rows.join("\n")}

Stop with Ctrl-C. Each request prints a line: time, action, type, HTTP status,
code and message.

`;
}

/** @param {string[]} lines */
function indented(lines) {
  return lines.map((line) => `  ${line}`).join("\n");
}

/** The words in lines that begin behind so many columns. @type {(words: string, indent: number) => string} */
function wrapped(words, indent) {
  const lines = words.match(new RegExp(`.{1,${COLUMNS - indent}}(?: |$)`, "g")) ?? [];
  return lines.map((line) => line.trimEnd()).join(`\n${" ".repeat(indent)}`);
}
