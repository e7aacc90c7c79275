// @ts-check
// Tokens for random credentials, verified by PHP. No key and no Token is printed: seed and index give them again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, explain, sign, signature, verify } from "zvcms-openapi";
import { linesOf, skip } from "../php/run.mjs";
import { countOf, randomFrom, SEED } from "../random.mjs";

/** @import { Random } from "../random.mjs" */
/** @import { Credentials, Scheme } from "zvcms-openapi" */

const CREDENTIALS = countOf(2000);
const BATCH = 1000;
const NAMED = /** @type {const} */ (["zvcms-v2", "zvcms-v2+action", "tencent-v2", "qmai-v3"]);
const FIELDS = /** @type {const} */ (["OpenId", "GrantCode", "Timestamp", "Nonce", "Action"]);

/** In bytes: a key over 64 is hashed before it is used. */
const SIZES = [1, 2, 3, 10, 20, 32, 40, 63, 64, 65, 66, 80, 127, 128, 129, 1000, 5000];
const ALPHABETS = [
  [..."abcxyzABCXYZ0123456789"],
  [..."+/=&%#"],
  [..."\"'`\\<>?!@$^*(){}[]|;:,.~-_"],
  ["%2B", "%", "&Nonce=1", "=", "\\u0041", "\\n", "POST", "?"],
  [..."智慧门店会员密钥䶵龥𠮷𪚥￥、。「」"],
  [..."😀🔑🇨🇳", "❤️", "👍🏽", "e\u0301", "ß", "İ", "ﬁ", "\u{e0041}"],
];
/** What credentials must not have. */
const REFUSED =
  /\p{Cc}|[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\uff01-\uff5e]|\u034f|\u180b|\u180c|\u180d|\u180e|\u180f/u;
const HOSTS = ["openapi.zvcms.com", "Api.Example.COM", "127.0.0.1", "[::1]", "[2001:DB8::1]", "a_b-c.xn--fiq.example"];
const PORTS = ["", "", ":", ":80", ":443", ":8080", ":00080", ":65535", ":1"];
const PATHS = [
  "",
  "/",
  "/api/v2",
  "/API//v2/",
  "/%E5%95%86%2f?x=1",
  "/a;b=c,d/~e!$&'()*+:@",
  "?only=a/b",
  "/.x/..y?/../",
];

/** Any character that credentials may have, of all of Unicode. @param {Random} random @returns {string} */
function anyCharacter(random) {
  const code = random.below(random.one([0x800, 0x10000, 0x110000]));
  const character = code >= 0xd800 && code <= 0xdfff ? "/" : String.fromCodePoint(code);
  return REFUSED.test(character) ? anyCharacter(random) : character;
}

/** What environment files and templates leave around a credential, or instead of it. */
const MISTAKEN = /^(["'`]).*\1$|^“.*”$|^‘.*’$|^\$\{.*\}$/su;

/** A credential of so many bytes. @param {Random} random @param {number} size @returns {string} */
function credential(random, size) {
  const alphabet = random.one([...ALPHABETS, ALPHABETS.flat(), null]);
  let [text, left] = ["", size];
  while (left > 0) {
    const isInside = text !== "" && left > 3;
    const next = isInside && random.once(12) ? random.one([" ", "\u3000"]) : character();
    text += next;
    left -= Buffer.byteLength(next);
  }
  return MISTAKEN.test(text) ? credential(random, size) : text;

  function character() {
    const one = alphabet ? random.one(alphabet) : anyCharacter(random);
    return Buffer.byteLength(one) > left || one.trim() === "" ? random.one("aZ9+/=&%#".split("")) : one;
  }
}

/** @param {Random} random @param {number} index @returns {Credentials} */
function credentials(random, index) {
  // The smallest first.
  const sizes = SIZES.slice(0, 1 + (index >> 4));
  const size = () => (random.once(3) ? 1 + random.below(100) : random.one(sizes));
  const [id, code, key] = index < 16 ? [1, 1, 1 + index] : [size(), size(), size()];
  return { openId: credential(random, id), grantCode: credential(random, code), openKey: credential(random, key) };
}

/** @param {Random} random @returns {Scheme} */
function scheme(random) {
  return {
    fields: random.shuffled(FIELDS).slice(0, 1 + random.below(FIELDS.length)),
    names: random.one([undefined, "pascal", "camel"]),
    values: random.one([undefined, "raw", "percent"]),
    prefix: random.one([undefined, "none", "method-host-path"]),
  };
}

/** @param {Random} random */
function endpoint(random) {
  if (random.once(3)) return undefined;
  return `${random.one(["http", "https", "HTTP", "Https"])}://${random.one(HOSTS)}${random.one(PORTS)}${random.one(PATHS)}`;
}

/** @param {Random} random */
function request(random) {
  return {
    action: random.one([undefined, "communal.user.identity", credential(random, 1 + random.below(40)), " \n\0\u200b"]),
    params: random.one([undefined, {}, { type: 3, user_code: credential(random, 12) }, { 会员: ["/", 1.5, null] }]),
    timestamp: random.one([0, 1, 1547186244, 99_999_999_999, random.below(2 ** 32)]),
    nonce: random.one([1, 2 ** 31 - 1, 1 + random.below(2 ** 31 - 1)]),
  };
}

/** A key that is not this one. @param {Random} random @param {string} key */
function wrongKey(random, key) {
  const [first, ...rest] = key;
  return random.one([`${key}x`, `x${key}`, [first === "a" ? "b" : "a", ...rest].join("")]);
}

/** One credential with each scheme that has a name and two that have none. @param {number} index */
function cases(index) {
  const random = randomFrom(index);
  const given = credentials(random, index);
  const { openKey } = given;
  return [...NAMED, scheme(random), scheme(random)].map((scheme) => {
    const options = { scheme, endpoint: endpoint(random) };
    const [asked, wrong] = [request(random), wrongKey(random, openKey)];
    const client = new Client({ ...given, ...options });
    const { action, params } = asked;
    const bodies = [sign(given, asked, options), client.sign(asked), client.sign({ action, params })];
    client.free();
    for (const body of bodies) {
      assert.ok(verify(openKey, body, options), `seed ${SEED}, credential ${index}: verify refuses it`);
      assert.ok(!verify(wrong, body, options), `seed ${SEED}, credential ${index}: verify takes another key`);
    }
    return { index, openKey, wrongKey: wrong, ...options, bodies, explanation: explain(given, asked, options) };
  });
}

/** What PHP finds wrong in the cases, each with its index. @param {{ index: number }[]} all */
function wrongByPhp(all) {
  const answers = linesOf("verify.php", [], all.map((one) => `${JSON.stringify(one)}\n`).join(""));
  assert.equal(answers.length, all.length);
  return answers.flatMap((answer, at) => JSON.parse(answer).map((/** @type {string} */ what) => [all[at].index, what]));
}

test(`PHP makes the same Tokens of ${CREDENTIALS} credentials in every scheme (seed ${SEED})`, { skip }, (t) => {
  let tokens = 0;
  for (let from = 0; from < CREDENTIALS; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, CREDENTIALS - from) }, (_, at) => cases(from + at)).flat();
    assert.deepEqual(wrongByPhp(batch), [], `seed ${SEED}, by index of the credential`);
    tokens += batch.length * 3;
  }
  t.diagnostic(`${tokens} Tokens`);
});

test("PHP refuses a Token by another key, and every stage that was changed", { skip }, () => {
  const [one] = cases(40);
  const { openKey, wrongKey, bodies, explanation } = one;
  const changed = (/** @type {object} */ fields) => wrongByPhp([{ ...one, ...fields }]).map(([, what]) => what);
  assert.deepEqual(changed({}), []);
  const tokens = [0, 1, 2].flatMap((at) => [`Token ${at}`, `Token ${at} under another key`]);
  const swapped = changed({ openKey: wrongKey, wrongKey: openKey });
  assert.deepEqual(swapped, [...tokens.slice(0, 2), "signature", "token", ...tokens.slice(2)]);
  assert.deepEqual(changed({ bodies: bodies.map((body) => ({ ...body, Nonce: "7" })) }).slice(0, 2), [
    "Token 0",
    "stringToSign",
  ]);
  for (const stage of ["stringToSign", "signature", "token"]) {
    assert.deepEqual(changed({ explanation: { ...explanation, [stage]: "x" } }), [stage]);
  }
});

test("PHP makes the same signatures of any key and any text, be they empty", { skip }, () => {
  const texts = ["", "\0", " a ", "\u200b", ...SIZES.map((size) => "智".repeat(size)), "k".repeat(64), "k".repeat(65)];
  const all = texts.flatMap((key) => texts.map((text) => ({ key, text, signature: signature(key, text) })));
  assert.deepEqual(wrongByPhp(all.map((one, index) => ({ index, ...one }))), []);
});
