// @ts-check
// The results as Markdown.

/**
 * @typedef {import("./result.mjs").Goal} Goal
 * @typedef {import("./result.mjs").Table} Table
 * @typedef {import("./result.mjs").Summary} Summary
 */

/**
 * @param {{ machine: Record<string, string | number>, versions: Record<string, string>, goals: Goal[], tables: Table[] }} results
 */
export function report({ machine, versions, goals, tables }) {
  const list = (/** @type {Record<string, string | number>} */ facts) =>
    Object.entries(facts)
      .map(([name, fact]) => `${name} ${fact}`)
      .join(", ");
  return [
    `Measured with ${list(machine)}; ${list(versions)}.`,
    "",
    ...rows(
      ["what", "against", "reach", "measured (quartiles)", "reached", "before"],
      goals.map((goal) => [
        goal.what,
        goal.against,
        bound(goal),
        goal.measured ? figure(goal.measured, goal.unit) : "needs `--before`",
        isReached(goal),
        figure(goal.before, goal.unit),
      ]),
    ),
    ...tables.flatMap(details),
  ].join("\n");
}

/** @param {Table} table */
function details({ title, unit, base, lines }) {
  const ratioTo = base === undefined ? [] : [`× ${base}`];
  return [
    "",
    `### ${title}`,
    "",
    ...rows(
      ["", `median, ${unit}`, "quartiles", ...ratioTo],
      lines.map(({ name, median, q1, q3, ratio }) => [
        name,
        short(median),
        q1 === q3 ? "" : `${short(q1)}–${short(q3)}`,
        ...(ratio === undefined ? [] : [`${short(ratio.median)} (${short(ratio.q1)}–${short(ratio.q3)})`]),
      ]),
    ),
  ];
}

/**
 * @param {string[]} head
 * @param {string[][]} body
 */
const rows = (head, body) => [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);

/** @param {Goal} goal */
function bound({ reach, unit }) {
  if (!reach) return "only shown";
  return "atLeast" in reach ? `≥ ${reach.atLeast} ${unit}` : `≤ ${reach.atMost} ${unit}`;
}

/** @param {Goal} goal */
function isReached({ reach, measured }) {
  if (!reach || !measured) return "";
  return ("atLeast" in reach ? measured.median >= reach.atLeast : measured.median <= reach.atMost) ? "yes" : "no";
}

/**
 * @param {Summary | undefined} summary
 * @param {string} unit
 */
function figure(summary, unit) {
  if (!summary) return "";
  const { median, q1, q3 } = summary;
  const spread = q1 === q3 ? "" : ` (${short(q1)}–${short(q3)})`;
  return `${short(median)} ${unit}${spread}`;
}

/** @param {number} value */
const short = (value) => value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
