// @ts-check
// Under which keys attempts are counted.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { keysOf } from "./keys.mjs";

const KEY = "fake-open-key-for-test-only-0001";
const byMobile = (/** @type {string} */ mobile) => ({ type: 1, mobile, password: "p" });
const byCard = (/** @type {string} */ card_number) => ({ type: 2, card_number, card_password: "p" });
const byCode = (/** @type {string} */ user_code) => ({ type: 3, user_code });
const byId = (/** @type {string | number} */ user_id) => ({ type: 4, user_id });
const FOUR = [byMobile("13912345678"), byCard("CARD-0007"), byCode("CODE-0007"), byId(10001)];

/** How often each key of members is there. @param {object[]} questions */
async function countOf(questions) {
  const keys = (await keysOf(KEY, questions)).map(([, member]) => member);
  assert.ok(keys.every(Boolean), "each question is counted");
  return new Set(keys).size;
}

test("each attempt is counted for its caller and for its member", async () => {
  const all = await keysOf(KEY, FOUR);
  for (const keys of all)
    assert.deepEqual(
      keys.map((key) => key.replace(/:[\w+/]{27}=$/, "")),
      ["caller", "member"],
    );
  assert.equal(new Set(all.map(([caller]) => caller)).size, 1);
  assert.equal(new Set(all.map(([, member]) => member)).size, 4);
});

test("no key holds who asks or who is looked up, as it is or in Base64", async () => {
  const keys = (await keysOf(KEY, FOUR)).flat().join();
  for (const word of ["13912345678", "912345", "CARD", "0007", "CODE", "10001", "session", KEY]) {
    assert.ok(!keys.includes(word), word);
    // The letters of Base64 that depend on nothing but the word.
    const base64 = Buffer.from(word)
      .toString("base64")
      .slice(0, Math.floor(word.length / 3) * 4);
    assert.ok(!keys.includes(base64), word);
  }
});

test("keys are the same in each process with the same openKey, and others with another", async () => {
  const script = fileURLToPath(new URL("keys.mjs", import.meta.url));
  const elsewhere = (/** @type {string} */ key) =>
    JSON.parse(execFileSync(process.execPath, [script, key, JSON.stringify(FOUR)], { encoding: "utf8" }));
  const here = await keysOf(KEY, FOUR);
  assert.deepEqual(elsewhere(KEY), here);
  const others = elsewhere("another-key").flat();
  assert.ok(here.flat().every((key) => !others.includes(key)));
});

/** @type {[what: string, questions: object[]][]} */
const SAME = [
  [
    "a mobile number",
    [
      "13912345678",
      "+8613912345678",
      "+86 139 1234 5678",
      "86-139-1234-5678",
      "008613912345678",
      "(139)1234.5678",
      "139\u200b12345678",
      "１３９１２３４５６７８",
      "١٣٩١٢٣٤٥٦٧٨",
      "१३९१२३४५६७८",
      "𝟙𝟛𝟡𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠",
    ].map(byMobile),
  ],
  [
    "a card",
    ["CARD-0007", "card-0007", "Card 0007", "CARD0007", "ＣＡＲＤ-０００７", "CÁRD-0007", "CA\u0301RD-0007"].map(
      byCard,
    ),
  ],
  ["a code", ["CODE-7", "code-7", "c o d e 7"].map(byCode)],
  ["an id", [10001, "10001", "00010001"].map(byId)],
];
for (const [what, questions] of SAME) {
  test(`${what} has one key, however it is written`, async () => {
    assert.equal(await countOf(questions), 1);
  });
}

test("different members have different keys", async () => {
  const mobiles = ["13912345678", "13912345679", "8613912345", "861391234567", "86", "+", "*", "王", "李"].map(
    byMobile,
  );
  const cards = ["7", "07", "-", "_", "13912345678"].map(byCard);
  const others = [byCode("7"), byId(7), byId(70), byId("9223372036854775807"), byId("9223372036854775806")];
  const all = [...mobiles, ...cards, ...others];
  assert.equal(await countOf(all), all.length);
});

test("callers that differ in one character are different, and none is taken for a member", async () => {
  const callers = [
    "a",
    "A",
    " a",
    "a ",
    "13912345678",
    "\ud800",
    "\udfff",
    "x".repeat(100_000),
    "member 1 13912345678",
  ];
  const keys = [];
  for (const caller of callers) keys.push((await keysOf(KEY, [byMobile("13912345678")], caller))[0]);
  assert.equal(new Set(keys.map(([caller]) => caller)).size, callers.length);
  assert.equal(new Set(keys.map(([, member]) => member)).size, 1);
  assert.ok(keys.flat().every((key) => key.length < 40));
});

/** The keys of callers under these names. @param {string[]} names */
async function callersOf(names) {
  const keys = await Promise.all(names.map((name) => keysOf(KEY, [byId(1)], name)));
  return keys.map(([[caller]]) => caller);
}

/** @type {[what: string, names: string[], different: number][]} */
const callers = [
  ["one network of IPv6", ["2001:db8:1:2::1", "2001:DB8:1:2:ffff::", "2001:0db8:0001:0002:0:0:0:14"], 1],
  ["two networks", ["2001:db8:1:2::1", "2001:db8:1:3::1"], 2],
  ["an address of IPv4", ["1.2.3.4", "::ffff:1.2.3.4", "::ffff:102:304", "64:ff9b::1.2.3.4", "64:ff9b::102:304"], 1],
  ["two addresses of IPv4", ["::ffff:1.2.3.4", "::ffff:1.2.3.5", "64:ff9b::1.2.3.6"], 3],
  ["ids, which are no addresses", ["10", "010", "0xa", "10.0", "user:10", "a:b", "1:2"], 7],
];
for (const [what, names, different] of callers) {
  test(`callers are counted by what they cannot choose: ${what}`, async () => {
    assert.equal(new Set(await callersOf(names)).size, different);
  });
}
