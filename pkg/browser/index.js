// @ts-check
import { ZvcmsError } from "../src/error.js";
import { failureIn, parse } from "./answer.js";
import { exchange } from "./exchange.js";
import { causeOf, invalidArgument } from "./failures.js";
import { masking } from "./mask.js";
import { readOptions } from "./options.js";
import { readParams } from "./params.js";

export { ZvcmsError };

const ACTION = "communal.user.identity";

/** @type {typeof import("../types/browser.js").identifyUser} */
export async function identifyUser(given, options) {
  const { params, issues: faults } = readParams(given);
  const settings = readOptions(options);
  const issues = faults.concat(settings.issues);
  if (issues.length > 0) throw new ZvcmsError(invalidArgument(issues));
  const mask = masking(params);
  const outcome = await exchange(JSON.stringify(params), settings, (thrown) => causeOf(thrown, mask));
  const json = "kind" in outcome ? undefined : parse(outcome.text);
  const failure = "kind" in outcome ? outcome : failureIn(outcome, json, mask);
  if (!failure) return json;
  // What stands behind the path may be anything.
  const message = `${ACTION} at ${settings.url.split(/[?#]/)[0]}: ${failure.message}`;
  throw new ZvcmsError(Object.assign({ attempts: 1, action: ACTION }, failure, { message }));
}
