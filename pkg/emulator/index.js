// @ts-check
export { refusals } from "./refusals.js";
export { startEmulator } from "./start.js";
