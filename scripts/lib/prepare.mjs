// @ts-check
// Gets what is missing, step by step, so that a person can follow.
import { tidyUp } from "./cargo.mjs";
import { CommandFailed } from "./child.mjs";
import { elapsed, faint } from "./live.mjs";
import { needs } from "./needs.mjs";

/** How much of what a failed command wrote is shown: npm tells the cause first, others last. */
const HEAD = 8;
const TAIL = 20;

/**
 * Prepares everything; what is optional and cannot be had is told and left out. Ends the process where something that
 * has to be there cannot be made.
 * @param {{ forTests: boolean }} purpose
 */
export async function prepare(purpose) {
  const missing = needs(purpose).filter((need) => !need.isThere());
  for (const [index, need] of missing.entries()) {
    const { name, why, about, make, canMake = () => true } = need;
    const heading = `Setup ${index + 1}/${missing.length}: ${name} ${faint(`(${why})`)}`;
    if (!canMake()) {
      console.log(`${heading}: missing`);
      giveUp(need);
      continue;
    }
    console.log(`${heading}, takes about ${about}`);
    const start = performance.now();
    try {
      await make();
      console.log(`   done in ${elapsed(start)}`);
    } catch (error) {
      tell(error);
      giveUp(need);
    }
  }
  tidyUp();
  if (missing.length === 0) console.log("Setup: everything is there");
}

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof CommandFailed)) throw error;
  const lines = error.output.trimEnd().split("\n");
  const shown = lines.length > HEAD + TAIL ? [...lines.slice(0, HEAD), "…", ...lines.slice(-TAIL)] : lines;
  console.error(`   ${shown.join("\n   ")}\n\n${error.message}`);
}

/** @param {import("./needs.mjs").Need} need */
function giveUp({ name, optional, advice }) {
  if (optional) {
    console.log(`   Without ${name} some tests are skipped.`);
    return;
  }
  console.error(
    advice ??
      `Without ${name} nothing can be built. Mend what is said above, then run the command again: it goes on where it stopped.`,
  );
  process.exit(1);
}
