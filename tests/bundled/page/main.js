// @ts-check
// Hands the package to the tests, through the bundler that put it into this page.
import * as zvcms from "zvcms-openapi";

Object.assign(window, { zvcms });
