// @ts-check
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";
import * as esm from "zvcms-openapi";
import { CREDENTIALS, clientOf, copy as copyUrl, emulatorFor, failureOf } from "./support.mjs";

const require = createRequire(import.meta.url);
/** @type {typeof esm} */
const cjs = require("zvcms-openapi");
/** @type {typeof esm} */
const copy = await import(copyUrl);

const NAMES = [
  "Client",
  "ZvcmsError",
  "detectScheme",
  "explain",
  "identifyUser",
  "ready",
  "sign",
  "signature",
  "verify",
];

test("each entry exports exactly the public face", () => {
  for (const module of [esm, cjs, copy]) {
    assert.deepEqual(
      Object.keys(module)
        .filter((name) => name !== "default" && name !== "__esModule")
        .sort(),
      NAMES,
    );
  }
});

test("classes have their names in each entry, for consoles to show", async () => {
  for (const module of [esm, cjs, copy]) {
    assert.deepEqual([module.Client.name, Reflect.get(module.ZvcmsError, "name")], ["Client", "ZvcmsError"]);
    assert.match(
      inspect(await failureOf(() => module.sign(/** @type {any} */ (null)))),
      /^ZvcmsError: invalid argument/,
    );
    assert.equal(inspect(new module.Client(CREDENTIALS)), "Client {}");
  }
});

test("a process has one instance, whichever way it was loaded", async () => {
  for (const name of NAMES) assert.equal(Reflect.get(cjs, name), Reflect.get(esm, name), name);
  const error = await failureOf(() => cjs.sign(/** @type {any} */ (null)));
  assert.ok(error instanceof esm.ZvcmsError);
});

test("errors of another copy of the package are recognised", async () => {
  const error = await failureOf(() => copy.sign(/** @type {any} */ (null)));
  assert.equal(error instanceof esm.ZvcmsError, false);
  assert.equal(esm.ZvcmsError.is(error), true);
  for (const other of [null, undefined, {}, new Error("x"), "ZvcmsError", { name: "ZvcmsError", kind: "http" }]) {
    assert.equal(esm.ZvcmsError.is(other), false);
  }
});

test("options are read when a call is made, and may change afterwards", async (t) => {
  const { url, credentials } = await emulatorFor(t);
  // Node 18 has no global random source, and the entry for pages looks for no other.
  for (const { identifyUser, Client } of globalThis.crypto ? [esm, copy] : [esm]) {
    const options = { ...credentials, endpoint: url };
    const params = { type: /** @type {const} */ (4), user_id: 10001 };
    const calls = [identifyUser(options, params), new Client(options).identifyUser(params)];
    options.openKey = " ";
    params.user_id = 10002;
    for (const user of await Promise.all(calls)) assert.equal(user.id, 10001);
  }
});

test("ready can be awaited at any time, any number of times", async () => {
  assert.deepEqual(await Promise.all([esm.ready(), esm.ready(), cjs.ready()]), [undefined, undefined, undefined]);
  assert.equal(await esm.ready(), undefined);
});

test("a freed client refuses every use, and freeing it again does nothing", async (t) => {
  const { url, credentials } = await emulatorFor(t);
  const client = new esm.Client({ ...credentials, endpoint: url });
  client.free();
  client.free();
  for (const use of [
    () => client.sign(),
    () => client.identifyUser({ type: 4, user_id: 10001 }),
    () => client.call("communal.user.identity"),
  ]) {
    const error = await failureOf(use);
    assert.deepEqual([error.kind, error.code, error.issues.length], ["invalid_argument", "client_freed", 1]);
  }
});

test("a call in flight finishes after its client was freed", async (t) => {
  const client = clientOf(t, await emulatorFor(t));
  const call = client.identifyUser({ type: 4, user_id: 10001 });
  client.free();
  assert.equal((await call).id, 10001);
});

test("a client can be disposed of", { skip: !Symbol.dispose && "this Node has no Symbol.dispose" }, async () => {
  const client = new esm.Client(CREDENTIALS);
  client[Symbol.dispose]();
  assert.throws(() => client.sign(), { code: "client_freed" });
});

test("a client's methods refuse another this, which harms no other client", async () => {
  const client = new esm.Client(CREDENTIALS);
  for (const method of /** @type {const} */ (["sign", "identifyUser", "call", "free"])) {
    const error = await failureOf(() => Reflect.apply(/** @type {any} */ (client[method]), undefined, []));
    assert.ok(error instanceof esm.ZvcmsError && error.kind === "invalid_argument", method);
    const message = "must be a Client: call the method as client.sign(), not detached from its client";
    assert.deepEqual(error.issues, [{ path: "this", code: "wrong_type", message }]);
  }
  assert.equal(client.sign().OpenId, CREDENTIALS.openId);
  assert.throws(() => Reflect.apply(/** @type {any} */ (esm.Client), undefined, [CREDENTIALS]), TypeError);
  client.free();
});
