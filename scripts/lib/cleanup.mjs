// @ts-check
// What must be undone when the process ends, however it ends.

/** @type {Set<() => void>} */
const tasks = new Set();

/** @type {(code: number) => void} */
let stop = (code) => process.exit(code);

/**
 * Has `task` done when the process ends; the result does it now.
 * @param {() => void} task
 */
export function atEnd(task) {
  tasks.add(task);
  return () => {
    if (tasks.delete(task)) task();
  };
}

/**
 * Replaces what a signal does, which is to end the process.
 * @param {(code: number) => void} handler
 */
export function whenStopped(handler) {
  stop = handler;
}

process.on("exit", () => {
  for (const task of [...tasks].reverse()) task();
});
for (const [signal, code] of /** @type {const} */ ([
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
])) {
  process.on(signal, () => {
    const first = stop;
    // Ctrl-C comes twice: from the terminal, and handed on by npm.
    stop = () => {};
    first(code);
  });
}
