// @ts-check
"use strict";
const assert = require("node:assert/strict");
const { createHmac } = require("node:crypto");
const { test } = require("node:test");
const zvcms = require("zvcms-openapi");
const { startEmulator } = require("zvcms-openapi/emulator");

const credentials = { openId: "id", grantCode: "code", openKey: "密钥" };
const request = { timestamp: 1547186244, nonce: 1 };

test("what is required signs what node:crypto signs", () => {
  const text = "GrantCode=code&Nonce=1&OpenId=id&Timestamp=1547186244";
  const token = encodeURIComponent(createHmac("sha1", credentials.openKey).update(text).digest("base64"));
  const body = zvcms.sign(credentials, request);
  assert.equal(body.Token, token);
  assert.equal(zvcms.verify(credentials.openKey, body), true);
  assert.equal(zvcms.explain(credentials, request).stringToSign, text);
});

for (const dialect of /** @type {const} */ (["typed", "strings", "php"])) {
  test(`what is required identifies a member in all four ways, written as ${dialect}`, async (t) => {
    const { url, credentials, members, close } = await startEmulator({ dialect });
    t.after(close);
    const { mobile, password, card_number, card_password, user_code, user_id } = members[4].login;
    const client = new zvcms.Client({ ...credentials, endpoint: url });
    t.after(() => client.free());
    for (const params of /** @type {const} */ ([
      { type: 1, mobile, password },
      { type: 2, card_number, card_password },
      { type: 3, user_code },
      { type: 4, user_id },
    ])) {
      assert.deepEqual(await client.identifyUser({ ...params, point_rules: 1 }), members[4].user);
    }
  });
}

test("what is required and what is imported are one", async () => {
  const imported = await import("zvcms-openapi");
  assert.equal(imported.ZvcmsError, zvcms.ZvcmsError);
  assert.throws(() => imported.sign(/** @type {any} */ (null)), zvcms.ZvcmsError);
  await assert.rejects(zvcms.identifyUser(/** @type {any} */ (null), /** @type {any} */ (null)), imported.ZvcmsError);
});

test("the manifest and the WebAssembly can be resolved", () => {
  assert.equal(require("zvcms-openapi/package.json").name, "zvcms-openapi");
  assert.match(require.resolve("zvcms-openapi/zvcms_openapi.wasm"), /zvcms_openapi\.wasm$/);
});
