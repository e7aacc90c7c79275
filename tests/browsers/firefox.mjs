// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "./bidi.mjs";

/** @typedef {import("./chromium.mjs").Browser} Browser */

const executable = process.env.FIREFOX ?? onPath("firefox-esr") ?? onPath("firefox");
/** It listens on this machine only. */
const FLAGS = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"];
const PATIENCE_MS = 60_000;

/** @param {string} program */
function onPath(program) {
  return spawnSync("which", [program], { encoding: "utf8" }).stdout?.trim() || undefined;
}

export const missing =
  !executable && "no Firefox: install it (apt install firefox-esr) or name it in the variable FIREFOX";

/** @returns {Promise<Browser>} */
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "zvcms-firefox-"));
  const child = spawn(executable ?? "", [...FLAGS, profile], { stdio: ["ignore", "ignore", "pipe"] });
  const gone = once(child, "exit");
  const session = await connect(`${await addressOf(child)}/session`);
  const { send } = session;
  await send("session.new", { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  await send("session.subscribe", { events: ["log.entryAdded"] });

  return {
    async open(t, url) {
      const { context } = await send("browsingContext.create", { type: "tab" });
      const contexts = [context];
      t.after(() => send("browsingContext.close", { context }));
      /** @type {string[]} */
      const complaints = [];
      session.onEvent(({ method, params }) => {
        if (method === "log.entryAdded" && params.source.context === context) complaints.push(params.text);
      });
      await send("browsingContext.navigate", { context, url, wait: "complete" });
      return {
        complaints,
        setOffline: (isOffline) =>
          send("emulation.setNetworkConditions", {
            contexts,
            networkConditions: isOffline ? { type: "offline" } : null,
          }),
        async run(act, given) {
          const { result, exceptionDetails } = await send("script.callFunction", {
            functionDeclaration: `async (given) => JSON.stringify(await (${act})(JSON.parse(given)))`,
            arguments: [{ type: "string", value: JSON.stringify(given) }],
            awaitPromise: true,
            target: { context },
          });
          if (exceptionDetails) throw new Error(exceptionDetails.text);
          return JSON.parse(result.value);
        },
      };
    },
    async close() {
      await send("browser.close");
      session.close();
      await gone;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Where it can be driven, as it says itself. @param {import("node:child_process").ChildProcess} child @returns {Promise<string>} */
async function addressOf(child) {
  let said = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail("does not start"), PATIENCE_MS);
    const fail = (/** @type {string} */ why) => reject(new Error(`Firefox ${why}: ${said}`));
    child.on("error", reject);
    child.on("exit", () => fail("ended"));
    child.stderr?.on("data", (part) => {
      said += part;
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
