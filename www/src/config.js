// @ts-check

/** @typedef {import("zvcms-openapi/emulator").NewLogin} Login */
/**
 * The settings in `config.json`, from the server of the page.
 * @typedef {object} Config
 * @property {string} endpoint the platform
 * @property {import("zvcms-openapi").Credentials} [credentials] the published ones of the emulator, without which the
 * page can neither ask the platform directly nor show how a request is signed
 * @property {number} [timeoutMs] default: what is fit for the way
 * @property {string[]} [notFoundCodes] by which the platform says that there is no such member
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
  return response.json();
}
