// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { refusals } from "../../pkg/emulator/index.js";
import { emulatorFor, post, SECOND, signedBody } from "./client.mjs";

const params = { type: 4, user_id: 10001 };
/** @type {(replaced: object) => (emulator: any) => object} */
const withFields = (replaced) => (emulator) => signedBody(emulator, params, { ...replaced });
/** @type {(params: unknown) => (emulator: any) => object} */
const withParams = (params) => (emulator) => signedBody(emulator, /** @type {object} */ (params));
const account = { type: 1, mobile: "13800000001", password: "test-password-01" };
const card = { type: 2, card_number: "TEST-CARD-01", card_password: "test-inner-01" };

/** @type {[keyof typeof refusals, string, string | Uint8Array | ((emulator: any) => unknown), string?][]} */
const cases = [
  ["notJson", "an empty body", ""],
  ["notJson", "a form", "OpenId=1&Token=2"],
  ["notJson", "truncated JSON", '{"OpenId":"'],
  ["notJson", "a byte-order mark", '\ufeff{"OpenId":"x"}'],
  ["notJson", "invalid UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
  ["notObject", "a list", "[]"],
  ["notObject", "null", "null"],
  ["notObject", "a string", '"OpenId"'],
  ["fieldMissing", "an empty object", "{}", "OpenId"],
  ["fieldMissing", "no GrantCode", withFields({ GrantCode: undefined }), "GrantCode"],
  ["fieldMissing", "an empty Timestamp", withFields({ Timestamp: "" }), "Timestamp"],
  ["fieldMissing", "a Nonce of null", withFields({ Nonce: null }), "Nonce"],
  ["fieldMissing", "no Token", withFields({ Token: undefined }), "Token"],
  ["fieldMissing", "no Action", withFields({ Action: undefined }), "Action"],
  ["fieldMissing", "no Params", withFields({ Params: undefined }), "Params"],
  ["fieldType", "a number as OpenId", withFields({ OpenId: 1 }), "OpenId"],
  ["fieldType", "an object as GrantCode", withFields({ GrantCode: {} }), "GrantCode"],
  ["fieldType", "a number as Timestamp", withFields({ Timestamp: SECOND }), "Timestamp"],
  ["fieldType", "a number as Nonce", withFields({ Nonce: 7 }), "Nonce"],
  ["fieldType", "true as Token", withFields({ Token: true }), "Token"],
  ["fieldType", "a list as Action", withFields({ Action: ["x"] }), "Action"],
  ["fieldType", "a list with content as Params", withFields({ Params: [1] }), "Params"],
  ["fieldType", "a string as Params", withFields({ Params: "{}" }), "Params"],
  ["openIdUnknown", "another OpenId", withFields({ OpenId: "emulator-test-open-id " })],
  ["grantCodeWrong", "another GrantCode", withFields({ GrantCode: "x" })],
  ["timestampMalformed", "a fraction as Timestamp", withFields({ Timestamp: `${SECOND}.0` })],
  ["timestampMalformed", "a leading zero in Timestamp", withFields({ Timestamp: `0${SECOND}` })],
  ["timestampMalformed", "a blank in Timestamp", withFields({ Timestamp: ` ${SECOND}` })],
  ["timestampOutOfRange", "milliseconds as Timestamp", withFields({ Timestamp: `${SECOND}000` })],
  ["timestampOutOfRange", "a Timestamp of 0", withFields({ Timestamp: "0" })],
  ["tokenWrong", "another Token", withFields({ Token: "0%2B%2B3c6hthjwAml4ABAXOYF4Q6UY%3D" })],
  ["nonceMalformed", "a Nonce of 0", withFields({ Nonce: "0" })],
  ["nonceMalformed", "a negative Nonce", withFields({ Nonce: "-7" })],
  ["nonceMalformed", "letters as Nonce", withFields({ Nonce: "7a" })],
  ["nonceMalformed", "a Nonce of 21 digits", withFields({ Nonce: "1".repeat(21) })],
  ["actionUnknown", "another Action", withFields({ Action: "communal.user.list" }), "communal.user.list"],
  ["paramMissing", "Params without content", withParams({}), "type"],
  ["paramMissing", "an empty list as Params", withParams([]), "type"],
  ["paramMissing", "the Params of the vendor's sample", withParams({ type: "", mobile: "", user_id: "" }), "type"],
  ["paramMissing", "no mobile", withParams({ ...account, mobile: undefined }), "mobile"],
  ["paramMissing", "an empty password", withParams({ ...account, password: "" }), "password"],
  ["paramMissing", "a card_number of null", withParams({ ...card, card_number: null }), "card_number"],
  ["paramMissing", "no card_password", withParams({ ...card, card_password: undefined }), "card_password"],
  ["paramMissing", "no user_code", withParams({ type: 3, user_id: 10001 }), "user_code"],
  ["paramMissing", "no user_id", withParams({ type: 4, user_code: "TEST-CODE-01" }), "user_id"],
  ["paramType", "a string as type", withParams({ ...params, type: "4" }), "type"],
  ["paramType", "a number as mobile", withParams({ ...account, mobile: 13800000001 }), "mobile"],
  ["paramType", "a list as password", withParams({ ...account, password: ["x"] }), "password"],
  ["paramType", "a number as card_number", withParams({ ...card, card_number: 1 }), "card_number"],
  ["paramType", "a number as card_password", withParams({ ...card, card_password: 1 }), "card_password"],
  ["paramType", "true as user_code", withParams({ type: 3, user_code: true }), "user_code"],
  ["paramType", "a string as user_id", withParams({ type: 4, user_id: "10001" }), "user_id"],
  ["paramType", "a fraction as user_id", withParams({ type: 4, user_id: 1.5 }), "user_id"],
  ["paramType", "true as point_rules", withParams({ ...params, point_rules: true }), "point_rules"],
  ["paramType", "a number as multi_store_sn", withParams({ ...params, multi_store_sn: 7 }), "multi_store_sn"],
  ["paramValue", "a type of 5", withParams({ ...params, type: 5 }), "type"],
  ["paramValue", "a type of 0", withParams({ ...params, type: 0 }), "type"],
  ["paramValue", "point_rules of 2", withParams({ ...params, point_rules: 2 }), "point_rules"],
  ["paramValue", "a user_id of 0", withParams({ type: 4, user_id: 0 }), "user_id"],
  ["accountWrong", "an unknown mobile number", withParams({ ...account, mobile: "13800000099" })],
  ["accountWrong", "the password of another member", withParams({ ...account, password: "test-password-02" })],
  ["cardWrong", "an unknown card", withParams({ ...card, card_number: "TEST-CARD-99" })],
  ["cardWrong", "the inner number of another card", withParams({ ...card, card_password: "test-inner-02" })],
  ["notFound", "an unknown code", withParams({ type: 3, user_code: "TEST-CODE-99" })],
  ["notFound", "an unknown id", withParams({ type: 4, user_id: 99 })],
];

test("each refusal has its own code and message", async (t) => {
  const emulator = await emulatorFor(t);
  for (const [name, what, body, detail] of cases) {
    await t.test(`${what} is refused as ${name}`, async () => {
      const { status, code, message, httpStatus } = refusals[name];
      const answer = await post(emulator.url, typeof body === "function" ? body(emulator) : body);
      assert.equal(answer.status, httpStatus);
      const said = detail === undefined ? message : `${message}：${detail}`;
      assert.deepEqual(answer.json, { status, code, message: said, data: [] });
    });
  }
});

test("another path or method is refused with an envelope", async (t) => {
  const emulator = await emulatorFor(t);
  const elsewhere = await post(`${emulator.url}/`, signedBody(emulator, params));
  assert.deepEqual([elsewhere.status, elsewhere.json.code], [404, 10404]);
  for (const method of ["GET", "PUT", "DELETE"]) {
    const response = await fetch(emulator.url, { method });
    assert.equal(response.status, 405, method);
    assert.deepEqual(await response.json(), {
      status: false,
      code: 10405,
      message: `请求方式应为POST：${method}`,
      data: [],
    });
  }
});

test("a body over 1 MiB is refused, one of 1 MiB is read", async (t) => {
  const emulator = await emulatorFor(t);
  const largest = JSON.stringify(signedBody(emulator, params)).padEnd(1024 * 1024);
  const answer = await post(emulator.url, `${largest} `);
  assert.deepEqual([answer.status, answer.json.code], [413, 10413]);
  assert.equal((await post(emulator.url, largest)).json.code, 0);
});

test("JSON nested deeper than the stack goes is refused, and the emulator lives on", async (t) => {
  const emulator = await emulatorFor(t);
  const deep = "[".repeat(400_000) + "]".repeat(400_000);
  assert.equal((await post(emulator.url, `{"Params":${deep}}`)).json.status, false);
  assert.equal((await post(emulator.url, signedBody(emulator, params))).json.code, 0);
});

test("fields that the vendor does not know and fields of another type are not looked at", async (t) => {
  const emulator = await emulatorFor(t);
  const many = { ...params, mobile: 7, user_code: "", multi_store_sn: "S1", point_rules: "", more: {} };
  assert.equal((await post(emulator.url, signedBody(emulator, many, { Extra: 1 }))).json.code, 0);
});

test("the declarations document every refusal, and no other", () => {
  const text = readFileSync(new URL("../../pkg/types/emulator.d.ts", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^ \* \| `(\w+)` \| (true|false) \| (\d+) \| (\d+) \|/gm)];
  const documented = rows.map(([, name, status, code, http]) => [name, status === "true", Number(code), Number(http)]);
  const actual = Object.entries(refusals).map(([name, { status, code, httpStatus }]) => [
    name,
    status,
    code,
    httpStatus,
  ]);
  assert.deepEqual(documented, actual);
  assert.equal(new Set(actual.map(([, , code]) => code)).size, actual.length);
});
