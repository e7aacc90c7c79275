// @ts-check
// A server of each framework that has nothing but the route, at every path.
import { createServer, IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { getRequestListener } from "@hono/node-server";
import { bodyParser } from "@koa/bodyparser";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { toFastify, toHono, toKoa, toNode } from "zvcms-openapi/server";

// Neither has types.
/** @type {(name: string) => any} */
const load = createRequire(import.meta.url);
const express4 = load("express4");
const koaBodyparser = load("koa-bodyparser");

/** @typedef {import("zvcms-openapi/server").Handler<any>} Handler */
/** @typedef {(error: unknown) => void} Report what the framework takes for an error */

/**
 * @typedef {object} Framework
 * @property {string} name
 * @property {(handler: Handler, report: Report) => import("node:http").Server | Promise<import("node:http").Server>} serverOf
 * @property {(from: any) => boolean} isOwn whether this is the framework's own request or context
 * @property {boolean} [parses] whether the framework reads the body first
 * @property {boolean} [closes] whether it answers and then ends a connection with much left of a body
 */

/** @param {(app: import("express").Express, handler: Handler) => void} set @returns {Framework["serverOf"]} */
const byExpress = (set) => (handler, report) => {
  const app = express();
  set(app, handler);
  app.use((/** @type {unknown} */ error, /** @type {any} */ _, /** @type {any} */ response, /** @type {any} */ __) => {
    report(error);
    response.status(500).end();
  });
  return createServer(app);
};

/** @param {(app: import("koa")) => void} [set] @returns {Framework["serverOf"]} */
const byKoa = (set) => (handler, report) => {
  const app = new Koa();
  set?.(app);
  app.use(toKoa(handler));
  app.on("error", report);
  return createServer(app.callback());
};

/** @param {(app: Hono) => void} [set] @returns {Framework["serverOf"]} */
const byHono = (set) => (handler, report) => {
  const app = new Hono();
  set?.(app);
  app.all("*", toHono(handler));
  app.onError((error, context) => {
    report(error);
    return context.text("", 500);
  });
  return createServer(getRequestListener(app.fetch));
};

/** @type {Framework[]} */
export const frameworks = [
  {
    name: "node:http",
    serverOf: (handler) => createServer(toNode(handler)),
    isOwn: (from) => from instanceof IncomingMessage,
  },
  {
    name: "Express",
    serverOf: byExpress((app, handler) => app.use(toNode(handler))),
    isOwn: (from) => from.app !== undefined && from.originalUrl !== undefined,
  },
  {
    name: "Express with express.json()",
    serverOf: byExpress((app, handler) => {
      app.use(express.json());
      // Under such a path Express cuts the url.
      app.use("/api", express.Router().use(toNode(handler)));
      app.use(toNode(handler));
    }),
    isOwn: (from) => from.app !== undefined && from.body.type === 1,
    parses: true,
  },
  {
    name: "Express 4 with the parser of forms",
    serverOf: (handler, report) => {
      const app = express4();
      app.use(express4.urlencoded({ extended: false }));
      // As a store of sessions does, so that a body may have arrived whole.
      app.use((/** @type {any} */ _, /** @type {any} */ __, /** @type {() => void} */ next) => setTimeout(next, 5));
      app.use(toNode(handler));
      app.use((/** @type {any} */ error, /** @type {any} */ _, /** @type {any} */ response, /** @type {any} */ __) => {
        report(error);
        response.status(500).end();
      });
      return createServer(app);
    },
    isOwn: (from) => from.app !== undefined && from.originalUrl !== undefined,
  },
  {
    name: "Koa with koa-bodyparser for forms",
    serverOf: byKoa((app) => app.use(koaBodyparser({ enableTypes: ["form"] }))),
    isOwn: (from) => from.cookies !== undefined,
  },
  { name: "Koa", serverOf: byKoa(), isOwn: (from) => from.cookies !== undefined },
  {
    name: "Koa with a body parser",
    serverOf: byKoa((app) => app.use(bodyParser())),
    isOwn: (from) => from.cookies !== undefined && from.request.body.type === 1,
    parses: true,
  },
  {
    name: "Fastify",
    serverOf: async (handler, report) => {
      const app = fastify();
      app.addHook("onError", async (_, __, error) => report(error));
      app.all("*", toFastify(handler));
      app.all("/", toFastify(handler));
      await app.ready();
      return app.server;
    },
    isOwn: (from) => from.log !== undefined && from.body.type === 1,
    parses: true,
  },
  { name: "Hono", serverOf: byHono(), isOwn: (from) => from.req.raw !== undefined, closes: true },
  {
    name: "Hono with a middleware that reads the body",
    serverOf: byHono((app) =>
      app.use(async (context, next) => {
        await context.req.text();
        return next();
      }),
    ),
    isOwn: (from) => from.req.raw !== undefined,
    parses: true,
  },
];
