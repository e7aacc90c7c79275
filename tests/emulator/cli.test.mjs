// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { run, started } from "./cli.mjs";
import { emulatorFor, post, signedBody } from "./client.mjs";

/**
 * An emulator of the command line, and the lines that it prints after its introduction.
 * @param {import("node:test").TestContext} t
 */
async function emulated(t) {
  const { child, output, closed } = await started(t);
  const introduction = output.stdout.length;
  const stop = async () => {
    child.kill("SIGTERM");
    assert.deepEqual(await closed, [0, null]);
    assert.equal(output.stderr, "");
    return output.stdout.slice(introduction).split("\n").slice(0, -1);
  };
  const { credentials } = await emulatorFor(t);
  /** @type {(params: object, replaced?: object) => object} */
  const body = (params, replaced) =>
    signedBody({ credentials }, params, { Timestamp: String(Math.floor(Date.now() / 1000)), ...replaced });
  return { child, url: output.stdout.match(/http:\S+/)?.[0] ?? "", body, stop };
}

const account = { type: 1, mobile: "13800000001", password: "test-password-01" };
const card = { type: 2, card_number: "TEST-CARD-01", card_password: "test-inner-01" };

test("emulate prints a line for each request", async (t) => {
  const { url, body, stop } = await emulated(t);
  const sent = body(account);
  for (const request of [
    sent,
    sent,
    body({ ...card, card_password: "no" }),
    body({ type: 4, user_id: 99 }),
    body({ type: 3 }),
    body({ type: "1" }),
    body(account, { Action: "communal.user.list" }),
    body(account, { Token: "x" }),
    "no JSON",
  ]) {
    await post(url, request);
  }
  await fetch(url);
  await fetch(url, { method: "OPTIONS" });
  await post(`${url}/x`, {});
  const lines = await stop();
  for (const line of lines) assert.match(line, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d {2}/);
  assert.deepEqual(
    lines.map((line) => line.slice("00:00:00  ".length)),
    [
      "communal.user.identity  type 1  200  0 请求成功",
      "communal.user.identity  type 1  200  10107 Timestamp与Nonce已使用过",
      "communal.user.identity  type 2  200  20003 卡号或内部卡号错误",
      "communal.user.identity  type 4  200  20001 查询的信息不存在",
      "communal.user.identity  type 3  200  10301 缺少业务参数：user_code",
      "communal.user.identity  -       200  10302 业务参数类型错误：type",
      "communal.user.list      type 1  200  10201 Action不存在",
      "communal.user.identity  type 1  200  10105 Token签名错误",
      "-                       -       200  10001 请求内容不是有效的JSON",
      "-                       -       405  10405 请求方式应为POST：GET",
      "-                       -       404  10404 请求地址不存在",
    ],
  );
});

test("a line of emulate has nothing secret, and nothing that controls the terminal", async (t) => {
  const { url, body, stop } = await emulated(t);
  const Token = Object(body({})).Token;
  const hostile = ["\u001b[2J.x", "a.b\r\n00:00:00  x", "a.\u009b31m", "a.\u202eb", "a\u2028.b", `a.${"b".repeat(60)}`];
  const secrets = [account.mobile, account.password, card.card_password, Token, `a.${account.mobile}`];
  for (const text of [...hostile, ...secrets]) {
    await post(url, body(account, { Action: text }));
    await post(url, body({ ...card, type: text }));
    await post(url, { Action: text, Params: { [text]: text } });
    await post(url, body(account, { [text]: text, OpenId: text }));
  }
  const lines = await stop();
  assert.equal(lines.length, 4 * (hostile.length + secrets.length));
  for (const line of lines) {
    assert.match(line, /^[\d:]{8} {2}(-|communal\.user\.identity) +(-|type 1) +200 {2}\d+ [\p{Script=Han}\w：]+$/u);
    for (const secret of secrets) assert.ok(!line.includes(secret), line);
  }
});

test("emulate goes on when nobody reads what it prints", async (t) => {
  const { child, url, body, stop } = await emulated(t);
  child.stdout.destroy();
  for (let sent = 0; sent < 3; sent++) assert.equal((await post(url, body(account))).json.code, 0);
  assert.deepEqual(await stop(), []);
});

test("a wrong flag is named, and the exit code is 2", async () => {
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [["--port", "x"], /--port must be an integer from 0 to 65535/],
    [["--port", "65536"], /--port must be/],
    [["--host", ""], /--host must be/],
    [["--dialect", "xml"], /--dialect must be one of "typed", "strings", "php"/],
    [["--scheme", "v2"], /--scheme must be one of "zvcms-v2", "zvcms-v2\+action", "tencent-v2", "qmai-v3"\n/],
    [["--fault", "nope"], /--fault must be one of "refuse", "reset", "reset-in-headers", .*, "whole-floats"\n/],
    [["--prot", "1"], /--prot/],
    [["extra"], /extra/],
  ])) {
    const { code, stdout, stderr } = await run("emulate", ...args);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
  }
});

test("a port that is taken is an error of another exit code", async (t) => {
  const { url } = await emulatorFor(t);
  const { code, stderr } = await run("emulate", "--port", new URL(url).port);
  assert.equal(code, 1);
  assert.match(stderr, /EADDRINUSE.*; choose another --port\n$/);
});

test("the version is that of the package", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));
  for (const flag of ["--version", "-v"]) assert.equal((await run(flag)).stdout, `${version}\n`);
});

test("help is printed where it is asked for, and where the command is missing or unknown", async () => {
  for (const [args, expected, stream] of /** @type {[string[], number, "stdout" | "stderr"][]} */ ([
    [["--help"], 0, "stdout"],
    [["emulate", "--help"], 0, "stdout"],
    [[], 2, "stderr"],
    [["emulat"], 2, "stderr"],
  ])) {
    const result = await run(...args);
    assert.equal(result.code, expected, args.join(" "));
    assert.match(result[stream], /Usage: zvcms-openapi/);
  }
});
