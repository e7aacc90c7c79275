// @ts-check

/** The published test credentials: the same in every copy of the emulator, and worthless anywhere else. */
export const credentials = Object.freeze({
  openId: "emulator-test-open-id",
  grantCode: "emulator-test-grant-code",
  openKey: "emulator-test-open-key-not-a-secret",
});
