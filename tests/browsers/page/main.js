// @ts-check
// Hands the entry for pages to the tests, through the bundler that put it into this page.
import { identifyUser, ZvcmsError } from "zvcms-openapi/browser";

Object.assign(window, { zvcms: { identifyUser, ZvcmsError } });
