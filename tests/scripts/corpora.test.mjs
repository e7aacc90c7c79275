// @ts-check
import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { inputOf, lineOf, linesOf, unpack } from "../../scripts/lib/corpora.mjs";
import { TARGETS } from "../../scripts/lib/fuzzed.mjs";
import { copyTree } from "../copy.mjs";

test("text stays readable, and what an editor may change or hide is percent-encoded", () => {
  for (const [input, line] of [
    ['\0\x01{"id":"1"}', '%00%01{"id":"1"}'],
    ["100%\t测试😀 é\r\n", "100%25%09测试😀 é%0D%0A"],
    [" a  b ", " a  b%20"],
    ["a\u200Db\u00A0\u2028\uFEFF", "a%E2%80%8Db%C2%A0%E2%80%A8%EF%BB%BF"],
    ["", ""],
  ])
    assert.equal(lineOf(Buffer.from(input)), line);
  assert.equal(lineOf(Buffer.from([0x61, 0xff, 0xc3, 0x25])), "a%FF%C3%25");
});

test("any bytes come back as they were, from one line of text", () => {
  const text = fc.string({ unit: "binary" }).map((text) => Buffer.from(text));
  const bytes = fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(text, bytes), (input) => {
      const line = lineOf(input);
      assert.doesNotMatch(line, /[\p{C}\p{Zl}\p{Zp}]| $/u);
      assert.deepEqual(inputOf(line), input);
      if (isUtf8(input)) assert.equal(decodeURIComponent(line), input.toString());
    }),
  );
});

for (const target of TARGETS) {
  test(`each line of the corpus of ${target} is another input, written as lineOf writes it`, () => {
    const lines = linesOf(target);
    assert.equal(new Set(lines).size, lines.length);
    assert.deepEqual(
      lines.map((line) => lineOf(inputOf(line))),
      lines,
    );
    const folder = unpack(target);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    assert.deepEqual(files.map(lineOf).sort(), [...lines].sort());
  });
}

test("npm run fuzz -- --keep adds an input to the corpus of its target, once", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "zvcms-keep-"));
  t.after(() => rmSync(folder, { recursive: true }));
  copyTree(folder, ["tests/corpora", "fuzz/fuzz_targets"]);
  const found = join(folder, "fuzz/artifacts/retry");
  mkdirSync(found, { recursive: true });
  writeFileSync(join(found, "crash-1"), "\0new %");
  writeFileSync(join(found, "crash-2"), inputOf(linesOf("retry")[3]));
  const files = ["fuzz/artifacts/retry/crash-1", "fuzz/artifacts/retry/crash-2", "fuzz/artifacts/retry/crash-1"];
  const args = files.flatMap((file) => ["--keep", file]);
  execFileSync(process.execPath, ["scripts/fuzz.mjs", ...args], { cwd: folder });
  const lines = readFileSync(join(folder, "tests/corpora/retry.txt"), "utf8").trimEnd().split("\n");
  assert.deepEqual(lines, [...linesOf("retry"), "%00new %25"]);
});
