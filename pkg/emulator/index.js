// @ts-check
export { refusals } from "./answers.js";
export { startEmulator } from "./server.js";
