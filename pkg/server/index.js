// @ts-check
export { toCloudFunction } from "./adapters/cloud-function.js";
export { toFastify } from "./adapters/fastify.js";
export { toHono } from "./adapters/hono.js";
export { toKoa } from "./adapters/koa.js";
export { toNode } from "./adapters/node.js";
export { createHandler } from "./handler.js";
