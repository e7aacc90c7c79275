// @ts-check
import { ZvcmsError } from "../src/error.js";
import { read } from "./answer.js";
import { readOptions, readParams } from "./arguments.js";
import { exchange } from "./exchange.js";
import { invalidArgument, isId, masking } from "./failures.js";

export { ZvcmsError };

const ACTION = "communal.user.identity";

/** @type {typeof import("../types/browser.js").identifyUser} */
export async function identifyUser(input, options) {
  const { params, issues } = readParams(input);
  const settings = readOptions(options);
  const allIssues = issues.concat(settings.issues);
  if (allIssues.length > 0) throw new ZvcmsError(invalidArgument(allIssues));
  const mask = masking(params);
  const { outcome, requestId } = await exchange(JSON.stringify(params), settings, mask);
  const { user, failure } = "kind" in outcome ? { failure: outcome } : read(outcome, mask);
  if (!failure) return user;
  if (isId(requestId)) Object.assign(failure, { requestId });
  // The query of the url may hold anything.
  const message = `${ACTION} at ${settings.url.split(/[?#]/)[0]}: ${failure.message}`;
  throw new ZvcmsError(Object.assign({ attempts: 1, action: ACTION }, failure, { message }));
}
