// @ts-check
import { networkInterfaces } from "node:os";

/** A machine gives these to itself, and they work within one network segment at most. */
const LINK_LOCAL = /^(169\.254\.|fe[89ab])/i;

/**
 * The hosts by which a server is reached, the best first. One that listens on every address (`0.0.0.0`, `::`) is reached
 * by each that other machines can use; without a network, on this machine only.
 * @param {string} host as asked for
 * @param {string} bound the address that it became
 * @param {ReturnType<typeof networkInterfaces>} [interfaces]
 */
export function hostsOf(host, bound, interfaces = networkInterfaces()) {
  if (bound !== "0.0.0.0" && bound !== "::") return [host];
  const usable = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !LINK_LOCAL.test(address));
  // IPv4 first: more networks carry it.
  const families = bound === "::" ? ["IPv4", "IPv6"] : ["IPv4"];
  const hosts = families.flatMap((wanted) => usable.filter(({ family }) => family === wanted));
  return hosts.length > 0 ? hosts.map(({ address }) => address) : [bound === "::" ? "::1" : "127.0.0.1"];
}
