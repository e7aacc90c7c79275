// @ts-check
// Runs inside of each runtime: does what the tests ask for, and says what came of it.

/**
 * @typedef {object} Job
 * @property {import("zvcms-openapi").Credentials} credentials
 * @property {{ cause: string, endpoint: string, timeoutMs: number, abortAfterMs?: number | undefined }[]} [calls]
 * @property {{ key: string, text: string }[]} [texts] to be signed
 * @property {{ endpoint: string, credentials: import("zvcms-openapi").Credentials, params: object }} [member]
 */

/** How many calls are under way at once. A Worker has six connections. */
const AT_ONCE = 6;

/**
 * @param {typeof import("zvcms-openapi")} zvcms
 * @param {Job} job
 * @returns {Promise<object[]>} each for a line
 */
export async function report(zvcms, { credentials, calls = [], texts, member }) {
  const lines = [];
  for (let start = 0; start < calls.length; start += AT_ONCE) {
    const batch = calls.slice(start, start + AT_ONCE).map((call) => tell(zvcms, credentials, call));
    lines.push(...(await Promise.all(batch)));
  }
  if (texts) lines.push({ signatures: texts.map(({ key, text }) => zvcms.signature(key, text)) });
  if (texts) lines.push({ signed: zvcms.sign(credentials, { timestamp: 1700000000, nonce: 12345 }) });
  if (member) {
    const options = { ...member.credentials, endpoint: member.endpoint };
    lines.push({ user: await zvcms.identifyUser(options, /** @type {any} */ (member.params)) });
  }
  return lines;
}

/**
 * @param {typeof import("zvcms-openapi")} zvcms
 * @param {import("zvcms-openapi").Credentials} credentials
 * @param {NonNullable<Job["calls"]>[number]} call
 */
async function tell({ Client, ZvcmsError }, credentials, { cause, endpoint, timeoutMs, abortAfterMs }) {
  const client = new Client({ ...credentials, endpoint });
  const controller = new AbortController();
  if (abortAfterMs !== undefined) setTimeout(() => controller.abort(), abortAfterMs);
  try {
    return { cause, data: await client.call("test.action", {}, { timeoutMs, signal: controller.signal }) };
  } catch (/** @type {any} */ error) {
    const isOurs = ZvcmsError.is(error) && error instanceof ZvcmsError;
    return { cause, isOurs, told: isOurs ? error.toJSON() : String(error) };
  } finally {
    client.free();
  }
}
