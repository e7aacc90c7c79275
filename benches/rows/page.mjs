// @ts-check
// The first client.sign() of a page in Chromium, each time in a fresh context.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { launch, missing } from "../../tests/page/support/launch.mjs";
import { toTable } from "../lib/result.mjs";
import { against } from "./start.mjs";

/** @param {import("../lib/result.mjs").RowOptions} options */
export async function measure({ builds, isQuick }) {
  if (missing) throw new Error(missing);
  const server = await serve(builds);
  const browser = await launch();
  try {
    /** @type {import("../lib/result.mjs").RowResult} */
    const result = { goals: [], tables: [] };
    const rates = [1, 4];
    /** @returns {Map<string, number[]>[]} for each rate the figures of each build */
    const figures = () => rates.map(() => new Map(builds.map(({ label }) => [label, []])));
    const signs = figures();
    const imports = figures();
    for (let round = -1; round < (isQuick ? 3 : 20); round++) {
      for (const [place, rate] of rates.entries()) {
        for (const [build, { label }] of builds.entries()) {
          const { sign, imported } = await visit(browser, `${server.origin}/${build}/index.mjs`, rate);
          if (round < 0) continue;
          signs[place]?.get(label)?.push(sign);
          imports[place]?.get(label)?.push(imported + sign);
        }
      }
    }
    for (const [place, rate] of rates.entries()) {
      const where = rate === 1 ? "in Chromium" : `in Chromium, ${rate} × CPU throttle`;
      const base = builds[1]?.label;
      const samples = signs[place] ?? new Map();
      const what = `First \`client.sign()\` ${where}`;
      result.goals.push(against(what, samples));
      result.tables.push(toTable(what, "ms", samples, base));
      result.tables.push(
        toTable(`The same with its import from loopback, ${where}`, "ms", imports[place] ?? new Map(), base),
      );
    }
    return { ...result, Chromium: browser.version() };
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url of the module
 * @param {number} rate how many times slower the processor shall be
 */
async function visit(browser, url, rate) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(new URL("/", url).href);
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    return await page.evaluate(async (module) => {
      const options = { openId: "a", grantCode: "b", openKey: "c", dangerouslyAllowBrowser: true };
      const start = performance.now();
      const { Client } = await import(module);
      const imported = performance.now();
      const { Token } = new Client(options).sign();
      const end = performance.now();
      if (!Token) throw new Error("no token");
      return { imported: imported - start, sign: end - imported };
    }, url);
  } finally {
    await context.close();
  }
}

/** @param {import("../lib/result.mjs").Build[]} builds */
async function serve(builds) {
  // With these two headers a page's clock shows 5 µs; without, 100 µs.
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const server = createServer(async (request, response) => {
    const [, build, file] = (request.url ?? "").split("/");
    const dist = builds[Number(build)]?.dist;
    if (!file || !dist) {
      response.writeHead(200, { ...headers, "Content-Type": "text/html" }).end("<!doctype html><title>bench</title>");
      return;
    }
    response.writeHead(200, { ...headers, "Content-Type": "text/javascript" });
    response.end(await readFile(join(dist, basename(file))));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
