// @ts-check
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { startEmulator } from "../../pkg/emulator/index.js";
import { emulatorFor, post, signedBody } from "./client.mjs";

test("without options it listens on this machine only, at the path of the vendor", async () => {
  const emulator = await startEmulator();
  assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+\/api\/v2$/);
  const body = signedBody(emulator, { type: 4, user_id: 10001 }, { Timestamp: String(Math.floor(Date.now() / 1000)) });
  assert.equal((await post(emulator.url, body)).json.code, 0);
  await emulator.close();
  await assert.rejects(fetch(emulator.url));
});

test("an option that is undefined has its default", async (t) => {
  const emulator = await emulatorFor(t, { host: undefined, port: undefined, dialect: undefined, scheme: undefined });
  assert.equal((await post(emulator.url, signedBody(emulator, { type: 4, user_id: 10001 }))).json.code, 0);
});

test("a wrong option is refused by name, and nothing listens", async () => {
  const fields = '"OpenId", "GrantCode", "Timestamp", "Nonce", "Action"';
  const kinds =
    '"status", "body", "delay", "stall", "truncate", "reset", "redirect", "trickle", "refuse", "deep", "huge", "clock", "refusal"';
  const schemeOptions = '"fields", "names", "values", "prefix"';
  for (const [options, message] of /** @type {[any, string][]} */ ([
    [null, "options must be an object"],
    [7, "options must be an object"],
    [
      { prot: 1 },
      'unknown option prot; the known ones are "host", "port", "dialect", "scheme", "now", "faults", "members"',
    ],
    [{ host: "" }, "host must be a non-empty string"],
    [{ port: "80" }, "port must be an integer from 0 to 65535"],
    [{ port: 65536 }, "port must be an integer from 0 to 65535"],
    [{ dialect: "php8" }, 'dialect must be one of "typed", "strings", "php"'],
    [{ dialect: "toString" }, 'dialect must be one of "typed", "strings", "php"'],
    [
      { scheme: "v2" },
      'scheme must be one of "zvcms-v2", "zvcms-v2+action", "tencent-v2", "qmai-v3", or an object that describes one',
    ],
    [
      { scheme: "toString" },
      'scheme must be one of "zvcms-v2", "zvcms-v2+action", "tencent-v2", "qmai-v3", or an object that describes one',
    ],
    [{ scheme: {} }, `scheme.fields must list some of ${fields}`],
    [{ scheme: { fields: "Nonce" } }, `scheme.fields must list some of ${fields}`],
    [{ scheme: { fields: [] } }, "scheme.fields must have at least one field"],
    [{ scheme: { fields: ["OpenID"] } }, `scheme.fields[0] must be one of ${fields}`],
    [{ scheme: { fields: ["Nonce", "Nonce"] } }, "scheme.fields must have each field once"],
    [{ scheme: { feilds: ["Nonce"] } }, `unknown option scheme.feilds; the known ones are ${schemeOptions}`],
    [{ scheme: { fields: ["Nonce"], names: "snake" } }, 'scheme.names must be one of "pascal", "camel"'],
    [{ scheme: { fields: ["Nonce"], values: "url" } }, 'scheme.values must be one of "raw", "percent"'],
    [{ scheme: { fields: ["Nonce"], prefix: "" } }, 'scheme.prefix must be one of "none", "method-host-path"'],
    [
      { scheme: { fields: ["Nonce"], name: "camel" } },
      `unknown option scheme.name; the known ones are ${schemeOptions}`,
    ],
    [{ now: 1 }, "now must be a function"],
    [{ faults: {} }, "faults must be a list of faults, or a function"],
    [{ faults: [{}] }, `faults[0].kind must be one of ${kinds}`],
    [{ faults: [{ kind: "nope" }] }, `faults[0].kind must be one of ${kinds}`],
    [{ faults: [undefined, { kind: "delay" }] }, "faults[1].ms must be an integer from 0 to 2147483647"],
    [{ faults: [{ kind: "status", status: 101 }] }, "faults[0].status must be an integer from 200 to 599"],
    [{ faults: [{ kind: "reset", ms: 1 }] }, 'unknown option faults[0].ms; the known ones are "kind"'],
    [{ faults: [{ kind: "body", body: 1 }] }, "faults[0].body must be a string or bytes"],
  ])) {
    await assert.rejects(startEmulator(options), { name: "TypeError", message: `startEmulator: ${message}` });
  }
  for (const fault of [7, null, [], "nope"]) {
    await assert.rejects(startEmulator(/** @type {any} */ ({ faults: [fault] })), {
      name: "TypeError",
      message:
        /^startEmulator: faults\[0\] must be an object with a kind, or one of "refuse", "reset", .*, "whole-floats"$/,
    });
  }
});

test("a port that is taken rejects with the error of the network", async (t) => {
  const emulator = await emulatorFor(t);
  await assert.rejects(startEmulator({ port: Number(new URL(emulator.url).port) }), { code: "EADDRINUSE" });
});

test("close ends every connection at once, and may be called again", async () => {
  const faults = [{ kind: "stall" }, { kind: "delay", ms: 3_600_000 }, undefined];
  const emulator = await startEmulator({ faults: ({ index }) => /** @type {any} */ (faults[index]) });
  const { port, host } = new URL(emulator.url);
  /** @param {string} sent */
  const connected = async (sent) => {
    const socket = connect(Number(port), "127.0.0.1").on("error", () => {});
    const ended = new Promise((resolve) => socket.once("close", resolve));
    await once(socket, "connect");
    socket.write(sent);
    return ended;
  };
  const head = `POST /api/v2 HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 9\r\n\r\n`;
  const ends = ["", head.slice(0, 20), `${head}{`].map(connected);
  const stalled = await fetch(emulator.url, { method: "POST", body: "{}" });
  const delayed = assert.rejects(fetch(emulator.url, { method: "POST", body: "{}" }));
  while (emulator.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
  await emulator.close();
  await Promise.all([...ends, delayed, assert.rejects(stalled.text())]);
  await emulator.close();
});
