// @ts-check

export const DEFAULT_TIMEOUT = 10000;

/** @typedef {import("zvcms-openapi/emulator").Login} Login */
/**
 * What the server that serves the page says in `config.json`.
 * @typedef {object} Config
 * @property {string} endpoint
 * @property {import("zvcms-openapi").Credentials} credentials the emulator's published ones
 * @property {number} timeoutMs
 * @property {{ name: string, login: Login }[]} [samples] members to try
 */

/** @type {Promise<Config> | undefined} */
let loading;

/** @returns {Promise<Config>} */
export function config() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const response = await fetch("./config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  return { timeoutMs: DEFAULT_TIMEOUT, ...(await response.json()) };
}
