// @ts-check
import { openSite } from "../page/support/site.mjs";

/** Opens the page that hands out the package, and waits until it has. @type {typeof openSite} */
export async function openBundled(...given) {
  const opened = await openSite(...given);
  await opened.page.waitForFunction("window.zvcms");
  return opened;
}
