// @ts-check
// identifyUser() with a fetch that costs nothing, against reading the same answer by hand and with validators.
import assert from "node:assert/strict";
import { record } from "../lib/bodies.mjs";
import { load } from "../lib/builds.mjs";
import { CREDENTIALS, newNonce, now, signature, stringToSign } from "../lib/by-hand.mjs";
import { interleave, ratio } from "../lib/measure.mjs";
import { figures, toTable } from "../lib/result.mjs";
import { validators } from "../lib/schemas.mjs";

const BY_HAND = "one createHmac, then JSON.parse";
const PARAMS = { type: 4, user_id: 10004, point_rules: 1 };
const REACH = { 10: 2.2, 200: 2.1 };

/** @param {import("../lib/result.mjs").RowOptions} options */
export async function measure({ builds, isQuick }) {
  /** @type {import("../lib/result.mjs").RowResult} */
  const result = { goals: [], tables: [] };
  const packages = await Promise.all(builds.map(async (build) => ({ ...build, loaded: await load(build.dist) })));
  const [{ dist, loaded }] = /** @type {[any]} */ (packages);
  for (const coupons of /** @type {const} */ ([10, 200])) {
    for (const dialect of /** @type {const} */ (["typed", "strings"])) {
      const bytes = await record({ dist, load: loaded, dialect, member: "many-coupons", coupons });
      const fetch = async () => new Response(bytes);
      const readByHand = async () => {
        signature(stringToSign(now(), newNonce()));
        const response = await fetch();
        return JSON.parse(await response.text());
      };
      const candidates = [{ name: BY_HAND, run: async () => (await readByHand()).data.user_info }];
      for (const { label, loaded } of packages) {
        const client = new loaded.Client({ ...CREDENTIALS, fetch });
        candidates.push({ name: label, run: () => client.identifyUser(PARAMS) });
      }
      for (const { name, read } of validators(dialect)) {
        candidates.push({ name: `${name}, after these`, run: async () => read(await readByHand()).data.user_info });
      }
      await check(candidates, coupons);

      const samples = await interleave(candidates, isQuick ? { rounds: 10, batchMs: 10 } : { rounds: 50, batchMs: 30 });
      const byHand = samples.get(BY_HAND) ?? [];
      result.goals.push({
        what: `\`identifyUser\`, ${coupons} coupons, \`${dialect}\`: time`,
        against: "`JSON.parse(await response.text())` after one `createHmac`",
        reach: { atMost: REACH[coupons] },
        unit: "×",
        ...figures(
          samples,
          (label) => label,
          (times) => ratio(times, byHand),
        ),
      });
      const title = `Reading an answer, ${coupons} coupons, \`${dialect}\`, ${bytes.length} bytes`;
      result.tables.push(toTable(title, "µs", samples, BY_HAND));
    }
  }
  return result;
}

/**
 * What is read by hand keeps the types of the answer, so it is compared as text; the others must agree in types too.
 * @param {{ name: string, run: () => Promise<any> }[]} candidates
 * @param {number} coupons
 */
async function check(candidates, coupons) {
  const [byHand, expected, ...others] = await Promise.all(candidates.map(({ run }) => run()));
  assert.equal(expected.user_coupons.length, coupons);
  assert.deepEqual(asTexts(byHand), asTexts(expected));
  for (const other of others) assert.deepEqual(other, expected);
}

/** @param {object} value */
function asTexts(value) {
  return JSON.parse(JSON.stringify(value), (_, part) => (part instanceof Object ? part : String(part)));
}
