// @ts-check
// Calls whose fetch never settles, until their deadline. Says how much memory they leave. Needs --expose-gc.
import { memoryPages, watchInstances } from "../../memory.mjs";

watchInstances();
const { Client } = await import("zvcms-openapi");
const { CREDENTIALS } = await import("../support.mjs");

const never = () => new Promise(() => {});
const stalling = async () => ({ status: 200, body: { getReader: () => ({ read: never, cancel: never }) } });
const clients = [never, stalling].map(
  (fetch) => new Client({ ...CREDENTIALS, fetch: /** @type {any} */ (fetch), timeoutMs: 1, maxRetries: 0 }),
);
const pages = [];
for (let round = 0; round < 20; round++) {
  const calls = Array.from({ length: 1000 }, (_, index) => clients[index % 2]?.call("a.b"));
  const kinds = await Promise.all(calls.map((call) => call?.catch(({ kind }) => kind)));
  if (kinds.some((kind) => kind !== "timeout")) throw new Error(`${kinds.find((kind) => kind !== "timeout")}`);
  /** @type {any} */ (globalThis).gc();
  await new Promise((resolve) => setTimeout(resolve, 2));
  pages.push(memoryPages());
}
console.log(JSON.stringify(pages));
