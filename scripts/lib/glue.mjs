// @ts-check
// What is done to wasm-bindgen's glue so that every instance of the core has its own, wherever it runs.

/** The facilities that the glue takes from its surroundings, and that a host may have to be given. */
export const FACILITIES = ["TextEncoder", "TextDecoder", "crypto"];

/**
 * Makes a factory of a module: what it exports, anew at each call.
 * @param {string} module whose last statement exports everything
 */
export function asFactory(module) {
  const [exports, ...more] = module.match(/^export \{[^}]*\};\s*$/gm) ?? [];
  if (!exports || more.length > 0) throw new Error("the glue does not export all its names in one place");
  const results = exports.replace("export", "return").replaceAll(/(\w+) as ([\w$]+)/g, "$2: $1");
  return `export function create({ ${FACILITIES.join(", ")} }) {\n${module.replace(exports, () => results)}\n}\n`;
}

/**
 * Gives the glue the short names under which the optimised core imports and exports.
 * @param {string} glue a module, before {@link asFactory}
 * @param {{ imports: [string, string, string][], exports: [string, string][] }} names pairs of old and new
 */
export function rename(glue, { imports, exports }) {
  let renamed = glue;
  for (const [, name, short] of imports) renamed = replaceOne(renamed, `  ${name},`, `  ${name} as ${short},`);
  const short = new Map(exports);
  return renamed.replaceAll(/\bwasm\.(\w+)/g, (_, name) => {
    if (!short.has(name)) throw new Error(`the core does not export ${name}`);
    return `wasm.${short.get(name)}`;
  });
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function replaceOne(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${from.trim()} is ${parts.length - 1} times in the glue`);
  return parts.join(to);
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
