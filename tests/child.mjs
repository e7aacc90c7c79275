// @ts-check
import { fork } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Starts a script in a process of its own, which sends what it has to say as messages.
 * @param {URL} url
 * @param {string[]} args
 * @param {string[]} [execArgv] options of Node
 */
export function startChild(url, args, execArgv = []) {
  const script = fileURLToPath(url);
  const child = fork(script, args, { execArgv });
  const exit = once(child, "exit");

  /** @returns {Promise<any>} the next message of the script */
  async function message() {
    const heard = new AbortController();
    const { signal } = heard;
    const ended = once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`${basename(script)} ended with ${code} and said nothing`);
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
    /** At once, without a word to those that are connected. */
    async end() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}
