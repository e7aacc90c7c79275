// @ts-check

/** Longer names are no slips of the pen, and take their time. */
const MAX_LENGTH = 64;

/**
 * The known name that was probably meant: at most two edits away, or a third of its length.
 * @param {string} name
 * @param {string[]} names
 */
export function nearestOf(name, names) {
  const wanted = bare(name);
  if (wanted.length > MAX_LENGTH) return "";
  let nearest = "";
  let fewest = wanted.length;
  for (const known of names) {
    const count = edits(wanted, bare(known));
    if (count < fewest || (count === fewest && known < nearest)) [nearest, fewest] = [known, count];
  }
  return fewest <= Math.max(2, nearest.length / 3) ? nearest : "";
}

/** @param {string} name */
const bare = (name) => [...name.toLowerCase().replace(/_/g, "")];

/** Levenshtein's distance. @param {string[]} from @param {string[]} to */
function edits(from, to) {
  let row = to.map((_, index) => index + 1);
  from.forEach((letter, above) => {
    let corner = above;
    let left = above + 1;
    row = row.map((up, index) => {
      left = Math.min(left + 1, up + 1, corner + (letter === to[index] ? 0 : 1));
      corner = up;
      return left;
    });
  });
  return row[to.length - 1];
}
