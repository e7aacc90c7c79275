// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../pkg/emulator/index.js";

const login = { user_code: "A1" };

/** @param {any} members @param {string} message */
const assertRefused = (members, message) =>
  assert.rejects(startEmulator({ members }), { name: "TypeError", message: `startEmulator: ${message}` }, message);

test("members that cannot be served are refused by their place", async () => {
  for (const [members, message] of /** @type {[any, string][]} */ ([
    [null, "members must be a list of members, or a function that returns one"],
    [{ login }, "members must be a list of members, or a function that returns one"],
    [() => undefined, "members must return a list of members"],
    [async () => [], "members must return a list of members"],
    [[null], "members[0] must be an object"],
    [new Array(1), "members[0] must be an object"],
    [() => [{ login }, []], "members[1] must be an object"],
    [
      [{ login, nick: "x" }],
      'unknown option members[0].nick; the known ones are "name", "description", "login", "user"',
    ],
    [[{ login, name: "" }], "members[0].name must be a non-empty string"],
    [[{ login, description: 1 }], "members[0].description must be a string"],
    [[{ login, user: null }], "members[0].user must be an object"],
  ])) {
    await assertRefused(members, message);
  }
});

test("a login without a complete method, or with a wrong value, is refused", async () => {
  const methods = "mobile and password, card_number and card_password, user_code, or user_id";
  for (const [login, message] of /** @type {[any, string][]} */ ([
    [undefined, "members[0].login must be an object"],
    ["A1", "members[0].login must be an object"],
    [{}, `members[0].login must have ${methods}`],
    [{ user_code: undefined }, `members[0].login must have ${methods}`],
    [{ mobile: "13900000001" }, "members[0].login.password must be given with mobile"],
    [{ user_code: "A1", password: "x" }, "members[0].login.mobile must be given with password"],
    [{ card_number: "C1", card_password: undefined }, "members[0].login.card_password must be given with card_number"],
    [{ card_password: "x" }, "members[0].login.card_number must be given with card_password"],
    [{ mobile: 13900000001, password: "x" }, "members[0].login.mobile must be a non-empty string"],
    [{ user_code: "" }, "members[0].login.user_code must be a non-empty string"],
    [{ user_code: null }, "members[0].login.user_code must be a non-empty string"],
    [{ user_id: 0 }, "members[0].login.user_id must be an integer from 1 to 9007199254740991"],
    [{ user_id: "7" }, "members[0].login.user_id must be an integer from 1 to 9007199254740991"],
    [{ user_id: 2 ** 53 }, "members[0].login.user_id must be an integer from 1 to 9007199254740991"],
  ])) {
    await assertRefused([{ login }], message);
  }
  await assert.rejects(startEmulator(/** @type {any} */ ({ members: [{ login: { code: "A1" } }] })), {
    name: "TypeError",
    message: /^startEmulator: unknown option members\[0\]\.login\.code; the known ones are "mobile", .*"user_id"$/,
  });
});

test("a value that is not of its documented type is refused", async () => {
  const flag = "be one of true, false, 1, 0, or null";
  for (const [user, place] of /** @type {[any, string][]} */ ([
    [{ id: "7" }, "id must be a finite number, or null"],
    [{ id: 7n }, "id must be a finite number, or null"],
    [{ status: Number.NaN }, "status must be a finite number, or null"],
    [{ user_points: Number.POSITIVE_INFINITY }, "user_points must be a finite number, or null"],
    [{ multi_store_id: true }, "multi_store_id must be a finite number, or null"],
    [{ nickname: 1 }, "nickname must be a string, or null"],
    [{ username: {} }, "username must be a string, or null"],
    [{ mobile: 13900000001 }, "mobile must be a string, or null"],
    [{ is_open_points_pay: "true" }, `is_open_points_pay must ${flag}`],
    [{ is_open_points_pay: 2 }, `is_open_points_pay must ${flag}`],
    [{ user_coupons: {} }, "user_coupons must be a list, or null"],
    [{ user_coupons: [{}, null] }, "user_coupons[1] must be an object"],
    [{ user_coupons: [{ amount: "5" }] }, "user_coupons[0].amount must be a finite number, or null"],
    [{ user_coupons: [{ end_at: new Date(0) }] }, "user_coupons[0].end_at must be a string, or null"],
    [{ user_wealth_info: [] }, "user_wealth_info must be an object, or null"],
    [{ user_wealth_info: { gift_amount: "1" } }, "user_wealth_info.gift_amount must be a finite number, or null"],
    [{ pay_rule: 1 }, "pay_rule must be an object, or null"],
    [{ pay_rule: { points_num: "0.01" } }, "pay_rule.points_num must be a finite number, or null"],
  ])) {
    await assertRefused([{ login, user }], `members[0].user.${place}`);
  }
});

test("an unknown field is refused at each level", async () => {
  for (const [user, place] of /** @type {[any, string][]} */ ([
    [{ nick_name: "x" }, "nick_name"],
    [{ user_coupons: [{ id: 1 }] }, "user_coupons[0].id"],
    [{ user_wealth_info: { total: 1 } }, "user_wealth_info.total"],
    [{ pay_rule: { rate: 1 } }, "pay_rule.rate"],
  ])) {
    await assert.rejects(startEmulator({ members: [{ login, user }] }), (/** @type {Error} */ error) => {
      assert.ok(error instanceof TypeError);
      assert.ok(
        error.message.startsWith(`startEmulator: unknown option members[0].user.${place}; the known ones are "`),
      );
      return true;
    });
  }
});

test("two members that share a mobile number, card number, code or id are refused", async () => {
  const first = {
    mobile: "13900000001",
    password: "x",
    card_number: "C1",
    card_password: "y",
    user_code: "A1",
    user_id: 7,
  };
  for (const [second, key] of /** @type {[any, string][]} */ ([
    [{ mobile: "13900000001", password: "z" }, "mobile"],
    [{ card_number: "C1", card_password: "z" }, "card_number"],
    [{ user_code: "A1" }, "user_code"],
    [{ user_id: 7 }, "user_id"],
  ])) {
    const members = [{ login: first }, { login: { user_code: "B1" } }, { login: second }];
    await assertRefused(members, `members[2].login.${key} must differ from that of members[0]`);
  }
  const sharing = [first, { mobile: "13900000002", password: "x", card_number: "C2", card_password: "y" }];
  const emulator = await startEmulator({ members: sharing.map((login) => ({ login })) });
  await emulator.close();
});

test("what the function throws is thrown on", async () => {
  const thrown = new Error("no");
  const members = () => {
    throw thrown;
  };
  await assert.rejects(startEmulator({ members }), (error) => error === thrown);
});
