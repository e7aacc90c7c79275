// @ts-check
import { parseArgs } from "node:util";

/** Reads `--port N`. 0 stands for any free port. Ends the process where it is wrong. @param {string[]} args */
export function readPort(args) {
  try {
    const { port } = parseArgs({ args, options: { port: { type: "string", default: "0" } } }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65535) return Number(port);
    console.error(`--port takes an integer from 0 to 65535, not "${port}".`);
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
  }
  console.error("Usage: npm start -- --port 8080");
  process.exit(2);
}
