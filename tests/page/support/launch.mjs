// @ts-check
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? places.find(existsSync) ?? "";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Why there is no browser here; false where there is one. */
export const missing =
  !existsSync(executablePath) && "no Chromium: install it (apt install chromium) or name it in the variable CHROMIUM";

export const launch = () => chromium.launch({ executablePath, args });
