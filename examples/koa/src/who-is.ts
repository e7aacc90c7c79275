import { type Client, type IdentifyParams, type UserInfo, ZvcmsError } from "zvcms-openapi";

/** The vendor has not published its codes. 20001 is the emulator's: look for a member who does not exist, and see. */
const NOT_FOUND = ["20001"];

/** The member, or null if the platform says that there is no such member. Every other refusal is thrown. */
export async function whoIs(client: Client, params: IdentifyParams): Promise<UserInfo | null> {
  try {
    return await client.identifyUser(params);
  } catch (error) {
    const isNotFound = ZvcmsError.is(error) && error.kind === "business" && NOT_FOUND.includes(error.vendorCode);
    if (isNotFound) return null;
    throw error;
  }
}
