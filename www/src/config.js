// @ts-check

export const DEFAULT_TIMEOUT = 10000;

/** @typedef {import("zvcms-openapi/emulator").NewLogin} Login */
/**
 * The settings in `config.json`, from the server of the page.
 * @typedef {object} Config
 * @property {string} endpoint
 * @property {import("zvcms-openapi").Credentials} credentials the published ones of the emulator
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
