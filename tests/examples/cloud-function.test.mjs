// @ts-check
// The cloud function, called as WeChat calls it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { inExamples, settingsFor, missing as skip } from "./example.mjs";

const PROGRAM = `
const { main } = require("./dist/index.js");
const userInfo = { openId: "a-visitor", appId: "an-app" };
const events = [{ user_code: "TEST-CODE-01", userInfo }, { user_code: "nobody", userInfo }, { user_code: "TEST-CODE-01" }];
Promise.all(events.map((event) => main({ type: 3, ...event }, {}))).then((all) => console.log(JSON.stringify(all)));
`;

/** @param {Record<string, string>} env @returns {Promise<{ out: string, error: string }>} */
const call = (env) =>
  new Promise((resolve) => {
    const options = { cwd: inExamples("cloud-function"), env };
    execFile(process.execPath, ["-e", PROGRAM], options, (_, out, error) => resolve({ out, error }));
  });

test("the cloud function gives a member, or why not", { skip }, async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const { out, error } = await call(settingsFor(emulator));
  assert.equal(error, "");
  const [member, nobody, stranger] = JSON.parse(out);
  assert.equal(member.nickname, "测试会员01");
  assert.equal(nobody.error.code, "not_identified");
  assert.equal(stranger.error.code, "not_authorized");
});

test("the cloud function logs a wrong key", { skip }, async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  const { out, error } = await call({ ...settingsFor(emulator), ZVCMS_OPEN_KEY: "another-key-for-test-only" });
  assert.equal(JSON.parse(out)[0].error.code, "unavailable");
  assert.match(error, /^zvcms-openapi\/server: identify: .*10105/);
});

test("the cloud function names the environment variables that are missing", { skip }, async () => {
  const { error } = await call({});
  assert.match(error, /set the environment variables ZVCMS_OPEN_ID, ZVCMS_GRANT_CODE, ZVCMS_OPEN_KEY/);
});
