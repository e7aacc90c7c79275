// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("the declarations compile strictly, without the types of the DOM or of Node", () => {
  const file = fileURLToPath(new URL("declarations.ts", import.meta.url));
  const flags = "--ignoreConfig --noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess";
  const host = "--skipLibCheck false --target es2022 --lib es2022 --module nodenext";
  const args = ["--no-install", "tsc", ...flags.split(" "), ...host.split(" "), file];
  const { status, stdout } = spawnSync("npx", args, {
    encoding: "utf8",
    cwd: fileURLToPath(new URL(".", import.meta.url)),
  });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});
