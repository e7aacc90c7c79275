// @ts-check
// One row in a process of its own, so that no row finds the heap or the compiled code of another.
const [name, options] = process.argv.slice(2);
const { measure } = await import(`../rows/${name}.mjs`);
process.on("disconnect", () => process.exit());
process.send?.(await measure(JSON.parse(options ?? "")), () => process.disconnect?.());
