// @ts-check
// Who may ask.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, read, requestOf, routeFor } from "./support.mjs";

/** @type {Record<string, () => any>} */
const nobody = {
  null: () => null,
  undefined: () => undefined,
  false: () => false,
  "an empty text": () => "",
  "null later": async () => null,
};
for (const [what, authorize] of Object.entries(nobody)) {
  test(`whoever is called ${what} is refused, and the platform is not asked`, async (t) => {
    const { ask, account, emulator, reports } = await routeFor(t, { authorize });
    assert.deepEqual(codeOf(await ask(account)), [401, "not_authorized"]);
    assert.deepEqual([emulator.requests.length, reports.length], [0, 0]);
  });
}

/** @type {Record<string, () => any>} */
const somebody = {
  "a text": () => "caller",
  "a text later": async () => "caller",
  "white space": () => " ",
};
for (const [what, authorize] of Object.entries(somebody)) {
  test(`whoever is called ${what} is served`, async (t) => {
    const { ask, account } = await routeFor(t, { authorize });
    assert.equal((await ask(account)).status, 200);
  });
}

/** @type {Record<string, any>} */
const defects = {
  "gives true": () => true,
  "gives a number": () => 7,
  "gives an object": () => ({ id: "a" }),
  throws: () => {
    throw new Error("secret-of-the-session");
  },
  "throws nothing": () => {
    throw null;
  },
  rejects: async () => {
    throw new RangeError("secret-of-the-session");
  },
};
for (const [what, authorize] of Object.entries(defects)) {
  test(`where authorize ${what}, nobody is let in, and it is reported to the operator`, async (t) => {
    const { ask, account, emulator, reports } = await routeFor(t, { authorize });
    const answer = await ask(account);
    assert.deepEqual(codeOf(answer), [500, "unavailable"]);
    assert.ok(!answer.text.includes("secret"));
    assert.deepEqual(
      reports.map(({ step }) => step),
      ["authorize"],
    );
    assert.equal(emulator.requests.length, 0);
  });
}

test("authorize is asked only about what may be served, and before the body is read", async (t) => {
  let asked = 0;
  const { ask, account } = await routeFor(t, {
    authorize: () => {
      asked += 1;
      return null;
    },
  });
  for (const init of [
    { method: "GET", body: null },
    { headers: { Origin: "null" } },
    { headers: { "Content-Type": "text/plain" } },
    { headers: { "Content-Length": "99999" } },
  ])
    await ask(account, init);
  assert.equal(asked, 0);
  const body = new ReadableStream({ pull: () => assert.fail("it was read") }, { highWaterMark: 0 });
  assert.equal((await ask(body)).status, 401);
  assert.equal(asked, 1);
});

test("authorize gets the request, and whatever the adapter hands on", async (t) => {
  /** @type {any[]} */
  let received = [];
  const { handler, account } = await routeFor(t, {
    authorize: (...all) => {
      received = all;
      return "caller";
    },
  });
  const request = requestOf(account, { headers: { Cookie: "a=b" } });
  const from = { session: 1 };
  assert.equal((await read(await handler(request, from))).status, 200);
  assert.deepEqual([received.length, received[0] === request, received[1] === from], [2, true, true]);
});

for (const means of ["json", "clone", "getReader"]) {
  test(`an authorize that uses the body by ${means} is ${means === "clone" ? "no matter" : "reported"}`, async (t) => {
    const { ask, account, reports } = await routeFor(t, {
      authorize: async (request) => {
        if (means === "json") await request.json();
        if (means === "clone") await request.clone().json();
        if (means === "getReader") request.body?.getReader();
        return "caller";
      },
    });
    const { status } = await ask(account);
    if (means === "clone") return assert.equal(status, 200);
    assert.deepEqual([status, reports.length, reports[0]?.step], [500, 1, "request"]);
    assert.match(reports[0].error.message, /the body was read already; authorize and middleware must leave it/);
  });
}
