// @ts-check
// Shows that a command is alive: its last line where there is a terminal, else a line now and then.
const HEARTBEAT = 15_000;
const BLINK = 200;

const terminal = process.stdout.isTTY === true;
const dim = terminal ? ["\x1b[2m", "\x1b[22m"] : ["", ""];

/** @param {string} text */
export const faint = (text) => `${dim[0]}${text}${dim[1]}`;

/** @param {number} start milliseconds of `performance.now()` */
export function elapsed(start) {
  const seconds = (performance.now() - start) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
}

export function showProgress() {
  const start = performance.now();
  let last = "";
  let unfinished = "";
  const show = () => {
    const line = `   ${elapsed(start)}  ${last}`;
    if (terminal) process.stdout.write(`\r\x1b[K${faint(line.slice(0, (process.stdout.columns || 80) - 1))}`);
    else console.log(line);
  };
  const timer = setInterval(show, terminal ? BLINK : HEARTBEAT);
  return {
    /** @param {string} text */
    saw(text) {
      const lines = `${unfinished}${text}`.split("\n");
      unfinished = lines.pop() ?? "";
      last = lines.findLast((line) => line.trim() !== "")?.trim() ?? last;
    },
    end() {
      clearInterval(timer);
      if (terminal) process.stdout.write("\r\x1b[K");
    },
  };
}
