// @ts-check
// Answers every request with one body. Sends its port to the parent.
import { createServer } from "node:http";

const bytes = Buffer.from(process.argv[2] ?? "");
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "Content-Type": "application/json; charset=utf-8", "Content-Length": bytes.length });
    response.end(bytes);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.(/** @type {any} */ (server.address()).port));
process.on("disconnect", () => process.exit());
