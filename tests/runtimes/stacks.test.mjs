// @ts-check
// Whoever reads the stack of an error finds the own line that asked, and nothing of the package's inside above it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startEmulator } from "zvcms-openapi/emulator";
import { freePort } from "../free-port.mjs";
import { oldestNode, programs } from "./runtimes.mjs";

/** @typedef {import("zvcms-openapi/emulator").Fault} Fault */

/** What goes wrong for each member. @type {Record<string, import("zvcms-openapi/emulator").FaultName | Fault | undefined>} */
const FAULTS = {
  none: undefined,
  silent: { kind: "delay", ms: 3_600_000 },
  http: "status-403",
  busy: "status-503",
  decode: "html",
  business: "business-error",
  system: "system-error",
};
/** Places inside of Node, Deno and Bun, and the method that was called, where it is still running. */
const FINE = /\((?:node:internal\/|ext:|native:)|at \w+\.identifyUser /;
const FIRST_ID = 10_001;
const ids = Object.fromEntries(Object.keys(FAULTS).map((name, index) => [name, FIRST_ID + index]));

const FAILURES = [
  ...["invalid_argument", "environment", "connection", "timeout", "aborted", "aborted before"],
  ...["http", "http after another attempt", "decode", "business", "system", "internal", "internal for another call"],
];

for (const { name, missing, run } of [oldestNode, ...programs]) {
  describe(`in ${name}`, { skip: missing }, () => {
    /** @type {import("zvcms-openapi/emulator").Emulator} */
    let emulator;
    /** @type {{ failure: string, kind?: string, stack?: string }[]} */
    let lines;
    before(async () => {
      const faults = Object.values(FAULTS);
      emulator = await startEmulator({ faults: ({ params }) => faults[Number(params.user_id) - FIRST_ID] });
      const { url: endpoint, credentials } = emulator;
      const refusing = `http://127.0.0.1:${await freePort()}/`;
      lines = await run("stacks.mjs", { endpoint, refusing, credentials, ids });
    });
    after(() => emulator?.close());

    for (const failure of FAILURES) {
      test(`the stack of an error shows who asked: ${failure}`, () => {
        const line = lines.find((it) => it.failure === failure);
        assert.equal(line?.kind, failure.split(" ")[0]);
        const frames = String(line?.stack)
          .split("\n")
          .filter((text) => /^\s+at /.test(text));
        const caller = frames.findIndex((frame) => frame.includes("whoeverAsks"));
        assert.notEqual(caller, -1, `the caller is missing:\n${line?.stack}`);
        const above = frames.slice(0, caller).filter((frame) => !FINE.test(frame));
        assert.deepEqual(above, [], `above the caller:\n${line?.stack}`);
      });
    }
  });
}
