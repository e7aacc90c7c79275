// @ts-check
// What a process holds. It has to be started with these options of Node.
import { setTimeout } from "node:timers/promises";

/** A young generation of fixed size: else the engine lets it grow by 16 MiB and more, whatever runs. */
export const FLAGS = ["--expose-gc", "--max-semi-space-size=1"];

/** @type {WeakRef<WebAssembly.Memory>[]} */
const memories = [];

/** The package does not show its memory, so instances are seen when they are made. Comes before the package. */
export function watchInstances() {
  WebAssembly.Instance = class extends WebAssembly.Instance {
    /** @param {[WebAssembly.Module, WebAssembly.Imports?]} given */
    constructor(...given) {
      super(...given);
      for (const value of Object.values(this.exports)) {
        if (value instanceof WebAssembly.Memory) memories.push(new WeakRef(value));
      }
    }
  };
}

/**
 * In MiB, the least of some looks with a little work between: the engine keeps buffers of some MiB for a while after
 * much work, and gives them back in the collections that follow.
 * @param {(times: number) => Promise<void>} work
 * @param {number} times
 */
export async function look(work, times) {
  const seen = [];
  for (let time = 0; time < 10; time++) {
    await work(times);
    await setTimeout(50);
    globalThis.gc?.();
    seen.push(process.memoryUsage());
  }
  const live = memories.map((memory) => memory.deref()?.buffer.byteLength ?? 0);
  return {
    wasm: live.reduce((sum, length) => sum + length, 0) / 2 ** 20,
    heap: Math.min(...seen.map(({ heapUsed }) => heapUsed)) / 2 ** 20,
    rss: Math.min(...seen.map(({ rss }) => rss)) / 2 ** 20,
  };
}
