// @ts-check
// Identifies one member of the emulator through the built package, and tells how it went.
import { Client } from "zvcms-openapi";
import { describe } from "./describe.mjs";

/** @param {import("zvcms-openapi/emulator").Emulator} emulator */
export async function introduce({ url, credentials, members }) {
  const { mobile, password } = members[0].login;
  /** @type {import("zvcms-openapi").ResponseMeta | undefined} */
  let meta;
  const onResponse = (/** @type {import("zvcms-openapi").ResponseMeta} */ answer) => {
    meta = answer;
  };
  const client = new Client({ ...credentials, endpoint: url });
  const user = await client.identifyUser({ type: 1, mobile, password, point_rules: 1 }, { onResponse });
  client.free();
  return `
Identified a member by mobile number and password in ${meta?.elapsedMs.toFixed(0)} ms:

${describe(user)}

  Rust signed the request, and fetch sent it to an emulator of the vendor's server. The emulator checked OpenId,
  GrantCode, Token, Timestamp and Nonce with node:crypto. Rust read the answer, which was written as PHP writes JSON,
  and converted ${meta?.conversions.length} values to their documented types.
`;
}
