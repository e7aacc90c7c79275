// @ts-check
// Installs what building needs and is not there yet. With --build it also builds the package where it is out of date.
import { build } from "./lib/built.mjs";
import { forBuilding, setUp } from "./lib/setup.mjs";

await setUp(process.argv.includes("--build") ? [...forBuilding, build] : forBuilding);
