// @ts-check
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? places.find(existsSync) ?? "";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Why the tests of this folder cannot run here; false where they can. */
export const skip =
  !existsSync(executablePath) && "no Chromium: install it (apt install chromium) or name it in the variable CHROMIUM";

/** @type {import("playwright-core").Browser} */
let browser;

/** Keeps one browser for the tests of a file. */
export function useBrowser() {
  before(async () => {
    if (!skip) browser = await chromium.launch({ executablePath, args });
  });
  after(() => browser?.close());
  return { newContext: (/** @type {object} */ options) => browser.newContext(options) };
}
