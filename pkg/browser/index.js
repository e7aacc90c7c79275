// @ts-check
import { ZvcmsError } from "../src/error.js";
import { answerOf } from "./answer.js";
import { exchange, reasonFor } from "./exchange.js";
import { causeOf, invalidArgument, isOurs, noResponse } from "./failures.js";
import { readOptions } from "./options.js";
import { readParams } from "./params.js";

export { ZvcmsError };

const ACTION = "communal.user.identity";

/** @type {typeof import("../types/browser.js").identifyUser} */
export async function identifyUser(params, options) {
  const given = readParams(params);
  const settings = readOptions(options);
  const issues = given.issues.concat(settings.issues);
  if (issues.length > 0) throw new ZvcmsError(invalidArgument(issues));
  const { url } = settings;
  const body = JSON.stringify(given.params);
  try {
    return answerOf(await exchange(body, settings));
  } catch (thrown) {
    /** @type {any} */
    const failure = isOurs(thrown) ? thrown : noResponse(reasonFor(url), causeOf(thrown, body));
    // What stands behind the path may be anything.
    const message = `${ACTION} at ${url.split(/[?#]/)[0]}: ${failure.message}`;
    throw new ZvcmsError(Object.assign({ attempts: 1 }, failure, { message, action: ACTION }));
  }
}
