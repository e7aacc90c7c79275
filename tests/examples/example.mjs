// @ts-check
// Starts an example that is a server, with the emulator behind it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startEmulator } from "zvcms-openapi/emulator";
import { freePort } from "../free-port.mjs";

const folder = process.env.ZVCMS_EXAMPLES ?? "";
/** Where the examples were built; a step of `npm test` does that. */
export const missing = !folder && "ZVCMS_EXAMPLES does not name the folder of the built examples";
export const inExamples = (/** @type {string[]} */ ...path) => join(folder, ...path);

/** The environment of an example. @param {import("zvcms-openapi/emulator").Emulator} emulator */
export function settingsFor({ url, credentials: { openId, grantCode, openKey } }) {
  const key = { ZVCMS_OPEN_ID: openId, ZVCMS_GRANT_CODE: grantCode, ZVCMS_OPEN_KEY: openKey };
  return { ZVCMS_ENDPOINT: url, ...key, ZVCMS_NOT_FOUND_CODES: "20404,20001" };
}

/** What `npm start` runs, without npm in between, which would have to hand on signals. @type {Record<string, string[]>} */
const PROGRAMS = {
  koa: ["dist/server.js"],
  "express-vite": ["dist/server/server.js"],
  next: ["node_modules/next/dist/bin/next", "start"],
};

/** @param {string} name @param {Record<string, string>} settings */
function run(name, settings) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, PROGRAMS[name], { cwd: inExamples(name), env: { PATH, ...settings } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  return { child, said: () => said };
}

/**
 * An example that answers. It ends with the test.
 * @param {import("node:test").TestContext} t
 * @param {string} name
 * @param {{ settings?: Record<string, string>, emulator?: import("zvcms-openapi/emulator").StartOptions }} [options]
 */
export async function startExample(t, name, { settings, emulator: options } = {}) {
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  const port = await freePort();
  const { child, said } = run(name, { ...settingsFor(emulator), PORT: String(port), ...settings });
  const ended = once(child, "exit");
  t.after(() => child.kill("SIGKILL") && ended);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 150 && child.exitCode === null; tries++) {
    if (await fetch(url).catch(() => undefined)) return { url, emulator, said };
    await setTimeout(100);
  }
  throw new Error(`the example ${name} does not answer: ${said()}`);
}

/** What an example says that cannot start. @param {string} name @param {Record<string, string>} settings */
export async function saidBeforeTheEnd(name, settings) {
  const { child, said } = run(name, settings);
  const [code] = await once(child, "exit");
  return { code, said: said() };
}
