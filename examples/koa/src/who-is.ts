import { type Client, type IdentifyParams, type UserInfo, ZvcmsError } from "zvcms-openapi";

/**
 * The member, or null if the platform refuses with one of these codes. The vendor has not published its codes: look for a
 * member who does not exist, and see which one is logged. The emulator's is 20001. Every other failure is thrown.
 */
export async function whoIs(
  client: Client,
  params: IdentifyParams,
  notFoundCodes: readonly string[],
): Promise<UserInfo | null> {
  try {
    return await client.identifyUser(params);
  } catch (error) {
    if (ZvcmsError.is(error) && error.kind === "business") {
      if (notFoundCodes.includes(error.vendorCode)) return null;
      console.error(`refused with code ${error.vendorCode}: ${error.vendorMessage}`);
    }
    throw error;
  }
}
