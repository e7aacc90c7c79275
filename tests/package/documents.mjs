// @ts-check
// Random JSON, ways to damage it, and what is promised of reading it: told with JSON.parse alone.

/** @import { Random } from "../random.mjs" */

export const MAX_DEPTH = 128;

const BLANKS = ["", "", "", "", " ", "\n", "\r\n\t"];
const DIGITS = [
  ..."0 0 1 9 10 12345 9007199254740991 9007199254740992 9007199254740993 99999999999999999999".split(" "),
  "123456789".repeat(40),
];
const FRACTIONS = ["", "", "", ".0", ".5", ".000", ".9007199254740993"];
const EXPONENTS = ["", "", "", "", "e0", "E+5", "e-7", "e308", "e309", "E-400", "e99999999999"];
const TEXTS = [
  ..."a 0智😀𠮷\u2028\u007f",
  "id",
  "__proto__",
  "constructor",
  "12345678",
  String.raw`\n`,
  String.raw`\/`,
  String.raw`\\`,
  String.raw`\"`,
  String.raw`\b\f\r\t`,
  String.raw`\u0061`,
  String.raw`\u0000`,
  String.raw`\ud83d\ude00`,
  String.raw`\uD842\uDFB7`,
  String.raw`\ud83d`,
  String.raw`\uDE00\ud83d`,
];

/** Writes JSON of about that size. @param {Random} random */
export function writer({ below, one, many }) {
  const number = () => one(["", "", "-"]) + one(DIGITS) + one(FRACTIONS) + one(EXPONENTS);
  const text = () => `"${many(below(4), () => one(TEXTS)).join("")}"`;
  /** @param {number} size @returns {string} */
  function value(size) {
    const inner = () => one(BLANKS) + value(size >> 1) + one(BLANKS);
    const count = below(Math.min(size, 6) + 1);
    const choice = below(size === 0 ? 6 : 10);
    if (choice === 0) return one(["null", "true", "false"]);
    if (choice < 3) return number();
    if (choice < 5) return text();
    if (choice === 5) return one(["[]", "{}", "[ ]", "{\n}"]);
    if (choice < 8) return `[${many(count, inner).join(",")}]`;
    const fields = many(count, () => `${one(BLANKS)}${text()}${one(BLANKS)}:${inner()}`);
    // A name that comes twice.
    if (count > 1 && below(4) === 0) fields.push(fields[0].replace(/:.*/s, `:${value(size >> 1)}`));
    return `{${fields.join(",")}}`;
  }
  return value;
}

const CHARACTERS = [...'"\\,:01-.e[]{} u\n\u0001/\u00e9\u2028\ufeff\f\v\u00a0'];

/** The text with one character changed, put in or taken out. @param {string} text @param {Random} random */
export function damaged(text, { below, once, one }) {
  const characters = [...text];
  characters.splice(below(characters.length + 1), below(2), ...(once(3) ? [] : [one(CHARACTERS)]));
  return characters.join("");
}

const SEQUENCES = [
  [0xef, 0xbb, 0xbf],
  [0xed, 0xa0, 0xbd],
  [0xc0, 0xaf],
  [0xf5, 0x80, 0x80, 0x80],
  [0xff, 0xfe],
  [0x0c],
];
const PUNCTUATION = [...Buffer.from('"\\,:01-.eE[]{} u\n')];

/** The bytes with a few of them changed, put in, taken out, moved or doubled. @param {Uint8Array} bytes @param {Random} random */
export function damagedBytes(bytes, { below, one }) {
  const all = [...bytes];
  for (let left = one([1, 1, 1, 2, 5]); left > 0; left--) {
    const [place, length] = [below(all.length + 1), below(one([2, 8]))];
    const part = all.slice(place, place + length);
    const ways = [
      () => all.splice(place, 1, (all[place] ?? 0) ^ (1 << below(8))),
      () => all.splice(place, 1, below(256)),
      () => all.splice(place, below(2), one(PUNCTUATION)),
      () => all.splice(place, 0, ...one(SEQUENCES)),
      () => all.unshift(...one(SEQUENCES)),
      () => all.splice(place, length),
      () => all.splice(place, 0, ...part),
      () => all.splice(below(all.length), 0, ...all.splice(place, length)),
      () => all.splice(place),
    ];
    one(ways)();
  }
  return new Uint8Array(all);
}

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[[{\]}]/g;

/** JSON with its numbers as we promise them. @param {string} json */
export function promised(json) {
  return json.replace(TOKENS, (token) => {
    if (!/^[-\d]/.test(token)) return token;
    const value = Number(token);
    const whole = /^(-?\d+)(?:\.0+)?$/.exec(token)?.[1];
    if (whole !== undefined && !Number.isSafeInteger(value)) return `"${whole}"`;
    return Number.isFinite(value) ? token : `"${token}"`;
  });
}

/** How deep JSON is nested. @param {string} json */
export function depthOf(json) {
  let [depth, deepest] = [0, 0];
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}

/** What JSON.parse makes of it, or undefined where it refuses. @param {string} text @returns {{ value: any } | undefined} */
export function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The text that bytes are, or undefined: the byte-order marks and blanks before it are skipped. @param {Uint8Array} bytes */
export function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).replace(/^[\ufeff \n\r\t]+/, "");
  } catch {
    return undefined;
  }
}
