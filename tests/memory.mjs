// @ts-check
// What a process holds, and what is in the memory of the core.
import { setTimeout } from "node:timers/promises";

/** Options of Node for `look`. A young generation of fixed size: else the engine lets it grow by 16 MiB and more, whatever runs. */
export const FLAGS = ["--expose-gc", "--max-semi-space-size=1"];

/** @type {WeakRef<WebAssembly.Memory>[]} */
const seen = [];

/** The package does not show its memory, so instances are seen when they are made. Comes before the package. */
export function watchInstances() {
  WebAssembly.Instance = class extends WebAssembly.Instance {
    /** @param {[WebAssembly.Module, WebAssembly.Imports?]} given */
    constructor(...given) {
      super(...given);
      for (const value of Object.values(this.exports)) {
        if (value instanceof WebAssembly.Memory) seen.push(new WeakRef(value));
      }
    }
  };
}

/** What the memories of all instances hold that are still there. */
export const buffers = () => seen.flatMap((memory) => memory.deref()?.buffer ?? []);

/** How many pages of 64 KiB they have together. */
export const memoryPages = () => buffers().reduce((sum, { byteLength }) => sum + byteLength, 0) / 65_536;

/** How many instances were started. */
export const instances = () => seen.length;

/**
 * In MiB, the least of some looks with a little work between: the engine keeps buffers of some MiB for a while after
 * much work, and gives them back in the collections that follow.
 * @param {(times: number) => Promise<void>} work
 * @param {number} times
 */
export async function look(work, times) {
  const usages = [];
  for (let time = 0; time < 10; time++) {
    await work(times);
    await setTimeout(50);
    globalThis.gc?.();
    usages.push(process.memoryUsage());
  }
  return {
    wasm: memoryPages() / 16,
    heap: Math.min(...usages.map(({ heapUsed }) => heapUsed)) / 2 ** 20,
    rss: Math.min(...usages.map(({ rss }) => rss)) / 2 ** 20,
  };
}
