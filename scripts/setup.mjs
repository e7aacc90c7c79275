// @ts-check
// Installs what building needs and is not there yet; with --tests, what testing needs too.
import { prepare } from "./lib/prepare.mjs";

await prepare({ forTests: process.argv.includes("--tests") });
