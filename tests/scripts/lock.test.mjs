// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @type {{ packages: Record<string, { link?: boolean, resolved?: string, optionalDependencies?: object }> }} */
const { packages } = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));

test("the lock names every platform's part of a tool, else npm ci refuses it", () => {
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  assert.ok(wanted.length > 50);
  assert.deepEqual(
    wanted.filter((name) => !names.has(name)),
    [],
  );
});

test("the lock names no place to download from", () => {
  const addresses = Object.values(packages).flatMap(({ link, resolved }) => (resolved && !link ? [resolved] : []));
  assert.deepEqual(addresses, []);
});
