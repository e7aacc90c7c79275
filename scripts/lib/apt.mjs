// @ts-check
// Packages of Debian and Ubuntu, where we may install them.
import { must } from "./child.mjs";
import { isOnPath } from "./path.mjs";

let isUpToDate = false;

/** Only root may, and only where there is apt. */
export const canInstall = () => process.getuid?.() === 0 && isOnPath("apt-get");

/** @param {string[]} packages */
export async function install(...packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  if (!isUpToDate) await must("apt-get", ["update"], { env });
  isUpToDate = true;
  await must("apt-get", ["install", "--yes", "--no-install-recommends", ...packages], { env });
}
