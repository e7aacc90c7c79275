// How a user's TypeScript meets the declarations; compiled by declarations.test.mjs, never run.
import {
  type Emulator,
  type Fault,
  type ReceivedRequest,
  refusals,
  type Scheme,
  type StartOptions,
  startEmulator,
} from "../../pkg/types/emulator.js";

const scheme: Scheme = { fields: ["OpenId", "Nonce"], names: "camel" };
const busy = { kind: "status", status: 503, headers: { "Retry-After": "1" } } satisfies Fault;
const faults = ({ index, action, params }: ReceivedRequest): Fault | undefined =>
  index === 0 && action !== undefined && params.type === 1 ? busy : undefined;
const options: StartOptions = { dialect: "php", scheme, faults, now: () => 0, host: undefined, port: 0 };

export async function use(): Promise<readonly (string | number)[]> {
  const emulator: Emulator = await startEmulator(options);
  await startEmulator();
  const [first] = emulator.members;
  const code: number = refusals.replayed.code;
  emulator.requests.length = 0;
  await emulator.close();
  return [emulator.url, emulator.credentials.openKey, code, first?.login.user_id ?? 0, first?.user.nickname ?? ""];
}

// @ts-expect-error: no such dialect
export const wrongDialect: StartOptions = { dialect: "xml" };
// @ts-expect-error: no such option
export const wrongOption: StartOptions = { prot: 1 };
// @ts-expect-error: null is not "not given"
export const nullOption: StartOptions = { port: null };
// @ts-expect-error: a delay needs its ms
export const wrongFault: Fault = { kind: "delay" };
// @ts-expect-error: members are read only
export const change = (emulator: Emulator) => emulator.members.push();
