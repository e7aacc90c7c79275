// @ts-check
import { readParams } from "../browser/params.js";
import { isRefusal, member, refuse, respond } from "./answers.js";
import { defect, failure, reporting } from "./failures.js";
import { checkHead, readBody } from "./incoming.js";
import { limiting } from "./limits.js";
import { readOptions } from "./options.js";

/** @type {typeof import("../types/server.js").createHandler} */
export function createHandler(options) {
  const settings = readOptions(options);
  const { client, authorize, allow, exposeVendorErrors } = settings;
  const report = reporting(settings.onError);
  const count = limiting(settings, report);

  /** @param {any} request @param {any} from */
  async function serve(request, from) {
    checkHead(request);
    const caller = await callerOf(request, from);
    const { params, issues } = readParams(await readBody(request), allow);
    if (issues.length > 0) throw refuse.params(issues);
    await count(caller, params);
    try {
      return member(await client.identifyUser(params, { signal: request.signal }));
    } catch (error) {
      throw failure(error, params, exposeVendorErrors, report);
    }
  }

  /** @param {any} request @param {any} from */
  async function callerOf(request, from) {
    let caller;
    try {
      caller = await authorize(request, from);
      if (caller && typeof caller !== "string")
        throw defect("authorize must give a text that names the caller, or null");
    } catch (error) {
      report(error, "authorize");
      throw refuse.unavailable(500);
    }
    if (!caller) throw refuse.caller();
    return caller;
  }

  return async (request, from) => {
    try {
      return await serve(request, from);
    } catch (thrown) {
      if (!isRefusal(thrown)) report(thrown, "request");
      return respond(thrown);
    }
  };
}
