// @ts-check
import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { detectScheme, explain, sign, signature, verify } from "zvcms-openapi";
import { CREDENTIALS, hmac, KEY, vectors } from "./support.mjs";

const REQUEST = { timestamp: 1547186244, nonce: 658965 };
const ENDPOINT = "https://Api.Example.com:8443/api/v2?x=1";
const { openId, grantCode } = CREDENTIALS;
const FOUR = `GrantCode=${grantCode}&Nonce=658965&OpenId=${openId}&Timestamp=1547186244`;
const FIVE = `Action=communal.user.identity&${FOUR}`;

/** What each scheme signs, written by hand. @type {[any, string][]} */
const SCHEMES = [
  [undefined, FOUR],
  ["zvcms-v2", FOUR],
  ["zvcms-v2+action", FIVE],
  ["tencent-v2", `POSTapi.example.com:8443/api/v2?${FIVE}`],
  ["qmai-v3", `grantCode=${grantCode}&nonce=658965&openId=${openId}&timestamp=1547186244`],
  [{ fields: ["Nonce"] }, "Nonce=658965"],
  [{ fields: ["Timestamp", "Action"], names: "camel" }, "action=communal.user.identity&timestamp=1547186244"],
];

/** Those whose key and text are UTF-8. */
const published = vectors
  .map((vector) => ({ ...vector, key: bytes(vector, "hmac_key"), message: bytes(vector, "string_to_sign") }))
  .filter(({ key, message }) => isUtf8(key) && isUtf8(message));

/** @type {(vector: any, field: string) => Buffer} */
function bytes(vector, field) {
  return Buffer.from(vector[field], vector[`${field}_encoding`] ?? "utf8");
}

test("most published examples can be written as text", () => assert.ok(published.length >= 10));

for (const { id, key, message, expected, output_encoding } of published) {
  test(`the published example ${id} comes out`, () => {
    const made = Buffer.from(signature(key.toString(), message.toString()), "base64");
    assert.equal(made.toString(output_encoding), expected);
  });
}

test("the successor's example is signed from its inputs, and its token is found again", () => {
  const { inputs, string_to_sign, expected, token } = vectors.find(({ id }) => id === "qmai-cli-example");
  const { nonce, timestamp } = inputs;
  const stages = explain(CREDENTIALS, { nonce, timestamp }, { scheme: "qmai-v3" });
  assert.deepEqual(stages, { stringToSign: string_to_sign, signature: expected, token });
  const body = sign(CREDENTIALS, { nonce, timestamp }, { scheme: "qmai-v3" });
  assert.equal(body.Token, token);
  assert.deepEqual(detectScheme(KEY, body)?.names, "camel");
});

for (const [scheme, stringToSign] of SCHEMES) {
  test(`the scheme ${JSON.stringify(scheme)} signs what node:crypto signs`, () => {
    const options = { scheme, endpoint: ENDPOINT };
    const stages = explain(CREDENTIALS, REQUEST, options);
    const expected = hmac(KEY, stringToSign);
    const token = encodeURIComponent(expected);
    assert.deepEqual(stages, { stringToSign, signature: expected, token });
    const body = sign(CREDENTIALS, REQUEST, options);
    assert.equal(body.Token, token);
    assert.equal(verify(KEY, body, options), true);
    assert.equal(verify(`${KEY}x`, body, options), false);
    assert.equal(verify(KEY, { ...body, Timestamp: "1547186245", Nonce: "658966" }, options), false);
    const found = detectScheme(KEY, body, { endpoint: ENDPOINT });
    assert.ok(found);
    assert.equal(explain(CREDENTIALS, REQUEST, { scheme: found, endpoint: ENDPOINT }).stringToSign, stringToSign);
    assert.equal(detectScheme(`${KEY}x`, body, { endpoint: ENDPOINT }), null);
  });
}

test("a token is right unescaped and in lower-case hex too, and wrong in any other way", () => {
  const body = sign(CREDENTIALS, REQUEST);
  const plain = decodeURIComponent(body.Token);
  const lower = body.Token.replace(/%../g, (hex) => hex.toLowerCase());
  for (const Token of [plain, lower, body.Token]) assert.equal(verify(KEY, { ...body, Token }), true);
  for (const Token of [plain.slice(1), `${plain} `, plain.replace("=", ""), `A${plain.slice(1)}`.replace(plain, "B")]) {
    assert.equal(verify(KEY, { ...body, Token }), false, Token);
  }
});

test("the example request of the vendor's page is made again in all but its Token", () => {
  const credentials = { openId: "6dc05b4ac175cf316d226252b05cf685", grantCode: "782c281f62", openKey: "not published" };
  const params = { type: 4, user_id: 1 };
  const { Token, ...rest } = sign(credentials, { ...REQUEST, params });
  assert.equal(
    JSON.stringify(rest),
    '{"OpenId":"6dc05b4ac175cf316d226252b05cf685","GrantCode":"782c281f62","Timestamp":"1547186244","Nonce":"658965",' +
      '"Action":"communal.user.identity","Params":{"type":4,"user_id":1}}',
  );
  assert.match(Token, /^([\w]|%2B|%2F){27}%3D$/);
});

test("the body has exactly the seven keys in the vendor's order, and keeps the order of Params", () => {
  const params = {
    z: 1,
    a: [true, null, { "": '\u0000"\\\u2028𠮷' }],
    __proto_: -0.5e-7,
    1: "first, as in any object",
  };
  const body = sign(CREDENTIALS, { params });
  assert.deepEqual(Object.keys(body), ["OpenId", "GrantCode", "Timestamp", "Nonce", "Token", "Action", "Params"]);
  assert.equal(JSON.stringify(body.Params), JSON.stringify(params));
  assert.match(body.Nonce, /^[1-9]\d{0,9}$/);
  assert.ok(Number(body.Nonce) <= 2 ** 31 - 1);
  assert.ok(Math.abs(Number(body.Timestamp) - Date.now() / 1000) < 60);
});

test("signatures are those of node:crypto, from empty keys and texts to long ones", () => {
  const seed = randomBytes(4).readUInt32LE();
  let state = seed;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0);
  const text = (/** @type {number} */ size) => {
    const points = Array.from({ length: size }, () => [
      next() >>> 25,
      0x4e00 + (next() >>> 20),
      0x1f300 + (next() >>> 24),
    ]);
    return points.map((choice) => String.fromCodePoint(choice[next() >>> 30] ?? choice[0])).join("");
  };
  for (const size of [0, 0, 1, 1, 2, 3, 19, 20, 21, 55, 56, 63, 64, 65, 127, 128, 1000, 70_000, 0, 1_000_000, 1]) {
    const [key, message] = [text(Math.min(size, 5000)), text(size)];
    assert.equal(signature(key, message), hmac(key, message), `seed ${seed}, size ${size}`);
  }
});
