// @ts-check
import { after, before } from "node:test";
import { launch, missing } from "./launch.mjs";

/** Why the tests of this folder cannot run here; false where they can. */
export const skip = missing;

/** @type {import("playwright-core").Browser} */
let browser;

/** Keeps one browser for the tests of a file. */
export function useBrowser() {
  before(async () => {
    if (!skip) browser = await launch();
  });
  after(() => browser?.close());
  return { newContext: (/** @type {object} */ options) => browser.newContext(options) };
}
