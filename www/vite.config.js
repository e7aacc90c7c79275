// @ts-check
import { defineConfig } from "vite";
import { refusals, startEmulator } from "zvcms-openapi/emulator";
import { memberRoute, ROUTE } from "./member-route.js";
import { zh } from "./src/messages.zh.js";

const DEFAULT_ENDPOINT = "http://127.0.0.1:8787/api/v2";
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' http: https:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export default defineConfig(async () => {
  const { page, server } = await settingsOf(process.env);
  return {
    base: "./",
    // In kB. The package has its WebAssembly inside; only the direct way and the drawer load it.
    build: { chunkSizeWarningLimit: 800 },
    plugins: [configJson(page), lookups(server), texts(), firstPaint(), contentSecurityPolicy()],
  };
});

/**
 * Serves `config.json` during development and writes it into a build. Whoever serves the build may replace it.
 * @param {import("./src/config.js").Config} page
 * @returns {import("vite").Plugin}
 */
function configJson(page) {
  const text = JSON.stringify(page, null, 2);
  /** @param {{ middlewares: import("vite").Connect.Server }} server */
  const serve = ({ middlewares }) => {
    middlewares.use("/config.json", (_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(text);
    });
  };
  return {
    name: "config-json",
    configureServer: serve,
    configurePreviewServer: serve,
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "config.json", source: text });
    },
  };
}

/**
 * Answers the page's lookups. A server that is started from a build needs a route of its own.
 * @param {Parameters<typeof memberRoute>[0]} server
 * @returns {import("vite").Plugin}
 */
function lookups(server) {
  /** @param {{ middlewares: import("vite").Connect.Server }} server */
  const serve = ({ middlewares }) => {
    middlewares.use(ROUTE, memberRoute(server));
  };
  return { name: "lookups", configureServer: serve, configurePreviewServer: serve };
}

/**
 * What the page's server is to use: by default an emulator on this machine. The page learns a key only if it is the
 * emulator's, which is public.
 * @param {NodeJS.ProcessEnv} environment
 */
async function settingsOf({ ZVCMS_ENDPOINT, ZVCMS_OPEN_ID, ZVCMS_GRANT_CODE, ZVCMS_OPEN_KEY }) {
  // Only its test credentials and members are needed, so it stops at once.
  const emulator = await startEmulator();
  await emulator.close();
  const { openId, grantCode, openKey } = emulator.credentials;
  const endpoint = ZVCMS_ENDPOINT || DEFAULT_ENDPOINT;
  const credentials = {
    openId: ZVCMS_OPEN_ID || openId,
    grantCode: ZVCMS_GRANT_CODE || grantCode,
    openKey: ZVCMS_OPEN_KEY || openKey,
  };
  /** @type {import("./src/config.js").Config} */
  const page = { endpoint };
  if (credentials.openKey === openKey) {
    const samples = emulator.members.map(({ name, login }) => ({ name, login }));
    // The code is the emulator's. The platform has not published its own.
    Object.assign(page, { credentials, notFoundCodes: [String(refusals.notFound.code)], samples });
  }
  return { page, server: { ...credentials, endpoint } };
}

/**
 * Puts the Chinese text in the place of each `{key}` of the document, so that it can be read before the script runs. The
 * element keeps the key, for other languages.
 * @returns {import("vite").Plugin}
 */
function texts() {
  /** @param {string} key */
  const text = (key) => {
    if (!(key in zh)) throw new Error(`index.html names the text "${key}", which does not exist`);
    return zh[/** @type {keyof typeof zh} */ (key)].replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
  };
  return {
    name: "texts",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        html
          .replace(/>\{([\w.]+)\}</g, (_, key) => ` data-text="${key}">${text(key)}<`)
          .replace(/aria-label="\{([\w.]+)\}"/g, (_, key) => `data-label="${key}" aria-label="${text(key)}"`),
    },
  };
}

/**
 * Lets the first paint wait for the script, which knows the language and the way; otherwise the page would jump. If the
 * script cannot be loaded, the page is painted all the same.
 * @returns {import("vite").Plugin}
 */
function firstPaint() {
  return {
    name: "first-paint",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replaceAll('<script type="module"', '$& blocking="render"'),
    },
  };
}

/**
 * Puts the policy into the built page. During development Vite needs inline styles, so there is none.
 * @returns {import("vite").Plugin}
 */
function contentSecurityPolicy() {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}
