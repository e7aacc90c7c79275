// @ts-check
// Amounts that are typed and shown. They go through no fraction, in which 0.29 yuan would be 28 fen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fenOfYuan, yuanOfFen } from "../../www/src/money.js";

for (const [typed, fen] of /** @type {[string, number | null][]} */ ([
  ["128", 12800],
  ["128.5", 12850],
  ["128.50", 12850],
  ["128.", 12800],
  ["0.29", 29],
  ["1.15", 115],
  ["4.35", 435],
  ["0", 0],
  ["0.01", 1],
  ["1,280.50", 128050],
  ["12,345,678", 1234567800],
  [" ¥ 88.50 ", 8850],
  ["￥８８．５", 8850],
  ["88。5", 8850],
  ["88元", 8800],
  ["90071992547409.91", Number.MAX_SAFE_INTEGER],
  ["90071992547409.92", null],
  ["1.234", null],
  ["12,80", null],
  ["1,2800", null],
  ["-1", null],
  ["1e3", null],
  [".5", null],
  ["1.2.3", null],
  ["abc", null],
  ["", null],
])) {
  test(`"${typed}" is ${fen === null ? "no amount" : `${fen} fen`}`, () => {
    assert.equal(fenOfYuan(typed), fen);
  });
}

test("every number of fen is read back from the text that it is shown as", () => {
  for (let fen = 0; fen < 200_000; fen += 7) assert.equal(fenOfYuan(yuanOfFen(fen)), fen);
  for (const fen of [Number.MAX_SAFE_INTEGER, 123_456_789_01]) assert.equal(fenOfYuan(yuanOfFen(fen)), fen);
});
