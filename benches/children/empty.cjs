// @ts-check
const { writeSync } = require("node:fs");

writeSync(1, "0");
