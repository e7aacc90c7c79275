// @ts-check
// client.sign() and sign() against the same body made by hand.
import assert from "node:assert/strict";
import { load } from "../lib/builds.mjs";
import { ACTION, CREDENTIALS, now, signature, stringToSign } from "../lib/by-hand.mjs";
import { interleave, ratio } from "../lib/measure.mjs";
import { figures, toTable } from "../lib/result.mjs";
import { BY_HAND, BY_HAND_COPIED, signers } from "../lib/signers.mjs";

const SMALL = { type: 4, user_id: 10001 };
/** About 2 KB of JSON: an order, as other actions of the platform take it. */
const LARGE = {
  order_sn: "E20190111153044000017",
  multi_store_sn: "S001",
  buyer: { user_id: 10001, mobile: "13800000001", remark: "请在下午送货" },
  is_invoice: false,
  total: 25960,
  goods: Array.from({ length: 16 }, (_, index) => ({
    goods_id: 70001 + index,
    title: `商品 ${index + 1}`,
    price: 1280 + index,
    weight: 0.25 * index,
    count: 1,
    tags: ["new", "cold"],
  })),
};

/** @param {import("../lib/result.mjs").RowOptions} options */
export async function measure({ builds, isQuick }) {
  /** @type {import("../lib/result.mjs").RowResult} */
  const result = { goals: [], tables: [] };
  for (const [size, params] of /** @type {const} */ ([
    ["two params", SMALL],
    ["an order of 2 KB as params", LARGE],
  ])) {
    const candidates = [];
    for (const { label, dist } of builds) {
      const { Client, sign } = await load(dist);
      const client = new Client(CREDENTIALS);
      candidates.push({ name: `${label}, client.sign()`, run: () => client.sign({ params }) });
      candidates.push({ name: `${label}, sign()`, run: () => sign(CREDENTIALS, { params }) });
    }
    candidates.push(...(await signers(params)));
    for (const { run } of candidates) check(await run(), params);

    const samples = await interleave(candidates, isQuick ? { rounds: 10, batchMs: 5 } : { rounds: 60, batchMs: 15 });
    for (const [call, atLeast, atLeastCopied] of /** @type {const} */ ([
      ["client.sign()", 1, 1.2],
      ["sign()", 0.6, undefined],
    ])) {
      const speed = speedOf(samples, call, size);
      const copied = speed(BY_HAND_COPIED);
      if (params === SMALL) result.goals.push({ ...speed(BY_HAND), reach: { atLeast } });
      else result.goals.push(speed(BY_HAND), atLeastCopied ? { ...copied, reach: { atLeast: atLeastCopied } } : copied);
    }
    result.tables.push(toTable(`Signing, ${size}`, "µs", samples, BY_HAND));
  }
  return result;
}

/**
 * @param {Map<string, number[]>} samples
 * @param {string} call
 * @param {string} size
 * @returns {(by: string) => import("../lib/result.mjs").Goal}
 */
function speedOf(samples, call, size) {
  return (by) => ({
    what: `\`${call}\`, ${size}: speed`,
    against: `the same by hand: ${by}`,
    unit: "×",
    ...figures(
      samples,
      (label) => `${label}, ${call}`,
      (times) => ratio(samples.get(by) ?? [], times),
    ),
  });
}

/**
 * Each candidate draws a nonce of its own, so the token is compared with the one that belongs to that nonce.
 * @param {any} body
 * @param {object} params
 */
function check(body, params) {
  const { Timestamp, Nonce } = body;
  assert.ok(Math.abs(Number(Timestamp) - now()) <= 2);
  const expected = {
    OpenId: CREDENTIALS.openId,
    GrantCode: CREDENTIALS.grantCode,
    Timestamp,
    Nonce,
    Token: encodeURIComponent(signature(stringToSign(Timestamp, Nonce))),
    Action: ACTION,
    Params: params,
  };
  assert.equal(JSON.stringify(body), JSON.stringify(expected));
}
