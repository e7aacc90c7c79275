// @ts-check
// Identifies one member of the emulator through the built package, and tells how it went.
import { Client } from "zvcms-openapi";
import { describeMember } from "./terminal.mjs";

/** @param {import("zvcms-openapi/emulator").Emulator} emulator */
export async function introduce({ url, credentials, members }) {
  const { mobile, password } = members[0].login;
  /** @type {import("zvcms-openapi").ResponseMeta | undefined} */
  let meta;
  const client = new Client({ ...credentials, endpoint: url });
  const user = await client.identifyUser(
    { type: 1, mobile, password, point_rules: 1 },
    {
      onResponse: (answer) => {
        meta = answer;
      },
    },
  );
  client.free();
  return `
Identified a member by mobile number and password in ${meta?.elapsedMs.toFixed(0)} ms:

${describeMember(user)}

  Rust signed the request, fetch sent it to the emulator of the vendor's server, and that checked its OpenId,
  GrantCode, Token, Timestamp and Nonce with node:crypto. Rust read the answer, PHP's JSON: of its values ${meta?.conversions.length}
  had to be converted to their documented types.
`;
}
