// @ts-check
// Code in the READMEs that is taken from files, so that it is what was tested: `<!-- from examples/… -->` stands before it.
import { readFileSync } from "node:fs";
import { inRoot } from "./project.mjs";

const EXCERPT = /^(<!-- from (\S+) -->\n```ts\n).*?(?=^```$)/gms;

/** The text with each excerpt as its file has it. @param {string} markdown */
export const withExcerpts = (markdown) =>
  markdown.replace(EXCERPT, (_, head, path) => head + readFileSync(inRoot(path), "utf8"));
