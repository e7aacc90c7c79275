// @ts-check
// What the docs say: every block of code compiles, the blocks marked "runs" run, every link leads somewhere, and
// docs/errors.md names the codes that the sources can give, and no other.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { withExcerpts } from "../../scripts/lib/sources.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** @param {string} path */
const read = (path) => readFileSync(join(root, path), "utf8");

const texts = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "tests/BREAKS.md"];
const documents = [...texts, ...markdownIn("docs"), ...markdownIn("examples")];
const blocks = documents.flatMap(blocksOf);

// Inside the checkout, so that `zvcms-openapi` and the types of Node are found.
mkdirSync(join(root, "target"), { recursive: true });
const folder = mkdtempSync(join(root, "target/docs-"));
after(() => rmSync(folder, { recursive: true }));
for (const { file, code } of blocks) writeFileSync(join(folder, file), code);

/** What the host has where a block is used. */
const PLACEHOLDERS = `declare function defineNuxtConfig<T>(config: T): T;
declare const uni: { request: import("zvcms-openapi/browser").RequestLike };
declare const wx: {
  request: import("zvcms-openapi/browser").RequestLike;
  cloud: { callFunction(options: { name: string; data: object }): Promise<{ result: any }> };
};
`;

test("every block of code compiles under --strict", () => {
  assert.ok(blocks.length > 10, "the blocks are found");
  const tsconfig = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { strict: true, moduleDetection: "force", exactOptionalPropertyTypes: false },
    include: ["*"],
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  writeFileSync(join(folder, "placeholders.d.ts"), PLACEHOLDERS);
  const { status, stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["--project", folder], {
    cwd: folder,
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout);
});

const examples = blocks.filter(({ runs }) => runs);

test("the first block of each README and one of the guide to testing are run", () => {
  for (const name of ["README.md", "README.zh-CN.md"]) {
    const first = blocks.find(({ document }) => document === name);
    assert.ok(first?.runs, `${name} begins with an example that runs`);
  }
  assert.ok(examples.some(({ document }) => document === "docs/testing.md"));
});

for (const { document, line, file, code } of examples) {
  test(`${document}:${line} runs, and prints what it says it prints`, () => {
    // Without the variable by which node:test knows its children: an example that is a test reports to a person.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const stdout = execFileSync(process.execPath, [join(folder, file)], { encoding: "utf8", timeout: 30_000, env });
    for (const [, promised] of code.matchAll(/\/\/ → (.+)$/gm)) assert.ok(stdout.includes(promised), stdout);
  });
}

test("the READMEs show the examples as they are in their files", () => {
  for (const name of ["README.md", "README.zh-CN.md"]) {
    const text = read(name);
    assert.equal(text.match(/^<!-- from examples/gm)?.length, 4);
    assert.equal(text, withExcerpts(text), `${name} differs: npm run build puts that right`);
  }
});

test("every relative link leads to a file, and to a heading in it", () => {
  for (const document of documents) {
    for (const [, target] of read(document).matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)) {
      const [path, anchor] = target.split("#");
      const linked = path ? join(dirname(document), path) : document;
      assert.ok(existsSync(join(root, linked)), `${document} links to ${target}`);
      if (anchor) assert.ok(anchorsOf(linked).includes(anchor), `${document} links to ${target}`);
    }
  }
});

test("docs/errors.md names each code that the sources can give, and no other", () => {
  const inSources = [
    ...codesIn(wordsOf("HostFeature"), wordsOf("Reason"), wordsOf("Phase"), wordsOf("BadBody")),
    ...found(["src/error.rs"], /Self::new\(Kind::\w+, "([a-z_]+)"/g),
    ...found(["src/error.rs"], /format!\("((?:http|vendor)_)\{/g).flatMap((start) =>
      start === "http_" ? "http_<status>" : ["vendor_<digits>", "vendor_other"],
    ),
    ...found(["pkg/src/core.js", "pkg/src/client.js"], /(?<=internal\(\s*|return \[\s*)"([a-z_]+)"/g),
    // The code of its issue.
    "client_freed",
  ];
  assert.deepEqual(namedIn(sectionsOf("docs/errors.md").get("Kinds and codes"), 1), sorted(inSources));
});

test("docs/errors.md and docs/storefront.md name each code that a route can answer, and no other", () => {
  const inSources = found(["pkg/server/answers.js"], /(?:http\(\d+, |business\(|code: )"([a-z_]+)"/g);
  assert.deepEqual(namedIn(sectionsOf("docs/errors.md").get("Codes of the route"), 0), sorted(inSources));
  const table = sectionsOf("docs/storefront.md").get("Statuses and codes") ?? "";
  assert.deepEqual(namedIn(table, 0), sorted(inSources));
  const statuses = [...read("pkg/server/answers.js").matchAll(/http\((\d+), "([a-z_]+)"/g)];
  assert.ok(statuses.length >= 9);
  for (const [, status, code] of statuses) assert.match(table, new RegExp(`^\\| \`${code}\` \\|.* ${status}\\b`, "m"));
});

test("docs/errors.md names each code that the entry for pages can give by itself, and no other", () => {
  const made = "pkg/browser/failures.js";
  const reasons = [...found([made], /^ {2}([a-z_]+): "/gm), ...found(["pkg/browser/exchange.js"], /: "([a-z]+)";$/gm)];
  const inSources = [
    ...found([made], /failure\("[a-z_]+", "([a-z_]+)"/g),
    ...found(["pkg/browser/answer.js"], /unreadable\(status, "([a-z_]+)"/g),
    ...reasons.map((reason) => `connection_${reason}`),
    ...found(["pkg/browser/exchange.js"], /timedOut\("([a-z]+)"/g).map((phase) => `timeout_${phase}`),
    ...found([made], /`(http_)\$\{/g).map((start) => `${start}<status>`),
  ];
  const section = sectionsOf("docs/errors.md").get("Errors of pages");
  assert.deepEqual(namedIn(section, 0), sorted(inSources));
  const known = namedIn(sectionsOf("docs/errors.md").get("Kinds and codes"), 1);
  assert.deepEqual(
    inSources.filter((code) => !known.includes(code)),
    [],
    "they mean what the same codes of the main entry mean",
  );
});

test("docs/errors.md names each code of an issue, and no other", () => {
  const inSources = codesIn(wordsOf("Fault"));
  assert.deepEqual(namedIn(sectionsOf("docs/errors.md").get("Issues"), 0), sorted(inSources));
});

test("docs/errors.md and both READMEs name each kind, and no other", () => {
  const inTypes = [...read("pkg/types/index.d.ts").matchAll(/readonly kind: ([^;]+);/g)].flatMap(([, union]) =>
    [...union.matchAll(/"([a-z_]+)"/g)].map(([, kind]) => kind),
  );
  assert.deepEqual(namedIn(sectionsOf("docs/errors.md").get("Kinds and codes"), 0), sorted(inTypes));
  assert.deepEqual(namedIn(sectionsOf("README.md").get("Errors"), 0), sorted(inTypes));
  assert.deepEqual(namedIn(sectionsOf("README.zh-CN.md").get("错误"), 0), sorted(inTypes));
});

test("both READMEs show the same fields of the answer as the declarations", () => {
  const types = read("pkg/types/index.d.ts");
  for (const name of ["UserInfo", "Wealth", "Coupon", "PayRule"]) {
    const [, body] = new RegExp(`export interface ${name} \\{(.*?)\\n\\}`, "s").exec(types) ?? ["", ""];
    const fields = [...body.matchAll(/^ {2}(\w+): /gm)].map(([, field]) => field);
    for (const readme of ["README.md", "README.zh-CN.md"]) {
      const [, table] = new RegExp(`^\\| \`${name}\` \\|.*?\\n(.*?)\\n\\n`, "ms").exec(read(readme)) ?? ["", ""];
      assert.deepEqual(namedIn(table, 0), sorted(fields), `${name} in ${readme}`);
    }
  }
});

/** @param {string} folder */
function markdownIn(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

/**
 * The blocks of code that are JavaScript or TypeScript. A comment in the line before one says more about it:
 * `<!-- continues -->` puts it behind the block before, `<!-- runs -->` has it run.
 * @param {string} document
 */
function blocksOf(document) {
  /** @type {{ document: string, line: number, file: string, code: string, runs: boolean }[]} */
  const found = [];
  // Excerpts of the examples are compiled and run there.
  const own = read(document).replace(/^<!-- from .*? -->\n```ts\n.*?^```$/gms, (excerpt) =>
    excerpt.replace(/[^\n]/g, ""),
  );
  for (const match of own.matchAll(/(?:^<!-- ([a-z, ]+) -->\n)?^```(js|ts)\n(.*?)^```$/gms)) {
    const [, marks = "", language, code] = match;
    const line = match.input.slice(0, match.index).split("\n").length;
    const file = `${document.replaceAll(/\W/g, "-")}-${line}.m${language}`;
    const before = marks.includes("continues") ? (found[found.length - 1]?.code ?? "") : "";
    found.push({ document, line, file, code: before + code, runs: marks.includes("runs") });
  }
  return found;
}

/**
 * The text under each heading of the second level.
 * @param {string} document
 */
function sectionsOf(document) {
  const sections = read(document).split(/^## /m).slice(1);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf("\n")), section]));
}

/**
 * The anchors of the headings, as code hosts make them.
 * @param {string} document
 */
function anchorsOf(document) {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/**
 * What stands between backticks in a column of the tables of a text. A row begins with such a name; heads do not.
 * @param {string | undefined} text
 * @param {number} column
 */
function namedIn(text = "", column) {
  const cells = [...text.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row.split(" | ")[column]);
  return sorted(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
}

/**
 * What a pattern finds in some files before their tests begin.
 * @param {string[]} paths
 * @param {RegExp} pattern
 */
function found(paths, pattern) {
  const all = paths
    .flatMap((path) => [...read(path).split("#[cfg(test)]")[0].matchAll(pattern)])
    .map(([, code]) => code);
  assert.ok(all.length > 0, `${pattern} finds something in ${paths}`);
  return all;
}

/** What src/words.rs says of the variants of an enum. @param {string} name */
function wordsOf(name) {
  const part = read("src/words.rs")
    .split(/^impl /m)
    .find((part) => part.startsWith(name));
  assert.ok(part, name);
  return part;
}

/** @param {string[]} parts */
const codesIn = (...parts) =>
  parts.flatMap((part) => [...part.matchAll(/\(\s*"([a-z0-9_]+)",/g)].map(([, code]) => code));

/** @param {string[]} codes */
function sorted(codes) {
  return [...new Set(codes)].sort();
}
