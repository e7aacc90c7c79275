// @ts-check

/** Any page may call the emulator, even one from the public web. */
export const corsHeaders = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*" };

/** @param {import("node:http").ServerResponse} response */
export function answerPreflight(response) {
  response.writeHead(204, {
    ...corsHeaders,
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "600",
  });
  response.end();
}
