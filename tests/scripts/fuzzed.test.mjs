// @ts-check
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { panicIn, summaryOf, TARGETS } from "../../scripts/lib/fuzzed.mjs";
import { inRoot } from "../../scripts/lib/project.mjs";

test("what the fuzzer says of a run is read", () => {
  const output = `#2	INITED cov: 182 ft: 183 corp: 1/1b exec/s: 0 rss: 28Mb
#602132	DONE   cov: 2067 ft: 5931 corp: 1698/76Kb lim: 512 exec/s: 46317 rss: 31Mb
Done 602132 runs in 13 second(s)
stat::number_of_executed_units: 602132
stat::average_exec_per_sec:     46317`;
  assert.equal(summaryOf(output), "602,132 executions in 13 s, coverage 2067");
  assert.equal(summaryOf("error: could not compile"), "0 executions in 0 s, coverage 0");
});

test("of a finding the panic is shown, without the way to it", () => {
  const panic = "thread '<unnamed>' (7) panicked at src/php/number.rs:54:21:\nindex out of bounds:\nthe len is 0\n";
  assert.equal(panicIn(`#2 INITED\n\n${panic}stack backtrace:\n   0: main\n`), panic);
  assert.equal(panicIn(`${panic}note: run with RUST_BACKTRACE=1\n`), panic);
  assert.equal(panicIn("ERROR: libFuzzer: timeout after 10 seconds\n"), "");
});

test("every target is built and has a corpus that ordinary tests replay", () => {
  const manifest = readFileSync(inRoot("fuzz/Cargo.toml"), "utf8");
  const built = [...manifest.matchAll(/^\[\[bin\]\]\nname = "(.+)"$/gm)].map(([, name]) => name);
  const replayed = readFileSync(inRoot("tests/corpora.rs"), "utf8").matchAll(/replay\("(.+)", fuzzed::\1::run\)/g);
  const names = [...TARGETS].sort();
  assert.ok(names.length >= 4);
  assert.deepEqual(built.sort(), names);
  assert.deepEqual([...replayed].map(([, name]) => name).sort(), names);
  const corpora = readdirSync(inRoot("tests/corpora"));
  assert.deepEqual(
    corpora.sort(),
    names.map((name) => `${name}.txt`),
  );
});
