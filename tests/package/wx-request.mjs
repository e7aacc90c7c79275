// @ts-check
// wx.request over node:http, as far as its documentation says what it does: https://developers.weixin.qq.com/miniprogram.
import { request } from "node:http";

/**
 * @param {object} [made]
 * @param {boolean} [made.parses] whether JSON comes parsed, whatever `dataType` says, as some hosts do
 */
export function makeRequest({ parses = false } = {}) {
  /** What was done, in order. @type {string[]} */
  const events = [];
  /** @param {any} options */
  function wxRequest({ url, method, data, header, timeout, success, fail, complete }) {
    let isSettled = false;
    const settle = (/** @type {string} */ what, /** @type {Function} */ tell, /** @type {object} */ result) => {
      if (isSettled) return;
      isSettled = true;
      events.push(what);
      tell?.(result);
      complete?.(result);
    };
    const lost = (/** @type {string} */ why) => settle("fail", fail, { errMsg: `request:fail ${why}`, errno: 600001 });
    const sending = request(url, { method, headers: header, timeout, agent: false }, async (response) => {
      let text = "";
      response.setEncoding("utf8");
      try {
        for await (const part of response) text += part;
      } catch {
        return lost("connection reset");
      }
      const { statusCode, headers } = response;
      const isJson = parses && /^\s*[[{]/.test(text);
      settle("success", success, {
        statusCode,
        header: headers,
        data: isJson ? JSON.parse(text) : text,
        errMsg: "request:ok",
      });
    });
    sending.on("timeout", () => sending.destroy(new Error("timeout")));
    sending.on("error", (error) => lost(error.message));
    sending.end(data);
    return {
      abort() {
        events.push("abort");
        lost("abort");
        sending.destroy();
      },
      onHeadersReceived() {},
      offHeadersReceived() {},
    };
  }
  return { events, request: wxRequest };
}
