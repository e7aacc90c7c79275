// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { test } from "node:test";
import { base64Hmac, emulatorFor, escaped, post, SECOND, sortedQuery } from "./client.mjs";

/** @type {{ vectors: any[] }} */
const { vectors } = JSON.parse(readFileSync(new URL("../vectors/signature.json", import.meta.url), "utf8"));
const tencent = vectors.filter(({ family }) => family.startsWith("tencent-cloud-sorted"));
const [qmai] = vectors.filter(({ id }) => id === "qmai-cli-example");

test("the signer of these tests gives the published signature of the vendor's successor", () => {
  const { openId, grantCode, nonce, timestamp } = qmai.inputs;
  const text = sortedQuery({ openId, grantCode, nonce, timestamp });
  assert.equal(text, qmai.string_to_sign);
  assert.equal(base64Hmac(qmai.hmac_key, text), qmai.expected);
  assert.equal(escaped(qmai.expected), qmai.token);
});

test("the signer of these tests gives the published signatures of Tencent Cloud", () => {
  assert.equal(tencent.length, 4);
  for (const { id, hmac_key, string_to_sign, expected, inputs } of tencent) {
    const text = `${inputs.method}${inputs.host_path}?${sortedQuery(inputs.params)}`;
    assert.equal(text, string_to_sign, id);
    assert.equal(base64Hmac(hmac_key, text), expected, id);
  }
});

const [OpenId, GrantCode] = ["emulator-test-open-id", "emulator-test-grant-code"];
const Action = "communal.user.identity";
const common = { OpenId, GrantCode, Timestamp: String(SECOND), Nonce: "24680" };
const camel = { openId: OpenId, grantCode: GrantCode, timestamp: String(SECOND), nonce: "24680" };

/** @type {[string, any, (host: string) => string][]} */
const schemes = [
  ["zvcms-v2", "zvcms-v2", () => sortedQuery(common)],
  ["zvcms-v2+action", "zvcms-v2+action", () => sortedQuery({ ...common, Action })],
  ["tencent-v2", "tencent-v2", (host) => `POST${host}/api/v2?${sortedQuery({ ...common, Action })}`],
  ["qmai-v3", "qmai-v3", () => sortedQuery(camel)],
  ["two fields in camelCase", { fields: ["Nonce", "Action"], names: "camel" }, () => `action=${Action}&nonce=24680`],
  [
    "a prefix before one field",
    { fields: ["Timestamp"], prefix: "method-host-path" },
    (host) => `POST${host}/api/v2?Timestamp=${SECOND}`,
  ],
];

for (const [name, scheme] of schemes) {
  test(`a Token by the scheme ${name} is taken, a Token by any other is refused`, async (t) => {
    const emulator = await emulatorFor(t, { scheme });
    const host = new URL(emulator.url).host;
    for (const [otherName, , otherTextOf] of schemes) {
      const Token = escaped(base64Hmac(emulator.credentials.openKey, otherTextOf(host)));
      const { json } = await post(emulator.url, { ...common, Token, Action, Params: { type: 4, user_id: 10001 } });
      assert.equal(json.code, otherName === name ? 0 : 10105, otherName);
    }
  });
}

test("percent-encoded values are signed as RFC 3986 writes them", async (t) => {
  const emulator = await emulatorFor(t, { scheme: { fields: ["Action"], values: "percent" } });
  const signed = "Action=a%20%2A%27%28%29%21~%2F%2B%E4%BC%9A%F0%9F%8E%81";
  const Token = escaped(base64Hmac(emulator.credentials.openKey, signed));
  const { json } = await post(emulator.url, { ...common, Token, Action: "a *'()!~/+会🎁", Params: {} });
  assert.equal(json.code, 10201);
});

test("raw values are signed as they are", async (t) => {
  const emulator = await emulatorFor(t, { scheme: "zvcms-v2+action" });
  const Token = escaped(base64Hmac(emulator.credentials.openKey, sortedQuery({ ...common, Action: "a *&=/+会🎁" })));
  const { json } = await post(emulator.url, { ...common, Token, Action: "a *&=/+会🎁", Params: {} });
  assert.equal(json.code, 10201);
});

test("the prefix takes the Host header in lower case, without the port of http", async (t) => {
  const emulator = await emulatorFor(t, { scheme: "tencent-v2" });
  for (const [sent, signed] of [
    ["Shop.Example:80", "shop.example"],
    ["Shop.Example:8080", "shop.example:8080"],
  ]) {
    const Nonce = String(sent.length);
    const text = `POST${signed}/api/v2?${sortedQuery({ ...common, Nonce, Action })}`;
    const Token = escaped(base64Hmac(emulator.credentials.openKey, text));
    const body = JSON.stringify({ ...common, Nonce, Token, Action, Params: { type: 4, user_id: 10001 } });
    assert.equal((await postTo(emulator.url, sent, body)).code, 0, sent);
  }
});

/** @type {(url: string, host: string, body: string) => Promise<any>} */
function postTo(url, host, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { host } }, async (response) => {
      resolve(JSON.parse(Buffer.concat(await response.toArray()).toString()));
    });
    sent.on("error", reject).end(body);
  });
}

test("a Token in any other spelling than the vendor's is refused", async (t) => {
  const emulator = await emulatorFor(t);
  const signature = base64Hmac(emulator.credentials.openKey, sortedQuery(common));
  const Token = escaped(signature);
  for (const wrong of [signature, Token.replace("%3D", "%3d"), `${Token}=`, Token.slice(0, -3), ` ${Token}`, "x"]) {
    const { json } = await post(emulator.url, { ...common, Token: wrong, Action, Params: {} });
    assert.equal(json.code, 10105);
  }
});
