// @ts-check
// What the handler serves, and what it answers where the platform refuses.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asking, codeOf, routeFor, streamOf } from "./support.mjs";

const LIMIT = 16 << 10;
const MINI_PROGRAM = "https://servicewechat.com/wxeaf5d66c48160b2d/18/page-frame.html";
/** JSON of so many bytes that is a right question all the same. @param {object} params @param {number} bytes */
const padded = (params, bytes) => JSON.stringify(params).padEnd(bytes);

/** Only the core gives the nearest right name. @param {any} issue */
const withoutNearName = (issue) => ({ ...issue, message: issue.message.replace(/; did you mean ".+"\?$/, "") });

describe("a member", () => {
  test("comes back as identifyUser gives it, for both methods with a password", async (t) => {
    const { ask, account, card, user, reports } = await routeFor(t);
    for (const params of [account, card]) {
      const { status, json, headers } = await ask({ ...params, point_rules: 1 });
      assert.deepEqual([status, json], [200, user]);
      assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
    }
    assert.deepEqual(reports, []);
  });

  test("is served by code and id only where both are named", async (t) => {
    const { client, ask, login } = await routeFor(t);
    const byCode = { type: 3, user_code: login.user_code };
    for (const params of [byCode, { type: 4, user_id: login.user_id }]) {
      const { status, json } = await ask(params);
      assert.deepEqual([status, json.error.kind], [400, "invalid_argument"]);
      assert.deepEqual(json.error.issues, [{ path: "type", code: "not_one_of", message: "must be 1 or 2" }]);
    }
    const named = await routeFor(t, { client, allow: [3, 4] });
    assert.equal((await named.ask(byCode)).status, 200);
    assert.equal((await named.ask({ type: 4, user_id: String(login.user_id) })).status, 200);
    assert.deepEqual(codeOf(await named.ask(named.account)), [400, "invalid_argument"]);
  });
});

describe("a request", () => {
  test("of another method is refused, and the answer says which is served", async (t) => {
    const { ask } = await routeFor(t);
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"]) {
      const answer = await ask(undefined, { method, body: null });
      assert.deepEqual([...codeOf(answer), answer.headers.get("allow")], [405, "method_not_allowed", "POST"], method);
    }
  });

  test("must say that it is JSON, which forms cannot", async (t) => {
    const { ask, account } = await routeFor(t);
    const types = ["text/plain", "text/plain; application/json", "application/x-www-form-urlencoded", "", "text/json"];
    types.push("multipart/form-data", "application/jsonp", "application/json, text/plain", "x application/json");
    for (const type of types)
      assert.deepEqual(codeOf(await ask(account, { headers: { "Content-Type": type } })), [415, "body_not_json"], type);
    for (const type of [
      "application/json",
      "APPLICATION/JSON",
      "application/json;charset=utf-8",
      "application/json ; a=b",
    ])
      assert.equal((await ask(account, { headers: { "Content-Type": type } })).status, 200, type);
  });

  test("may have 16 KiB and not a byte more, as it says or as it comes", async (t) => {
    const { ask, account } = await routeFor(t);
    for (const [bytes, status] of [
      [LIMIT, 200],
      [LIMIT + 1, 413],
      [1 << 20, 413],
    ]) {
      const body = padded(account, bytes);
      assert.equal((await ask(body)).status, status);
      assert.equal((await ask(body, { headers: { "Content-Length": String(bytes) } })).status, status);
      assert.equal((await ask(streamOf([body]))).status, status);
    }
    assert.equal((await ask(streamOf([...padded(account, LIMIT)]))).status, 200);
    assert.equal((await ask(streamOf([...padded(account, LIMIT + 1)]))).status, 413);
    const lying = await ask(padded(account, LIMIT + 1), { headers: { "Content-Length": "5" } });
    assert.deepEqual(codeOf(lying), [413, "body_too_large"]);
  });

  test("that is too large is not read where it says so, and not read to its end where it does not", async (t) => {
    const { ask } = await routeFor(t);
    let pulls = 0;
    const source = () => ({
      pull: (/** @type {any} */ controller) => {
        pulls += 1;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const announced = new ReadableStream(source(), { highWaterMark: 0 });
    assert.equal((await ask(announced, { headers: { "Content-Length": "99999" } })).status, 413);
    assert.equal(pulls, 0);
    assert.equal((await ask(new ReadableStream(source()))).status, 413);
    assert.ok(pulls < 30, `${pulls} pieces were read`);
  });

  test("that is too large is answered whatever its source makes of being cancelled", async (t) => {
    const { ask, reports } = await routeFor(t);
    for (const cancel of [() => new Promise(() => {}), () => Promise.reject(new Error("no"))]) {
      const body = streamOf([new Uint8Array(LIMIT), "x", "y", "z"], { cancel });
      assert.deepEqual(codeOf(await ask(body)), [413, "body_too_large"]);
    }
    assert.deepEqual(reports, []);
  });

  test("must be JSON in UTF-8", async (t) => {
    const { ask, account } = await routeFor(t);
    const json = JSON.stringify(account);
    const bodies = ["", " ", "{", "undefined", `${json}x`, json.replaceAll('"', "'"), "NaN"];
    const broken = Buffer.from(json.replace("password", "p\u00e9"), "latin1");
    const utf16 = Buffer.from(`\ufeff${json}`, "utf16le");
    for (const body of [...bodies, new Uint8Array(broken), new Uint8Array(utf16)])
      assert.deepEqual(codeOf(await ask(body)), [400, "body_not_json"], String(body));
    assert.deepEqual(codeOf(await ask(undefined, { body: null })), [400, "body_not_json"]);
  });

  test("whose body breaks off is not reported", async (t) => {
    const { ask, reports } = await routeFor(t);
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("ECONNRESET")) });
    assert.deepEqual(codeOf(await ask(body)), [400, "bad_request"]);
    assert.deepEqual(reports, []);
  });

  test("with faulty params gets each fault, as before a call", async (t) => {
    const { ask, account, client } = await routeFor(t);
    for (const params of [
      {},
      null,
      [],
      7,
      "text",
      true,
      { ...account, password: "" },
      { ...account, mobile: " 1" },
      { ...account, moblie: 1 },
      { ...account, point_rules: 2 },
      { type: 2, card_number: null },
      JSON.parse(`{ "__proto__": ${JSON.stringify(account)} }`),
      { ...account, constructor: 1, toString: 2 },
    ]) {
      const { status, json } = await ask(JSON.stringify(params));
      assert.deepEqual([status, json.error.code, json.error.retryable], [400, "invalid_argument", false]);
      const { issues } = await client.identifyUser(/** @type {any} */ (params)).catch((error) => error);
      const ofTypes = (/** @type {any[]} */ all) => all.filter(({ path }) => path !== "type");
      assert.deepEqual(ofTypes(json.error.issues), ofTypes(issues).map(withoutNearName), JSON.stringify(params));
    }
  });

  test("gets the fault that only the core sees", async (t) => {
    const { ask, reports } = await routeFor(t, { allow: [4] });
    const { status, json } = await ask({ type: 4, user_id: "9223372036854775808" });
    assert.deepEqual([status, json.error.issues[0].path], [400, "user_id"]);
    assert.deepEqual(reports, []);
  });
});

describe("the sender", () => {
  const from = (/** @type {string} */ Referer) => ({ "Sec-Fetch-Site": "cross-site", Referer });
  const rows = [
    ["nothing, as an app sends it", {}, true],
    ["a page of this origin", { Origin: "https://shop.example" }, true],
    ["a page of this host, where a proxy has taken https off", { Origin: "http://shop.example" }, true],
    ["a page that the browser vouches for", { "Sec-Fetch-Site": "same-origin", Origin: "https://shop.example" }, true],
    ["a page of another subdomain", { "Sec-Fetch-Site": "same-site" }, false],
    ["a page of another site", { "Sec-Fetch-Site": "cross-site" }, false],
    ["no page, but a browser all the same", { "Sec-Fetch-Site": "none" }, false],
    ["an empty word of the browser", { "Sec-Fetch-Site": "" }, false],
    ["two words of the browser", { "Sec-Fetch-Site": "same-origin, cross-site" }, false],
    ["another site, which names ours", { "Sec-Fetch-Site": "cross-site", Origin: "https://shop.example" }, false],
    ["a foreign page in an old browser", { Origin: "https://evil.example" }, false],
    ["a page of another port", { Origin: "https://shop.example:8443" }, false],
    ["a longer name", { Origin: "https://shop.example.evil.example" }, false],
    ["a user's name that looks like ours", { Origin: "https://shop.example@evil.example" }, false],
    ["a page in a sandbox", { Origin: "null" }, false],
    ["an empty origin", { Origin: "" }, false],
    ["a page of the named host, at its usual port", { Origin: "https://a.example", Host: "a.example:443" }, true],
    ["a page of the named host, whatever the url says", { Origin: "https://a.example:8", Host: "a.example:8" }, true],
    ["a page that only the url fits", { Origin: "https://shop.example", Host: "a.example" }, false],
    ["a page where the host is no name", { Origin: "https://shop.example", Host: "shop.example:x" }, false],
    ["what is no origin", { Origin: "shop.example" }, false],
    ["a mini-program on a computer", { "Sec-Fetch-Site": "cross-site", Referer: MINI_PROGRAM }, true],
    ["a mini-program in a LAN", { "Sec-Fetch-Site": "same-site", Referer: MINI_PROGRAM }, true],
    ["a mini-program by its origin", { "Sec-Fetch-Site": "cross-site", Origin: "https://servicewechat.com" }, true],
    ["a page that names a mini-program, too", { Origin: "https://evil.example", Referer: MINI_PROGRAM }, false],
    ["a page in a sandbox that names one", { Origin: "null", Referer: MINI_PROGRAM }, false],
    ["a longer name of theirs", from("https://servicewechat.com.evil.cn/wxeaf5d66c48160b2d/18/page-frame.html"), false],
    ["a user's name that looks like theirs", from("https://servicewechat.com@evil.cn/"), false],
    ["their name without encryption", from("http://servicewechat.com/"), false],
    ["another port of theirs", from("https://servicewechat.com:8443/"), false],
    ["what is no address", from("servicewechat.com"), false],
  ];
  for (const [what, headers, isServed] of /** @type {[string, Record<string, string>, boolean][]} */ (rows)) {
    test(`${what} is ${isServed ? "served" : "refused"}`, async (t) => {
      const { ask, account, emulator } = await routeFor(t);
      const answer = await ask(account, { headers });
      assert.deepEqual(codeOf(answer), isServed ? [200, undefined] : [403, "foreign_origin"]);
      assert.equal(emulator.requests.length, isServed ? 1 : 0);
    });
  }

  test("is not believed to be at home because of the path", async (t) => {
    const { ask, account } = await routeFor(t);
    const headers = { Origin: "https://evil.example" };
    for (const path of [
      "//evil.example/x",
      "/https://evil.example/",
      "/@evil.example/",
      "/\\evil.example",
      "?//evil.example",
    ])
      assert.equal((await ask(account, { url: `https://shop.example${path}`, headers })).status, 403, path);
  });
});

describe("a refusal of the platform", () => {
  /** @param {any} account */
  const wrongs = ({ mobile }) => [
    { type: 1, mobile, password: "wrong" },
    { type: 1, mobile: "13999999999", password: "wrong" },
    { type: 2, card_number: "TEST-CARD-01", card_password: "wrong" },
    { type: 2, card_number: "nobody's", card_password: "wrong" },
  ];

  test("is the same to the byte for a wrong password and for an unknown number", async (t) => {
    const { ask, account, reports } = await routeFor(t);
    const answers = [];
    for (const params of wrongs(account)) {
      const { status, headers, text } = await ask(params);
      answers.push(JSON.stringify([status, [...headers], text]));
    }
    assert.equal(new Set(answers).size, 1, answers.join("\n"));
    assert.ok(answers[0].startsWith("[404,"));
    assert.deepEqual(JSON.parse(JSON.parse(answers[0])[2]).error, {
      kind: "business",
      code: "not_identified",
      message: "no member was identified; check what was entered",
      retryable: false,
      vendorCode: "",
      vendorMessage: "",
    });
    assert.deepEqual(reports, []);
  });

  test("has the platform's words only where that is wanted", async (t) => {
    const { ask, account, emulator } = await routeFor(t, { exposeVendorErrors: true });
    const { status, json } = await ask(wrongs(account)[0]);
    assert.deepEqual([status, json.error.code, json.error.vendorCode], [404, "vendor_20002", "20002"]);
    assert.equal(json.error.vendorMessage, "手机号或密码错误");
    const body = JSON.stringify({ status: true, code: 7, message: `no: ${account.password}`, data: [] });
    await emulator.setFaults(() => ({ kind: "body", body }));
    const { text } = await ask(account);
    assert.ok(text.includes('"vendorCode":"7"') && !text.includes(account.password), text);
  });
});

test("no answer may be stored or taken for something else", async (t) => {
  const { ask, account, emulator, client } = await routeFor(t);
  const nobody = await routeFor(t, { client, authorize: () => null });
  const answers = [
    await ask(account),
    await ask({ ...account, password: "wrong" }),
    await ask({}),
    await ask("{"),
    await ask(account, { headers: { "Content-Type": "text/plain" } }),
    await ask(account, { headers: { "Content-Length": "99999" } }),
    await ask(account, { headers: { Origin: "null" } }),
    await ask(undefined, { method: "GET", body: null }),
    await nobody.ask(account),
  ];
  await emulator.close();
  answers.push(await ask(account), await asking(/** @type {any} */ (nobody.handler))(account));
  for (const { status, headers } of answers) {
    const values = ["cache-control", "x-content-type-options", "access-control-allow-origin"].map((it) =>
      headers.get(it),
    );
    assert.deepEqual(values, ["no-store", "nosniff", null], String(status));
  }
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200, 404, 400, 415, 413, 403, 405, 401, 502]);
});
