// @ts-check

/** @type {Record<keyof typeof import("./failures.zh.js").failuresZh, string>} */
export const failuresEn = {
  "failure.business.heading": "The lookup was refused",
  "failure.business.1.advice":
    "Check the mobile number and the password. Do not keep retrying a wrong password: the account may be locked.",
  "failure.business.2.advice": "Check the card number and the card’s internal number.",
  "failure.business.3.advice": "Check the member code, or have the member show it again.",
  "failure.business.4.advice": "Check the user ID.",
  "failure.business.not_identified.heading": "No member was found",
  "failure.business.not_identified.advice":
    "There may be no such member, or something was entered wrong. The server does not say which, so that nobody can find out by trying.",
  "failure.notFound.1": "No member has this mobile number",
  "failure.notFound.2": "No member has this card",
  "failure.notFound.3": "No member has this code",
  "failure.notFound.4": "No member has this ID",
  "failure.system.heading": "The platform reports a system error",
  "failure.system.advice":
    "The key, the signature or the time is probably wrong, not what was entered. Tell your administrator the platform’s code, and check this device’s clock.",
  "failure.http.heading": "Server error: HTTP {status}",
  "failure.http.advice":
    "The server, or a proxy in between, did not answer properly. Try again in a while. If this goes on, tell your administrator.",
  "failure.http.http_404.advice": "The server of this page has no route /api/member. Tell your administrator.",
  "failure.http.not_authorized.heading": "Not allowed to look up members",
  "failure.http.not_authorized.advice": "Sign in again, then look the member up once more.",
  "failure.http.too_many_attempts.heading": "Too many attempts",
  "failure.http.too_many_attempts.advice": "Try again in {time}.",
  "failure.http.unavailable.heading": "Members cannot be looked up now",
  "failure.http.unavailable.advice":
    "The server of this page got no answer from the platform that it could use; its log says why. Try again in a while. If this goes on, tell your administrator.",
  "failure.connection.heading": "Cannot reach the server",
  "failure.connection.advice": "Check the network and the server’s address, then try again.",
  "failure.connection.offline.advice": "This device is offline. Connect it, then try again.",
  "failure.connection.redirect.advice":
    "The server redirects to another address. To protect the signature, the lookup does not follow. Check the server’s address.",
  "failure.connection.mixed_content.advice":
    "A page served over https cannot reach an http address. Let your own server do the lookup.",
  "failure.cause": "Cause: {reason}",
  "failure.reason.dns": "the server’s address was not found.",
  "failure.reason.refused": "the server refused the connection.",
  "failure.reason.reset": "the connection broke.",
  "failure.reason.tls": "no encrypted connection could be made.",
  "failure.reason.redirect": "the server redirects.",
  "failure.reason.mixed_content": "an https page cannot reach an http address.",
  "failure.reason.offline": "there is no network.",
  "failure.reason.unknown": "the browser does not say.",
  "failure.timeout.heading": "It took too long",
  "failure.timeout.advice": "No answer arrived within {time}. Try again. If this goes on, check the network.",
  "failure.timeout.body.advice": "Only a part of the answer arrived within {time}. Try again.",
  "failure.aborted.heading": "Cancelled",
  "failure.aborted.advice": "This lookup was stopped. There is no member to show.",
  "failure.decode.heading": "Cannot read the server’s answer",
  "failure.decode.advice":
    "The answer is not in the agreed format. To be safe, nothing is shown. Tell your administrator the details below.",
  "failure.decode.bad_encoding.advice":
    "The answer is not compressed in the way it claims. The server or a proxy in between is probably misconfigured. Tell your administrator the details below.",
  "failure.environment.heading": "This browser lacks a required feature",
  "failure.environment.advice": "Use a current browser, or check its security settings.",
  "failure.environment.no_response.heading": "The browser gave no response",
  "failure.environment.no_response.advice":
    "A browser extension probably changes network requests. Turn it off, or use another browser.",
  "failure.invalid_argument.heading": "This page is misconfigured",
  "failure.invalid_argument.advice": "Nothing was sent. An administrator has to correct these settings:",
  "failure.internal.heading": "The program failed",
  "failure.internal.advice": "This is a bug. Try again. If this goes on, send the details below to the developers.",
  "failure.page.heading": "The page is not ready",
  "failure.page.advice":
    "It cannot read its settings (config.json). Reload the page. If this goes on, tell your administrator.",
  "failure.retry": "Try again",
  "failure.details": "Technical details",
  "failure.vendorCode": "Platform’s code",
  "failure.code": "Error code",
  "failure.httpStatus": "HTTP status",
  "failure.path": "Where",
  "failure.snippet": "Part of the answer",
  "failure.traceId": "Trace id",
  "failure.message": "Message",
};
