// @ts-check
// A defect in the core, here a stack that overflows inside it: nothing hangs, and later calls work.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runScript } from "./support.mjs";

const HOUR = 3_600_000;

/** Calls in flight with that fetch, then the trap. What is left to do stands in `after`. @param {string} after */
const script = (after) => `
  import { Client } from "zvcms-openapi";
  const credentials = { openId: "id", grantCode: "code", openKey: "key" };
  const TEXT = '{"status":true,"code":0,"data":{"user_info":{"id":7}}}';
  const PARAMS = { type: 4, user_id: 7 };
  const arrive = [];
  const waiting = () => new Promise((resolve) => arrive.push(resolve));
  const stalling = async () => new Response(new ReadableStream({ pull: (stream) => { arrive.push(() => {
    stream.enqueue(new TextEncoder().encode(TEXT));
    stream.close();
  }); return new Promise(() => {}); } }));
  const options = { ...credentials, timeoutMs: ${HOUR}, fetch: waiting };
  const client = new Client(options);
  const { signal } = new AbortController();
  const calls = [
    client.identifyUser(PARAMS),
    client.call("any.action", {}, { signal }),
    new Client({ ...options, fetch: stalling }).identifyUser(PARAMS, { signal }),
  ].map((call) => call.then(() => "done", ({ kind, code }) => kind + " " + code));
  await new Promise((resolve) => setTimeout(resolve, 50));
  // One whose request is not sent yet.
  calls.push(client.identifyUser(PARAMS).catch(({ kind, code }) => kind + " " + code));
  const kinds = new Set();
  // The core traps where the stack has no more room for it.
  (function deeper() {
    try { deeper(); } catch {}
    try { client.sign(); } catch (error) { kinds.add(error.kind); }
  })();
  console.log(kinds.has("internal"), arrive.length);
  ${after}`;

test("a trap ends every call in flight, and leaves no timer that would keep the process", () => {
  const ended = runScript(script("for (const call of calls) console.log(await call);"));
  const stdout = `true 4\n${"internal trap\n".repeat(4)}`;
  assert.deepEqual(ended, { status: 0, stdout, stderr: "" });
});

test("answers that come after a trap are ignored, and nothing more is sent", () => {
  const ended = runScript(
    script(`
      for (const resolve of arrive) resolve(new Response(TEXT));
      await new Promise((resolve) => setTimeout(resolve, 50));
      console.log([...new Set(await Promise.all(calls))].join(), arrive.length);`),
  );
  assert.deepEqual(ended, { status: 0, stdout: "true 4\ninternal trap 4\n", stderr: "" });
});

test("after a trap the old client says that it is lost, and a new one works", () => {
  const ended = runScript(
    script(`
      const tell = async (act) => {
        try { console.log(await act()); } catch ({ kind, code }) { console.log(kind, code); }
      };
      await tell(() => client.sign().OpenId);
      await tell(() => client.identifyUser(PARAMS));
      await tell(() => client.call("any.action"));
      await tell(() => client.free());
      const next = new Client({ ...options, fetch: async () => new Response(TEXT) });
      await tell(() => next.sign().OpenId);
      await tell(async () => (await next.identifyUser(PARAMS)).id);
      next.free();`),
  );
  const lost = "internal client_lost\n".repeat(3);
  assert.deepEqual(ended, { status: 0, stdout: `true 4\n${lost}undefined\nid\n7\n`, stderr: "" });
});
