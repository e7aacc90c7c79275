// @ts-check
import ipaddr from "ipaddr.js";

/** Where NAT64 translates addresses of IPv4. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * The name under which a caller's attempts are counted. Whoever has an address of IPv6 has 2^64 of them, and one of IPv4
 * can be written in several ways. Names that are no addresses of IPv6 stay as they are.
 * @param {string} name
 */
export function countedName(name) {
  if (!name.includes(":") || !ipaddr.IPv6.isValid(name)) return name;
  const address = ipaddr.IPv6.parse(name);
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12)).toString();
  const network = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(":")}::/64`;
}
