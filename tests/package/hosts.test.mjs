// @ts-check
// Hosts that lack something, and bundles for servers.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { clientOf, copy, emulatorFor, failureOf, hmac, runNode, runScript } from "./support.mjs";

const cwd = fileURLToPath(new URL(".", import.meta.url));
const PARAMS = { type: /** @type {const} */ (4), user_id: 10001 };

test("no global crypto is needed, which Node 18 does not have", () => {
  for (const load of ['await import("zvcms-openapi")', 'createRequire(process.cwd() + "/x.js")("zvcms-openapi")']) {
    const script = `
      import { createRequire } from "node:module";
      delete globalThis.crypto;
      const { sign } = ${load};
      console.log(globalThis.crypto, Object.keys(sign({ openId: "a", grantCode: "b", openKey: "c" })).length);`;
    const { stdout, stderr } = runScript(script);
    assert.deepEqual([stdout, stderr], ["undefined 7\n", ""], load);
  }
});

/** What a script gets of the entry for pages, which takes nothing from Node. */
const PAGE = `
  const { Client, identifyUser, sign } = await import(${JSON.stringify(copy)});
  const credentials = { openId: "a", grantCode: "b", openKey: "c" };
  const params = { type: 4, user_id: 7 };
  const tell = async (act) => {
    try { await act(); console.log("done"); } catch ({ kind, code, attempts }) { console.log(kind, code, attempts); }
  };`;

for (const [missing, act] of [
  ["WebAssembly", "sign(credentials)"],
  ["crypto", "sign(credentials)"],
  ["crypto", "identifyUser(credentials, params)"],
  ["fetch", "identifyUser(credentials, params)"],
  ["setTimeout", "identifyUser(credentials, params)"],
]) {
  const codes = { WebAssembly: "no_wasm", crypto: "no_random", fetch: "no_fetch", setTimeout: "no_timers" };
  test(`a host without ${missing} is told of it: ${act}`, () => {
    const ended = runScript(`${PAGE}
      Object.defineProperty(globalThis, "${missing}", { value: undefined });
      await tell(() => ${act});
      ${missing === "crypto" ? "console.log(sign(credentials, { nonce: 1 }).Nonce);" : ""}`);
    const stdout = `environment ${Reflect.get(codes, missing)} 0\n${missing === "crypto" ? "1\n" : ""}`;
    assert.deepEqual(ended, { status: 0, stdout, stderr: "" });
  });
}

test("an https page sends nothing to a plain http address, but to this machine", () => {
  for (const from of ['{ origin: "https://shop.example" }', '{ origin: "null", location: { protocol: "https:" } }']) {
    const ended = runScript(`${PAGE}
      delete globalThis.process;
      const answer = { status: true, code: 0, data: { user_info: { id: 7 } } };
      Object.assign(globalThis, { window: { document: {} }, fetch: async () => new Response(JSON.stringify(answer)) }, ${from});
      for (const endpoint of ["http://shop.example/", "https://shop.example/", "http://127.0.0.1:1/"]) {
        await tell(() => identifyUser({ ...credentials, endpoint, dangerouslyAllowBrowser: true }, params));
      }`);
    assert.deepEqual(ended, { status: 0, stdout: "connection connection_mixed_content 0\ndone\ndone\n", stderr: "" });
  }
});

test("a key is refused in a page and in a worker, and in no server that looks like one", () => {
  const hosts = ["process", "Deno", "Bun", "WebSocketPair", "EdgeRuntime"];
  const ended = runScript(`${PAGE}
    const node = globalThis.process;
    delete globalThis.process;
    for (const sort of ["window", "WorkerGlobalScope"]) {
      globalThis[sort] = { document: {} };
      await tell(() => new Client(credentials));
      await tell(() => identifyUser(credentials, params));
      for (const host of ${JSON.stringify(hosts)}) {
        globalThis[host] = host === "process" ? node : {};
        await tell(() => new Client(credentials));
        delete globalThis[host];
      }
      await tell(() => sign(credentials));
      delete globalThis[sort];
    }`);
  const refused = "invalid_argument invalid_argument 0\n";
  assert.deepEqual(ended, {
    status: 0,
    stdout: (refused.repeat(2) + "done\n".repeat(hosts.length + 1)).repeat(2),
    stderr: "",
  });
});

test("a redirect that the host hides or has followed is not taken for an answer", async (t) => {
  for (const response of [
    { type: "opaqueredirect", status: 0 },
    { type: "basic", status: 302 },
    { type: "basic", status: 200, redirected: true },
  ]) {
    const client = clientOf(t, await emulatorFor(t), { fetch: async () => /** @type {any} */ (response) });
    await assert.rejects(client.identifyUser(PARAMS), { kind: "connection", reason: "redirect", retryable: false });
  }
});

test("where compiling at once is not allowed, identifyUser waits by itself, and the rest says what to await", () => {
  const script = `
    WebAssembly.Module = function () { throw new RangeError("too large to be compiled at once"); };
    const { identifyUser, sign, ready } = await import("zvcms-openapi");
    const credentials = { openId: "a", grantCode: "b", openKey: "c" };
    try { sign(credentials); } catch ({ kind, code, message }) { console.log(kind, code, message.includes("await ready()")); }
    const answer = { status: true, code: 0, data: { user_info: { id: 7 } } };
    const fetch = async () => new Response(JSON.stringify(answer));
    console.log((await identifyUser({ ...credentials, fetch }, { type: 4, user_id: 7 })).id);
    await ready();
    console.log(Object.keys(sign(credentials)).length);`;
  const { stdout, stderr } = runScript(script);
  assert.deepEqual([stdout, stderr], ["environment wasm_not_started true\n7\n7\n", ""]);
});

const SIGNING = `
  const { sign, ready } = await import("zvcms-openapi");
  const credentials = { openId: "a", grantCode: "b", openKey: "c" };
  const say = (act) => act().catch(({ kind, code, message }) => console.log(kind, code, message));
  await say(async () => sign(credentials));
  await say(ready);
  console.log("goes on");`;

test("where memory is short it says so, and what helps; awaiting ready ends no process", {
  skip: process.platform !== "linux" && "there is no ulimit -v",
}, () => {
  const args = ["-c", 'ulimit -v 2097152; exec "$0" "$@"', process.execPath, "--input-type=module", "--eval", SIGNING];
  const { status, stdout, stderr } = spawnSync("sh", args, { cwd, encoding: "utf8" });
  assert.deepEqual([status, stderr], [0, ""]);
  const [first, second, last] = stdout.split("\n");
  assert.match(first, /^environment too_little_memory WebAssembly got no memory: the address space .*ulimit -v/);
  assert.deepEqual([second, last], [first, "goes on"]);
});

test("a Node that is too old is told which one is needed", () => {
  const { stdout, stderr } = runScript(`
    Object.defineProperty(process, "versions", { value: { node: "16.20.2" } });
    WebAssembly.Module = function () { throw new WebAssembly.CompileError("invalid value type 'externref'"); };
    WebAssembly.instantiate = async () => new WebAssembly.Module();
    ${SIGNING}`);
  const line = "environment host_too_old this Node is too old; Node 18.20 or newer is needed\n";
  assert.deepEqual([stdout, stderr], [`${line}${line}goes on\n`, ""]);
});

test("the emulator needs no global TextDecoder, which Jest's jsdom does not have", async (t) => {
  const emulator = await emulatorFor(t);
  const client = clientOf(t, emulator);
  // Node's fetch and the core take theirs at the first call.
  await client.identifyUser(PARAMS);
  const { TextDecoder } = globalThis;
  Reflect.deleteProperty(globalThis, "TextDecoder");
  t.after(() => {
    globalThis.TextDecoder = TextDecoder;
  });
  assert.equal((await client.identifyUser(PARAMS)).id, 10001);
});

test("a host whose Request cannot be had still fetches", async (t) => {
  const client = clientOf(t, await emulatorFor(t));
  const found = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(globalThis, "Request"));
  Object.defineProperty(globalThis, "Request", {
    configurable: true,
    get: () => assert.fail("no Request"),
  });
  t.after(() => Object.defineProperty(globalThis, "Request", found));
  assert.equal((await client.identifyUser(PARAMS)).id, 10001);
});

test("a fetch that takes the signal for none is asked without it, which is no other attempt", async (t) => {
  const emulator = await emulatorFor(t);
  /** What Node 24 says of the signals of Jest's jsdom. */
  const refusal = new TypeError(`RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.`);
  const client = clientOf(t, emulator, {
    fetch: async (url, init) => (init?.signal ? Promise.reject(refusal) : fetch(url, init)),
  });
  /** @type {number[]} */
  const attempts = [];
  const user = await client.identifyUser(PARAMS, { onResponse: (meta) => attempts.push(meta.attempts) });
  assert.deepEqual([user.id, attempts, emulator.requests.length], [10001, [1], 1]);
  const silent = clientOf(t, emulator, {
    fetch: async (_, init) => (init?.signal ? Promise.reject(refusal) : new Promise(() => {})),
  });
  const error = await failureOf(() => silent.identifyUser(PARAMS, { timeoutMs: 50 }));
  assert.deepEqual([error.kind, error.phase, error.attempts], ["timeout", "headers", 1]);
});

test("an error that nobody catches is not lost in the source of the package", () => {
  const { stderr } = runNode(["--eval", `require("zvcms-openapi").sign({ openId: "a", grantCode: "b", openKey: "" })`]);
  assert.match(stderr, /^ZvcmsError: invalid argument: openKey /m);
  assert.ok(stderr.length < 3000, `${stderr.length} characters`);
});

const { build } = createRequire(join(process.env.ZVCMS_TREE ?? cwd, "package.json"))("esbuild");

/** A program as a bundle for servers. @param {import("node:test").TestContext} t @param {string} program @param {string} format */
async function bundled(t, program, format) {
  const source = join(cwd, `bundle-${format}.mjs`);
  const outfile = join(cwd, `bundle-${format}.out.${format === "esm" ? "mjs" : "cjs"}`);
  t.after(() => {
    for (const file of [source, outfile]) rmSync(file, { force: true });
  });
  writeFileSync(source, program);
  await build({ entryPoints: [source], bundle: true, platform: "node", format, outfile, logLevel: "silent" });
  return outfile;
}

for (const format of ["esm", "cjs"]) {
  test(`a bundle for a server signs (${format})`, async (t) => {
    const program = `import { signature } from "zvcms-openapi";\nconsole.log(signature("key", "text"));\n`;
    const { stdout, stderr } = runNode([await bundled(t, program, format)]);
    assert.deepEqual([stdout, stderr], [`${hmac("key", "text")}\n`, ""]);
  });
}

test("an ES module bundle on Node 18 says that it needs a nonce or a later Node", async (t) => {
  const program = `
    import { sign } from "zvcms-openapi";
    Reflect.deleteProperty(globalThis, "crypto");
    process.getBuiltinModule = undefined;
    const credentials = { openId: "a", grantCode: "b", openKey: "c" };
    try { sign(credentials); } catch ({ kind, code, message }) { console.log(kind, code, message); }
    console.log(sign(credentials, { nonce: 1 }).Nonce);`;
  const { stdout, stderr } = runNode([await bundled(t, program, "esm")]);
  assert.match(stdout, /^environment no_random .*give sign a nonce, or run on Node 19 or later\n1\n$/);
  assert.equal(stderr, "");
});
