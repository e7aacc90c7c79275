// @ts-check
// The entries for edge runtimes, which get the core as a module that the host has compiled, perhaps in another realm.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import { hmac } from "./support.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(dirname(createRequire(import.meta.url).resolve("zvcms-openapi/package.json")), "dist");
const bytes = readFileSync(join(dist, "zvcms_openapi.wasm"));

for (const entry of ["workerd", "edge-light"]) {
  for (const realm of ["this realm", "another realm"]) {
    test(`the entry ${entry} takes a module of ${realm}`, async (t) => {
      const compile = "new WebAssembly.Module(bytes)";
      const module = realm === "this realm" ? new WebAssembly.Module(bytes) : runInNewContext(compile, { bytes });
      // Node imports no WebAssembly as a module: the import is made a look at this test.
      const code = readFileSync(join(dist, `${entry}.mjs`), "utf8");
      const file = join(here, `${entry}-${realm.replace(" ", "-")}.out.mjs`);
      Reflect.set(globalThis, "compiled", module);
      t.after(() => {
        rmSync(file, { force: true });
        Reflect.deleteProperty(globalThis, "compiled");
      });
      writeFileSync(file, code.replace(/^import (\w+) from .*\.wasm.*$/m, "const $1 = globalThis.compiled;"));
      const { ready, signature } = await import(pathToFileURL(file).href);
      await ready();
      assert.equal(signature("key", "text"), hmac("key", "text"));
    });
  }
}
