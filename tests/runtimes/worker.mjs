// @ts-check
// The same for workerd: takes a job as the body of a request, and answers with a line for each result.
import * as zvcms from "zvcms-openapi";
import { report } from "./report.mjs";

export default {
  async fetch(/** @type {Request} */ request) {
    const lines = await report(zvcms, await request.json());
    return new Response(lines.map((line) => JSON.stringify(line)).join("\n"));
  },
};
