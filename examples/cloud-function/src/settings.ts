import type { ClientOptions } from "zvcms-openapi";

const NAMES = ["ZVCMS_OPEN_ID", "ZVCMS_GRANT_CODE", "ZVCMS_OPEN_KEY"] as const;

/** The client's options from the environment; an error that names every variable that is missing. */
export function clientOptions(env: NodeJS.ProcessEnv): ClientOptions {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`set the environment variables ${missing.join(", ")}`);
  const [openId = "", grantCode = "", openKey = ""] = NAMES.map((name) => env[name]);
  return { openId, grantCode, openKey, endpoint: env.ZVCMS_ENDPOINT };
}
