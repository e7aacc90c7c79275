// @ts-check
// An emulator in a process of its own, with as many members as asked for. Sends where it is and who is there.
//   PORT MEMBERS MAX_DELAY_MS
import { startEmulator } from "zvcms-openapi/emulator";

const [port, count, maxDelayMs] = process.argv.slice(2).map(Number);

const members = Array.from({ length: count }, (_, index) => ({
  login: {
    mobile: String(13_900_000_000 + index),
    password: `test-password-${index}`,
    card_number: `card-${index}`,
    card_password: `test-card-password-${index}`,
    user_code: `code-${index}`,
    user_id: 50_001 + index,
  },
  user: { nickname: `member ${index}`, user_coupons: [{}, {}] },
}));
const delayed = () => ({ kind: /** @type {const} */ ("delay"), ms: Math.floor(Math.random() * maxDelayMs) });
const { url, credentials } = await startEmulator({ port, members, faults: maxDelayMs > 0 ? delayed : undefined });
process.on("disconnect", () => process.exit());
process.send?.({ url, credentials, members });
