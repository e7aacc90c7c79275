// @ts-check
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { skip } from "../php/run.mjs";
import { randomFrom, SEED } from "../random.mjs";
import { emulatorFor, post, signedBody } from "./client.mjs";

const PROGRAM = `foreach (explode("\\n", stream_get_contents(STDIN)) as $line) {
  echo json_encode(json_decode($line)), "\\n";
}`;

/**
 * Asserts that PHP reads each of the JSON texts and writes it again just so: objects stay objects, `[]` stays `[]`.
 * @param {string[]} texts
 */
function assertWrittenAsByPhp(texts) {
  const php = spawnSync("php", ["-r", PROGRAM], { input: texts.join("\n"), encoding: "utf8", maxBuffer: 2 ** 26 });
  assert.equal(php.stderr, "");
  const again = php.stdout.trimEnd().split("\n");
  assert.equal(again.length, texts.length);
  const index = texts.findIndex((text, at) => text !== again[at]);
  if (index === -1) return;
  const place = [...texts[index]].findIndex((character, at) => character !== again[index][at]);
  const [ours, theirs] = [texts[index], again[index]].map((text) => text.slice(Math.max(0, place - 20), place + 40));
  assert.equal(ours, theirs, `text ${index}, character ${place}`);
}

test("PHP's json_encode writes the members of the dialect php byte by byte alike", { skip }, async (t) => {
  const emulator = await emulatorFor(t, { dialect: "php" });
  const texts = [];
  for (const { login } of emulator.members) {
    const params = { type: 3, user_code: login.user_code, point_rules: 1 };
    texts.push((await post(emulator.url, signedBody(emulator, params))).text);
  }
  assertWrittenAsByPhp(texts);
});

const FLOATS = `foreach (explode("\\n", stream_get_contents(STDIN)) as $line) {
  $answer = json_decode($line, true);
  array_walk_recursive($answer["data"], function (&$value) {
    if (is_numeric($value)) $value = (float) $value;
  });
  echo json_encode($answer, JSON_PRESERVE_ZERO_FRACTION), "\\n";
}`;

test("PHP writes the members of the fault whole-floats byte by byte alike, if it is given floats", {
  skip,
}, async (t) => {
  const [typed, floats] = [await emulatorFor(t), await emulatorFor(t, { faults: () => "whole-floats" })];
  /** @param {typeof typed} emulator */
  const textsOf = async (emulator) => {
    const texts = [];
    for (const { login } of emulator.members) {
      const params = { type: 3, user_code: login.user_code, point_rules: 1 };
      texts.push((await post(emulator.url, signedBody(emulator, params))).text);
    }
    return texts;
  };
  const input = (await textsOf(typed)).join("\n");
  const options = { input, encoding: /** @type {const} */ ("utf8"), maxBuffer: 2 ** 26 };
  const php = spawnSync("php", ["-d", "serialize_precision=-1", "-r", FLOATS], options);
  assert.equal(php.stderr, "");
  assert.deepEqual(await textsOf(floats), php.stdout.trimEnd().split("\n"));
});

test("PHP's json_encode escapes every character alike", { skip }, async (t) => {
  const emulator = await emulatorFor(t, { dialect: "php" });
  const characters = Array.from({ length: 0x110000 }, (_, code) => code).filter(
    (code) => code < 0xd800 || code > 0xdfff,
  );
  const texts = [];
  for (let start = 0; start < 0x20000; start += 4096) {
    // An action that the emulator does not know comes back in its message.
    const Action = String.fromCodePoint(...characters.slice(start, start + 4096));
    const answer = await post(emulator.url, signedBody(emulator, {}, { Action }));
    assert.equal(answer.json.message, `Action不存在：${Action}`);
    texts.push(answer.text);
  }
  assertWrittenAsByPhp(texts);
});

test(`PHP's json_encode escapes random texts alike (seed ${SEED})`, { skip }, async (t) => {
  const emulator = await emulatorFor(t, { dialect: "php" });
  const { below, one, many } = randomFrom(0);
  const ranges = [0x20, 0x80, 0x800, 0xd800, 0x110000];
  const character = () => {
    const code = below(one(ranges));
    return code >= 0xd800 && code <= 0xdfff ? "/" : String.fromCodePoint(code);
  };
  const texts = [];
  for (let length = 1; length <= 200; length++) {
    const Action = many(length, character).join("");
    texts.push((await post(emulator.url, signedBody(emulator, {}, { Action }))).text);
  }
  assertWrittenAsByPhp(texts);
});
