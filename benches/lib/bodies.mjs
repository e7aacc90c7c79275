// @ts-check
import { loadEmulator } from "./builds.mjs";

/**
 * An answer of the emulator, recorded once.
 * @param {{ dist: string, load: any, dialect: "typed" | "strings", member: string, coupons?: number }} options
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function record({ dist, load, dialect, member, coupons }) {
  const { startEmulator } = await loadEmulator(dist);
  const emulator = await startEmulator({ dialect });
  try {
    const { login } = emulator.members.find((/** @type {any} */ { name }) => name === member);
    const client = new load.Client({ ...emulator.credentials, endpoint: emulator.url });
    const body = client.sign({ params: { type: 4, user_id: login.user_id, point_rules: 1 } });
    const response = await fetch(emulator.url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    const user = answer.data.user_info;
    user.user_coupons = user.user_coupons.slice(0, coupons);
    return new TextEncoder().encode(JSON.stringify(answer));
  } finally {
    await emulator.close();
  }
}
