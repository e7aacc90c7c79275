// @ts-check
// The tree that these tests come from: it has the tools, which are not installed beside the package under test.
import { fileURLToPath } from "node:url";

export const tree = process.env.ZVCMS_TREE ?? fileURLToPath(new URL("../..", import.meta.url));
