// @ts-check
// The page of this folder, as each bundler makes it.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "vite";
import webpack from "webpack";

/** Where the page lies decides which package it gets: that of this tree, or an installed one. */
const source = process.env.ZVCMS_PAGE_SOURCE ?? fileURLToPath(new URL("page", import.meta.url));

/** @type {Record<string, (outDir: string) => Promise<unknown>>} */
const BUNDLERS = {
  Vite: (outDir) => build({ root: source, configFile: false, logLevel: "warn", build: { outDir, emptyOutDir: true } }),
  "webpack 5": async (path) => {
    const compiler = webpack({
      mode: "production",
      context: source,
      entry: "./main.js",
      output: { path, filename: "main.js" },
      performance: { hints: "error" },
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    if (stats?.hasErrors() || stats?.hasWarnings()) throw new Error(stats.toString());
    copyFileSync(join(source, "index.html"), join(path, "index.html"));
  },
};

export const bundlers = Object.keys(BUNDLERS);

/** Builds the page into a folder that is gone after the test. @param {import("node:test").TestContext} t @param {string} bundler */
export async function bundle(t, bundler) {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-page-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  await BUNDLERS[bundler](folder);
  return folder;
}
