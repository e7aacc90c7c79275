// @ts-check
// The package in real runtimes, each in a process of its own, against servers of this one.
import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { provoke } from "./causes.mjs";
import { makeAuthority } from "./certificates.mjs";
import { runtimes, withholding } from "./runtimes.mjs";
import { DOCUMENTED, TOLD } from "./told.mjs";
import { tree } from "./tree.mjs";

const CREDENTIALS = {
  openId: "fake-open-id-for-test-only-0001",
  grantCode: "fake-grant-code-0001",
  openKey: "fake-open-key-for-test-only-0001",
};
const PATIENCE = 20_000;
/** Where nothing comes, or no more. */
const STALLS = ["no answer", "a body that stalls"];
const hmac = (/** @type {string} */ key, /** @type {string} */ text) =>
  createHmac("sha1", key).update(text).digest("base64");

const ca = await makeAuthority();
const { endpoints, close } = await provoke(ca);
after(close);
const calls = endpoints.map(({ cause, endpoint }) => ({
  cause,
  endpoint,
  timeoutMs: STALLS.includes(cause) ? 1000 : PATIENCE,
}));
const [stalling] = calls.filter(({ cause }) => cause === "no answer");
const ABORT = { ...stalling, cause: "an abort", timeoutMs: PATIENCE, abortAfterMs: 100 };

test("the table of what is told has each cause that is provoked", () => {
  assert.deepEqual(Object.keys(TOLD).sort(), [...calls, ABORT].map(({ cause }) => cause).sort());
});

for (const [what, causes] of Object.entries(DOCUMENTED)) {
  test(`the documents tell what hosts tell: ${what}`, () => {
    const [row] = readFileSync(join(tree, "docs/environments.md"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith(`| ${what} |`));
    const [Node, Deno, Bun, workerd] = [...row.matchAll(/`(\w+)`/g)].map(([, reason]) => `connection_${reason}`);
    assert.notEqual(causes.length, 0);
    for (const cause of causes) assert.deepEqual({ Node, Deno, Bun, workerd }, TOLD[cause], cause);
  });
}

for (const { name, missing, start } of runtimes) {
  describe(`in ${name}`, { skip: missing }, () => {
    /** @type {import("./runtimes.mjs").Started} */
    let started;
    /** @type {Promise<any[]>} */
    let outcomes;
    before(async () => {
      started = await start(ca.cert);
      outcomes = started.run({ credentials: CREDENTIALS, calls: [...calls, ABORT] });
      await outcomes;
    });
    after(() => started?.end());

    for (const [cause, told] of Object.entries(TOLD)) {
      test(`${cause} is told as ${told[name]}`, async () => {
        const { isOurs, told: error, data } = (await outcomes).find((outcome) => outcome.cause === cause);
        if (told[name] === "success") return assert.equal(data, 7);
        assert.deepEqual([error?.code, isOurs, error?.attempts], [told[name], true, 1], JSON.stringify(error));
        const reason = /^connection_(.*)/.exec(told[name])?.[1];
        assert.deepEqual([error.kind === "connection", error.reason], [reason !== undefined, reason]);
        const isFinal = ["tls", "redirect", "forbidden"].includes(reason ?? "");
        if (reason) assert.equal(error.retryable, !isFinal);
      });
    }

    test("signatures are those of node:crypto", async () => {
      const lengths = [0, 1, 63, 64, 65, 5000];
      const texts = lengths.map((length) => ({
        key: `密${randomBytes(length).toString("hex")}`,
        text: "é".repeat(length),
      }));
      const [{ signatures }, { signed }] = await started.run({ credentials: CREDENTIALS, texts });
      assert.deepEqual(
        signatures,
        texts.map(({ key, text }) => hmac(key, text)),
        JSON.stringify(texts),
      );
      const { openId, grantCode, openKey } = CREDENTIALS;
      const text = `GrantCode=${grantCode}&Nonce=12345&OpenId=${openId}&Timestamp=1700000000`;
      assert.equal(signed.Token, encodeURIComponent(hmac(openKey, text)));
    });

    test("a member of the emulator is identified", async (t) => {
      const { url: endpoint, credentials, members, close } = await startEmulator();
      t.after(close);
      const { login, user } = members[0];
      const params = { type: 1, mobile: login.mobile, password: login.password, point_rules: 1 };
      const [found] = await started.run({ credentials, member: { endpoint, credentials, params } });
      assert.deepEqual(found.user, user);
    });
  });
}

for (const { name, missing, run } of withholding) {
  test(`in ${name} a network that is withheld is told as connection_forbidden`, { skip: missing }, async () => {
    for (const endpoint of ["http://127.0.0.1:8080/redirect", "http://shop.example/redirect"]) {
      const calls = [{ cause: "a permission", endpoint, timeoutMs: PATIENCE }];
      const [{ told }] = await run("child.mjs", { credentials: CREDENTIALS, calls });
      const { kind, reason, code, retryable, attempts } = told;
      assert.deepEqual([kind, reason, code], ["connection", "forbidden", "connection_forbidden"]);
      assert.deepEqual([retryable, attempts], [false, 1]);
    }
  });
}
