// @ts-check
// Neither the page nor its console shows a key, a Token or a password, whatever comes of a lookup.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { skip, useBrowser } from "./support/chromium.mjs";
import { lookUp, openCounter } from "./support/counter.mjs";

describe("the page", { skip }, () => {
  const browser = useBrowser();

  const faults = /** @type {const} */ ([undefined, "business-error", "status-500-html", "php-warning", "reset"]);
  for (const [fault, isDirect] of faults.flatMap(
    (one) =>
      /** @type {const} */ ([
        [one, false],
        [one, true],
      ]),
  )) {
    const when = `${isDirect ? "directly" : "by its server"} ${fault ? `under the fault ${fault}` : "where all goes well"}`;
    test(`shows no secret ${when}`, async (t) => {
      const { page, emulator } = await openCounter(t, browser, { emulator: { faults: () => fault }, isDirect });
      /** @type {string[]} */
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error.stack)));
      /** @type {string[]} */
      const tokens = [];
      page.on("request", (request) => {
        const { Token } = JSON.parse(request.postData() ?? "{}");
        if (Token) tokens.push(Token, decodeURIComponent(Token));
      });
      const { login, user } = emulator.members[0];
      await lookUp(page, "normal");
      await page.locator("details").evaluateAll((all) => {
        for (const details of all) details.setAttribute("open", "");
      });
      assert.equal(tokens.length > 0, isDirect, "only who asks directly makes a Token");
      // The markup has attributes and hidden parts, but not what a person has typed into a field.
      const shown = [await page.content(), ...said].join("\n");
      if (!fault) assert.ok(shown.includes(user.nickname));
      for (const [place, secret] of [
        emulator.credentials.openKey,
        login.password,
        login.card_password,
        ...tokens,
      ].entries()) {
        assert.ok(!shown.includes(secret), `secret ${place} is shown`);
      }
    });
  }
});
