// @ts-check
// How the waiting for a response ended, as src/wasm/call.rs knows it.

export const READ = 0;
export const TOO_LARGE = 1;
export const DEADLINE = 2;
export const ABORTED = 3;
export const REDIRECT = 4;
export const NO_RESPONSE = 5;
export const NO_TIMERS = 6;
export const THROWN = 7;
