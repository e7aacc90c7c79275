// @ts-check
// Prints the milliseconds from before the require to after the first signature.
const { writeSync } = require("node:fs");

const start = performance.now();
const { Client } = require(process.argv[2] ?? "");
new Client({ openId: "a", grantCode: "b", openKey: "c" }).sign();
writeSync(1, String(performance.now() - start));
