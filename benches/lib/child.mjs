// @ts-check
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/**
 * Starts a script of `children/`, which sends what it has to say as messages.
 * @param {string} script
 * @param {string[]} args
 * @param {string[]} [execArgv] options of Node
 */
export function start(script, args, execArgv = []) {
  const child = fork(fileURLToPath(new URL(`../children/${script}`, import.meta.url)), args, { execArgv });

  /** @returns {Promise<any>} the next message of the script */
  async function message() {
    const heard = new AbortController();
    const { signal } = heard;
    const ended = once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`${script} ended with ${code} and said nothing`);
    });
    const [first] = await Promise.race([once(child, "message", { signal }), ended]);
    heard.abort();
    return first;
  }

  return {
    message,
    /** @param {any} question */
    ask(question) {
      child.send(question);
      return message();
    },
    end: () => child.kill(),
  };
}
