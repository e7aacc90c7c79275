// @ts-check
// Prints the milliseconds from before the import to after the first signature.
import { writeSync } from "node:fs";

const start = performance.now();
const { Client } = await import(process.argv[2] ?? "");
new Client({ openId: "a", grantCode: "b", openKey: "c" }).sign();
writeSync(1, String(performance.now() - start));
