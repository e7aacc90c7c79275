// @ts-check
import { findOnPath } from "./path.mjs";

/** Chromium, or a browser made of it; null where there is none. */
export const findBrowser = () => process.env.CHROMIUM ?? findOnPath("chromium", "chromium-browser", "google-chrome");

/** Its WebDriver server, or null. */
export const findDriver = () => process.env.CHROMEDRIVER ?? findOnPath("chromedriver");
