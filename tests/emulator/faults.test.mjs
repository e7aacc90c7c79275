// @ts-check
import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { test } from "node:test";
import { emulatorFor, post, signedBody } from "./client.mjs";

const params = { type: 1, mobile: "13800000001", password: "test-password-01" };

/** @typedef {import("../../pkg/types/emulator.js").Fault} Fault */

/**
 * An emulator that answers every request with that fault, and the body of a good request.
 * @param {import("node:test").TestContext} t
 * @param {any} fault
 */
async function faulty(t, fault) {
  const emulator = await emulatorFor(t, { faults: () => fault });
  return { emulator, body: signedBody(emulator, params) };
}

/**
 * What arrived before the transfer broke, or `arrives` bytes of it.
 * @param {string} url
 * @param {object} body
 * @param {number} [arrives]
 */
async function partOf(url, body, arrives = Number.POSITIVE_INFINITY) {
  const sent = request(url, { method: "POST", agent: false }).end(JSON.stringify(body));
  const [response] = await once(sent, "response");
  let text = "";
  let isBroken = false;
  try {
    for await (const chunk of response) {
      text += chunk;
      if (text.length >= arrives) break;
    }
  } catch {
    isBroken = true;
  }
  return { length: Number(response.headers["content-length"]), text, isBroken };
}

test("the fault status answers with that status, body and headers", async (t) => {
  const { emulator, body } = await faulty(t, {
    kind: "status",
    status: 503,
    body: "<h1>busy</h1>",
    headers: { "Retry-After": "7", Date: "Thu, 01 Jan 1970 00:00:00 GMT" },
  });
  const { status, headers, text } = await post(emulator.url, body);
  assert.deepEqual([status, text], [503, "<h1>busy</h1>"]);
  assert.equal(headers.get("retry-after"), "7");
  assert.equal(headers.get("date"), "Thu, 01 Jan 1970 00:00:00 GMT");
  assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(headers.get("access-control-allow-origin"), "*");
});

test("the fault status has an empty body by default", async (t) => {
  const { emulator, body } = await faulty(t, { kind: "status", status: 502 });
  const { status, text } = await post(emulator.url, body);
  assert.deepEqual([status, text], [502, ""]);
});

test("the fault body answers 200 with that text or those bytes", async (t) => {
  for (const sent of ["", "Warning: x\n{}", Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)]) {
    const { emulator, body } = await faulty(t, { kind: "body", body: sent, headers: { "X-More": "1" } });
    const response = await fetch(emulator.url, { method: "POST", body: JSON.stringify(body) });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("x-more"), "1");
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.from(sent));
  }
});

test("the fault delay lets a later request be answered first, and then gives the whole answer", async (t) => {
  const emulator = await emulatorFor(t, {
    faults: ({ index }) => (index === 0 ? { kind: "delay", ms: 300 } : undefined),
  });
  /** @type {string[]} */
  const answered = [];
  const delayed = post(emulator.url, signedBody(emulator, params)).then(({ json }) =>
    answered.push(`delayed ${json.code}`),
  );
  while (emulator.requests.length < 1) await new Promise((resolve) => setImmediate(resolve));
  const { json } = await post(emulator.url, signedBody(emulator, params));
  answered.push(`prompt ${json.code}`);
  await delayed;
  assert.deepEqual(answered, ["prompt 0", "delayed 0"]);
});

test("the fault stall sends half of the body and then nothing", async (t) => {
  const { emulator, body } = await faulty(t, { kind: "stall" });
  const whole = await emulatorFor(t);
  const { text } = await post(whole.url, body);
  const half = await partOf(emulator.url, body, Buffer.byteLength(text) >> 2);
  assert.equal(half.length, Buffer.byteLength(text));
  assert.ok(text.startsWith(half.text) && half.text.length < text.length);
});

test("the fault truncate sends half of the body and ends the connection", async (t) => {
  const { emulator, body } = await faulty(t, { kind: "truncate" });
  const { length, text, isBroken } = await partOf(emulator.url, body);
  assert.ok(isBroken);
  assert.ok(text.startsWith('{"status":true'));
  assert.ok(Buffer.byteLength(text) < length);
});

test("the fault reset resets the connection", async (t) => {
  const { emulator, body } = await faulty(t, { kind: "reset" });
  const { port, host } = new URL(emulator.url);
  const content = JSON.stringify(body);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`POST /api/v2 HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${content.length}\r\n\r\n${content}`);
  socket.resume();
  const ended = Promise.race([once(socket, "error"), once(socket, "end").then(() => ["an orderly end"])]);
  assert.equal((await ended)[0].code, "ECONNRESET");
});

test("the fault redirect points elsewhere, by default so that a client would send the body again", async (t) => {
  const location = "http://127.0.0.1:9/elsewhere";
  for (const [status, expected] of [
    [undefined, 307],
    [302, 302],
  ]) {
    const { emulator, body } = await faulty(t, { kind: "redirect", location, status });
    const answer = await post(emulator.url, body);
    assert.deepEqual([answer.status, answer.headers.get("location")], [expected, location]);
  }
});

test("faults is asked once for each request, with the masked record, and undefined is no fault", async (t) => {
  /** @type {import("../../pkg/types/emulator.js").ReceivedRequest[]} */
  const asked = [];
  const emulator = await emulatorFor(t, {
    faults(request) {
      asked.push(request);
      return request.index === 0 ? { kind: "status", status: 500 } : undefined;
    },
  });
  assert.equal((await post(emulator.url, signedBody(emulator, params))).status, 500);
  assert.equal((await post(emulator.url, signedBody(emulator, params))).json.code, 0);
  assert.equal((await post(emulator.url, "")).json.code, 10001);
  assert.deepEqual(asked, emulator.requests);
  assert.equal(asked[1].action, "communal.user.identity");
  assert.deepEqual(asked[1].params, { type: 1, mobile: "138****0001", password: "***" });
});

test("a request whose answer was lost has used its pair of Timestamp and Nonce", async (t) => {
  const emulator = await emulatorFor(t, {
    faults: ({ index }) => (index === 0 ? { kind: "reset" } : undefined),
  });
  const body = signedBody(emulator, params);
  await assert.rejects(post(emulator.url, body));
  assert.equal((await post(emulator.url, body)).json.code, 10107);
});

test("a fault that cannot be is answered as a misconfiguration that names it", async (t) => {
  for (const [fault, detail] of [
    [{ kind: "nope" }, 'faults().kind must be one of "status", '],
    ["nope", 'faults() must be an object with a kind, or one of "refuse", '],
    [null, 'faults() must be an object with a kind, or one of "refuse", '],
    [{ kind: "delay" }, "faults().ms must be an integer from 0 to 2147483647"],
    [{ kind: "status", status: 101 }, "faults().status must be an integer from 200 to 599"],
    ["refuse", "faults() must not be refuse, for the request has come in already; put refuse into a list"],
  ]) {
    const { emulator, body } = await faulty(t, fault);
    const { status, json } = await post(emulator.url, body);
    assert.equal(status, 500);
    assert.deepEqual([json.status, json.code, json.data], [false, 10500, []]);
    assert.ok(json.message.startsWith(`模拟器的选项出错：TypeError: ${detail}`), json.message);
  }
});

test("a function among the options that throws is answered as a misconfiguration", async (t) => {
  const fail = () => {
    throw new Error("no");
  };
  for (const options of [{ faults: fail }, { now: fail }, { now: () => Number.NaN }]) {
    const emulator = await emulatorFor(t, options);
    const { status, json } = await post(emulator.url, signedBody(emulator, params));
    assert.deepEqual([status, json.code], [500, 10500]);
  }
});
