import { createServer } from "node:http";
import { identifyUser } from "zvcms-openapi/browser";
const s = createServer((req, res) => { res.writeHead(200).write('{"id":'); }).listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${s.address().port}/`;
  const t = Date.now();
  fetch(url, {method:"POST", body:"x"}).then(()=>console.log("headers", Date.now()-t));
  await identifyUser({type:4,user_id:1},{url,timeoutMs:300}).catch(e=>console.log(e.code, Date.now()-t));
  process.exit();
});
