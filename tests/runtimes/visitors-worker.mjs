// @ts-check
// A worker whose visitors share a client: it asks for the member that the address names.
import { Client } from "zvcms-openapi";

const client = new Client(/** @type {any} */ (globalThis).OPTIONS);

export default {
  async fetch(/** @type {Request} */ request) {
    const user_id = Number(new URL(request.url).searchParams.get("member"));
    try {
      const { id } = await client.identifyUser({ type: 4, user_id });
      return new Response(String(id));
    } catch (/** @type {any} */ { kind, code }) {
      return new Response(`${kind} ${code}`, { status: 500 });
    }
  },
};
