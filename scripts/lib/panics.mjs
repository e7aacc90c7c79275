// @ts-check
// Takes out of the core what only runs after a panic. A panic ends the instance in any case, and the loader starts
// another; the message that the standard library would format on the way is read by nobody.
import binaryen from "binaryen";
import { DATA, sectionIn } from "./section.mjs";

/** Where panics begin. None of these ever returns. */
const ENTRIES = [
  /^core\[\w+\]::panicking::panic/,
  /^core\[\w+\]::panicking::assert_failed/,
  /^core\[\w+\]::slice::index::slice_index_fail$/,
  /^core\[\w+\]::slice::copy_from_slice_impl::len_mismatch_fail$/,
  /^core\[\w+\]::option::expect_failed$/,
  /^core\[\w+\]::result::unwrap_failed$/,
  /^core\[\w+\]::cell::panic_already_/,
  /^alloc\[\w+\]::raw_vec::(handle_error|capacity_overflow)$/,
  /^alloc\[\w+\]::alloc::handle_alloc_error$/,
];

/** How their messages are formatted and carried. Tables of methods keep these, though nothing calls them any more. */
const MESSAGES = [
  /^<.* as core(\[\w+\])?::fmt::\w+>::/,
  /^<?core(\[\w+\])?::fmt::/,
  /^<.* as core\[\w+\]::panic::PanicPayload>::/,
];

/**
 * The same module, every panic a trap at the place where it begins.
 * @param {Uint8Array} wasm with the names of its functions
 * @returns {Uint8Array}
 */
export function trapAtPanics(wasm) {
  const module = binaryen.readBinary(wasm);
  const functions = [];
  for (let index = 0; index < module.getNumFunctions(); index++) {
    functions.push(binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
  }
  for (const pattern of [...ENTRIES, ...MESSAGES]) {
    const found = functions.filter(({ name }) => pattern.test(name));
    if (found.length === 0) throw new Error(`the core has no ${pattern} any more`);
    for (const { name, params, results } of found) {
      if (ENTRIES.includes(pattern) && results !== binaryen.none) throw new Error(`${name} is no mere panic`);
      module.removeFunction(name);
      module.addFunction(name, params, results, [], module.unreachable());
    }
  }
  refuseCalls(module.emitText());
  binaryen.setDebugInfo(true);
  return withoutPlaces(module.emitBinary());
}

/**
 * Panics would have named the file of their place.
 * @param {Uint8Array} wasm
 */
function withoutPlaces(wasm) {
  const [from, to] = sectionIn(wasm, DATA);
  const text = Buffer.from(wasm.subarray(from, to)).toString("latin1");
  const places = [...text.matchAll(/(?:\/?[\w.-]+\/)+[\w.-]+\.rs(?![\w.])/g)];
  if (places.length === 0) throw new Error("the core names no places of panics any more");
  const cleared = wasm.slice();
  for (const { index, 0: place } of places) cleared.fill(0, from + index, from + index + place.length);
  return cleared;
}

/**
 * Formatting for any other purpose would trap now.
 * @param {string} text the module
 */
function refuseCalls(text) {
  for (const body of text.split("\n (func $").slice(1)) {
    for (const [, quoted, plain] of body.matchAll(/\(call \$(?:"([^"]+)"|([^\s)]+))/g)) {
      const callee = quoted ?? plain;
      if (MESSAGES.some((pattern) => pattern.test(callee))) {
        throw new Error(`${body.slice(0, body.indexOf("\n"))} calls ${callee}: text has other helpers`);
      }
    }
  }
}
