// @ts-check
// A program that prints the keys that a limiter gets, for the openKey and the params in its arguments.
import process from "node:process";
import { Client } from "zvcms-openapi";
import { createHandler } from "zvcms-openapi/server";
import { asking } from "./support.mjs";

/**
 * @param {string} openKey
 * @param {object[]} questions params
 * @param {string} [caller]
 * @returns {Promise<string[][]>} for each question the keys of caller and member
 */
export async function keysOf(openKey, questions, caller = "session-7") {
  const fetch = async () => new Response(JSON.stringify({ status: true, code: 1, message: "", data: [] }));
  const client = new Client({ openId: "a", grantCode: "b", openKey, fetch });
  /** @type {string[]} */
  let keys = [];
  const consume = async (/** @type {string} */ key) => keys.push(key);
  const handler = createHandler({ client, authorize: () => caller, limit: { consume }, allow: [1, 2, 3, 4] });
  const all = [];
  for (const params of questions) {
    keys = [];
    await asking(handler)(params);
    all.push(keys);
  }
  client.free();
  return all;
}

const [, , openKey, questions] = process.argv;
if (questions) console.log(JSON.stringify(await keysOf(openKey, JSON.parse(questions))));
