// How a user's TypeScript meets the declarations; compiled by declarations.test.mjs, never run.
import {
  type Emulator,
  type Fault,
  type NewMember,
  type ReceivedRequest,
  refusals,
  type Scheme,
  type ServedMember,
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

const mine: NewMember = {
  login: { user_code: "A1", mobile: undefined },
  user: { status: null, id: undefined, user_coupons: [{ amount: 8, status: null }], pay_rule: { points_num: 1 } },
};
const withMine: StartOptions<NewMember> = { members: (fixed) => [...fixed, mine] };

export async function useMembers(): Promise<readonly unknown[]> {
  const own: Emulator<ServedMember> = await startEmulator({ members: [mine, { login: { user_id: 7 } }] });
  const all: Emulator<ServedMember> = await startEmulator(withMine);
  await startEmulator({ port: 0, members: (fixed) => [...fixed, { login: { user_id: 7 }, user: { nickname: "x" } }] });
  const few: Emulator = await startEmulator({ members: (fixed) => fixed.slice(0, 2) });
  const name: string | undefined = own.members[0]?.name;
  // @ts-expect-error: a member of one's own may lack a method
  const mobile: string | undefined = all.members[0]?.login.mobile.trim();
  return [name, mobile, few.members[0]?.login.mobile.trim()];
}

// @ts-expect-error: a member needs a login
export const noLogin: NewMember = { user: { nickname: "x" } };
// @ts-expect-error: no such field
export const wrongField: NewMember = { login: { user_code: "A1" }, user: { nick_name: "x" } };
// @ts-expect-error: no such field in a list that is written in place
export const wrongInPlace = () => startEmulator({ members: [{ login: { code: "A1" } }] });
// @ts-expect-error: not its documented type
export const wrongType: NewMember = { login: { user_code: "A1" }, user: { user_points: "1" } };
// @ts-expect-error: a login is not sent as null
export const nullLogin: NewMember = { login: { user_code: null } };
// @ts-expect-error: no such dialect
export const wrongDialect: StartOptions = { dialect: "xml" };
// @ts-expect-error: no such option
export const wrongOption: StartOptions = { prot: 1 };
// @ts-expect-error: an option may be undefined, but not null
export const nullOption: StartOptions = { port: null };
// @ts-expect-error: a delay needs its ms
export const wrongFault: Fault = { kind: "delay" };
// @ts-expect-error: members are read only
export const change = (emulator: Emulator) => emulator.members.push();
