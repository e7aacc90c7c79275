// @ts-check
import { startEmulator } from "zvcms-openapi/emulator";
import { openSite } from "./site.mjs";

/** @typedef {import("zvcms-openapi/emulator").StartOptions} StartOptions */
/** @typedef {import("zvcms-openapi/emulator").Member} Member */
/** @typedef {import("zvcms-openapi/emulator").NewMember} NewMember */

const PATIENCE = 15000;
/** The emulator's, as the page's own configuration has it. */
const NOT_FOUND = "20001";

/**
 * Opens the page in a Chinese browser, with a server and an emulator of its own. Everything ends with the test.
 * @param {import("node:test").TestContext} t
 * @param {{ newContext: (options: object) => Promise<import("playwright-core").BrowserContext> }} browser
 * @param {{ emulator?: StartOptions, extra?: NewMember[], config?: object, context?: object, isDirect?: boolean }} [options]
 * `extra` are members besides the fixed ones; `isDirect` lets the page ask the emulator itself
 */
export async function openCounter(t, browser, { emulator: started, extra = [], config, context, isDirect } = {}) {
  const members = (/** @type {readonly Member[]} */ fixed) => [...fixed, ...extra];
  const options = /** @type {StartOptions} */ ({ ...started, members });
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  const { url: endpoint, credentials } = emulator;
  const samples = emulator.members.map(({ name, login }) => ({ name, login }));
  const {
    page,
    context: opened,
    site,
  } = await openSite(t, browser, {
    config: { endpoint, credentials, timeoutMs: PATIENCE, notFoundCodes: [NOT_FOUND], samples, ...config },
    server: { ...credentials, endpoint },
    context: { reducedMotion: "reduce", locale: "zh-CN", ...context },
    prepare: (page) => page.setDefaultTimeout(PATIENCE),
  });
  await page.locator("#samples button").first().waitFor();
  if (isDirect) await goDirect(page);
  return { page, context: opened, emulator, site };
}

/** @typedef {import("playwright-core").Page} Page */

/** Lets the page ask the emulator itself. @param {Page} page */
export async function goDirect(page) {
  const summary = page.locator("#more summary");
  await summary.click();
  await page.locator("#direct").check();
  await summary.click();
}

/**
 * Fills in the fields of a way by hand.
 * @param {Page} page
 * @param {string} way the label of the way
 * @param {Record<string, string>} values by label
 */
export async function enter(page, way, values) {
  await page.getByRole("radio", { name: way, exact: true }).check();
  const fields = page.locator(".field");
  for (const [label, value] of Object.entries(values)) await fields.getByLabel(label, { exact: true }).fill(value);
}

/**
 * Looks a test member up with a click.
 * @param {Page} page
 * @param {string} name
 */
export async function choose(page, name) {
  const samples = page.locator("#samples");
  if ((await samples.getAttribute("open")) === null) await samples.locator("summary").click();
  await samples.locator(`[data-sample="${name}"]`).click();
}

/** @param {Page} page */
export const submit = (page) => page.locator("#submit").click();

/**
 * Looks a test member up, to the end.
 * @param {Page} page
 * @param {string} name
 */
export async function lookUp(page, name) {
  await choose(page, name);
  await page.locator(".member, .failure, .progress").waitFor();
  await page.locator(".progress").waitFor({ state: "detached" });
}

/**
 * The text as a person sees it.
 * @param {import("playwright-core").Locator} locator
 */
// biome-ignore lint/performance/useDomNodeTextContent: a locator is no node
export const seen = (locator) => locator.innerText();

/**
 * Waits for the failure of that kind.
 * @param {Page} page
 * @param {string} kind
 */
export async function failureOf(page, kind) {
  const failure = page.locator(`.failure[data-kind="${kind}"]`);
  await failure.waitFor();
  return failure;
}

/**
 * A fault that holds every answer back, and the news that a request has come.
 * @returns {{ faults: () => { kind: "stall" }, arrived: Promise<void> }}
 */
export function holdBack() {
  /** @type {() => void} */
  let tell = () => {};
  /** @type {Promise<void>} */
  const arrived = new Promise((resolve) => {
    tell = resolve;
  });
  return {
    faults: () => {
      tell();
      return { kind: "stall" };
    },
    arrived,
  };
}
