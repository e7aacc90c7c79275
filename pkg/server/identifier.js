// @ts-check
// Who is looked up, however it is written. Databases take "A-1", "a-1" and full-width letters for the same; whoever tries
// passwords must not get more attempts by another spelling.

/** Which field says who it is. @type {Record<number, string>} */
const FIELDS = { 1: "mobile", 2: "card_number", 3: "user_code", 4: "user_id" };

/** @param {any} params @returns {string} */
export function identifierOf(params) {
  const given = String(params[FIELDS[params.type]]);
  const bare = bareOf(given) || given;
  if (params.type === 1) return bare.replace(/^(00)?86(?=1\d{10}$)/, "");
  return params.type === 4 ? bare.replace(/^0+/, "") : bare;
}

/** Letters and digits without accents, in lower case. @param {string} text */
function bareOf(text) {
  const letters = text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  return letters.replace(/\p{Nd}/gu, digitOf).toLowerCase();
}

/** The digit of any script in ASCII: each script has its ten in a row. @param {string} digit */
function digitOf(digit) {
  const isDigit = (/** @type {number} */ point) => /\p{Nd}/u.test(String.fromCodePoint(point));
  const point = Number(digit.codePointAt(0));
  let value = 0;
  while (isDigit(point - value - 1)) value += 1;
  return String(value % 10);
}
