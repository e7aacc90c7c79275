// @ts-check
// A program for Node, Deno and Bun: takes a job as its argument, and prints a line for each result.
import process from "node:process";
import * as zvcms from "zvcms-openapi";
import { report } from "./report.mjs";

for (const line of await report(zvcms, JSON.parse(process.argv[2] ?? "{}"))) console.log(JSON.stringify(line));
