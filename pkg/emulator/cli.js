#!/usr/bin/env node
// @ts-check
import { readFileSync } from "node:fs";
import { emulate } from "./emulate.js";

const USAGE = `Usage: zvcms-openapi <command> [options]

Commands:
  emulate     run a stand-in for the vendor's server

Options:
  --help      print this text, or the options of a command: zvcms-openapi emulate --help
  --version   print the version of this package
`;

const commands = new Map([["emulate", emulate]]);

const [name, ...args] = process.argv.slice(2);
const command = commands.get(name);
if (command) {
  process.exitCode = await command(args);
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
