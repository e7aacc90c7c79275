// @ts-check
import { launch as launchChromium, missing } from "../page/support/launch.mjs";

/**
 * @typedef {object} Page
 * @property {string[]} complaints what its console says
 * @property {(isOffline: boolean) => Promise<unknown>} setOffline
 * @property {<G>(act: (given: G) => unknown, given: G) => Promise<any>} run runs a function in the page
 *
 * @typedef {object} Browser
 * @property {(t: import("node:test").TestContext, url: string) => Promise<Page>} open opens a page until the test ends
 * @property {() => Promise<unknown>} close
 */

export { missing };

/** @returns {Promise<Browser>} */
export async function launch() {
  const browser = await launchChromium();
  return {
    async open(t, url) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      t.after(() => context.close());
      const page = await context.newPage();
      /** @type {string[]} */
      const complaints = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(url);
      return {
        complaints,
        setOffline: (isOffline) => context.setOffline(isOffline),
        run: (act, given) => page.evaluate(/** @type {any} */ (act), given),
      };
    },
    close: () => browser.close(),
  };
}
