// @ts-check
// What is done to wasm-bindgen's glue so that every instance of the core has its own, wherever it runs.

/** The facilities that the glue takes from its surroundings, and that a host may have to be given. */
export const FACILITIES = ["TextEncoder", "TextDecoder", "crypto", "queueMicrotask"];

/**
 * Makes a module of a script that assigns one global: a factory of it.
 * @param {string} script
 * @param {string} result the name of what it assigns
 */
export function asFactory(script, result) {
  return `export function create({ ${FACILITIES.join(", ")} }) {\n${script}\nreturn ${result};\n}\n`;
}

/**
 * Makes the glue look at the memory itself before it trusts a view of it. Its own checks know only memories that are
 * detached when they grow, which one translated to JavaScript is not: a stale view gives wrong signatures.
 * @param {string} glue
 */
export function renewViews(glue) {
  const stale = /if \((cached\w+Memory0) === null \|\| [^{]*\) \{/g;
  const names = new Set();
  const renewed = glue.replace(stale, (_, name) => {
    names.add(name);
    return `if (${name} === null || ${name}.buffer !== wasm.memory.buffer) {`;
  });
  const views = glue.match(/(?:let|var) cached\w+Memory0\b/g) ?? [];
  if (names.size === 0 || names.size !== views.length) {
    throw new Error(`the views of wasm-bindgen's glue have changed: ${[...names]} of ${views.length} were patched`);
  }
  return renewed;
}

/**
 * Makes a module of what wasm2js wrote: a function that takes the imports, instead of one instance at once.
 * @param {string} script
 */
export function asFunction(script) {
  const start = script.indexOf("\n", script.indexOf("import * as "));
  const end = script.indexOf("var retasmFunc = asmFunc(");
  if (start < 0 || end < 0) throw new Error("wasm2js writes its modules in another form now");
  return `${script.slice(start, end)}\nexport { asmFunc as translated };\n`;
}
