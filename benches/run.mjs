// @ts-check
// Side by side in one run: only the ratios mean anything. Needs a built package (npm run build).
import { createHmac } from "node:crypto";
import { Client } from "zvcms-openapi";
import { startEmulator } from "zvcms-openapi/emulator";

const CREDENTIALS = { openId: "6dc05b4ac175cf316d226252b05cf685", grantCode: "782c281f62", openKey: "a key of no one" };

await signing();
await reading();

async function signing() {
  const client = new Client(CREDENTIALS);
  const request = { timestamp: 1547186244, nonce: 658965, params: { type: 3, user_code: "a" } };
  await compare("signing a request, body in hand", {
    "node:crypto": () => {
      const text = `GrantCode=${CREDENTIALS.grantCode}&Nonce=658965&OpenId=${CREDENTIALS.openId}&Timestamp=1547186244`;
      return encodeURIComponent(createHmac("sha1", CREDENTIALS.openKey).update(text).digest("base64"));
    },
    "zvcms-openapi": () => client.sign(request),
  });
}

async function reading() {
  const bodies = new Map();
  for (const dialect of /** @type {const} */ (["typed", "strings", "php"])) {
    bodies.set(dialect, await recorded(dialect));
  }
  for (const [dialect, bytes] of bodies) {
    const answer = { status: 200, arrayBuffer: async () => bytes };
    const client = new Client({ ...CREDENTIALS, fetch: async () => answer });
    const decoder = new TextDecoder();
    const text = decoder.decode(bytes);
    await compare(`reading 200 coupons, ${dialect}, ${bytes.length} bytes`, {
      "JSON.parse": async () => JSON.parse(text),
      "decode and JSON.parse": async () => JSON.parse(decoder.decode(bytes)),
      "zvcms-openapi, the whole call": () => client.identifyUser({ type: 4, user_id: 1, point_rules: 1 }),
    });
  }
}

/** @param {"typed" | "strings" | "php"} dialect */
async function recorded(dialect) {
  const emulator = await startEmulator({ dialect });
  const member = emulator.members.find(({ user }) => user.user_coupons.length === 200);
  const client = new Client({ ...emulator.credentials, endpoint: emulator.url });
  const body = client.sign({ params: { type: 4, user_id: member?.login.user_id, point_rules: 1 } });
  const response = await fetch(emulator.url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const bytes = await response.arrayBuffer();
  await emulator.close();
  return new Uint8Array(bytes);
}

/**
 * Runs the candidates in turns, and prints the best of each against the first.
 * @param {string} what
 * @param {Record<string, () => unknown>} candidates
 */
async function compare(what, candidates) {
  const best = new Map(Object.keys(candidates).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < 40; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const start = performance.now();
      for (let time = 0; time < 50; time++) await run();
      best.set(name, Math.min(best.get(name) ?? 0, (performance.now() - start) / 50));
    }
  }
  const [first] = best.values();
  console.log(`\n${what}`);
  for (const [name, milliseconds] of best) {
    console.log(
      `  ${name.padEnd(30)} ${(milliseconds / (first ?? 1)).toFixed(2)}   (${(milliseconds * 1000).toFixed(1)} µs)`,
    );
  }
}
