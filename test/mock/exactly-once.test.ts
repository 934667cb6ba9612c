/**
 * Creates members with the client's `retries` against a stateful mock whose first response to each create is a fault, and checks what
 * became of every call.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CreateMemberRequest } from "../../src/index.js";
import { createNexusClient, NexusConnectionError, NexusResponseError } from "../../src/index.js";
import { createMock, type Mock } from "../../src/mock.js";
import { seed } from "../support/arbitraries.js";
import { requiredHeaders } from "../support/contract.js";
import { operation } from "./transports.js";

const users = 50;
const concurrency = 64;

/** What goes wrong with an attempt, as `Prefer` asks the mock for it. */
const faults = {
  none: "",
  "cut before the create": "cut=before",
  "cut after the create": "cut=after",
  "body breaks off": "cut=body",
  "5xx before the create": "code=503",
  "5xx after the create": "code=500, processed=true",
  "delay beyond the timeout": "delay=600000",
  "429": "code=429",
  "expired token": "",
  "two callers at once": "",
};
type Fault = keyof typeof faults;
const { none: _, ...firstFaults } = faults;
const laterFaults = [
  "cut before the create",
  "cut after the create",
  "body breaks off",
  "5xx before the create",
  "429",
] as const;

/** The token that stands for an expired session in the contract. */
const expiredToken = operation.scenarios.map(({ when }) => when.token).find((token) => typeof token === "string") as string;

interface Call {
  create: number;
  user: string;
  member: CreateMemberRequest & { external_guid: string };
  /** Of each attempt. */
  faults: Fault[];
}

interface CallEnd {
  call: Call;
  outcome: string;
  /** Whether it ended in an open or temporary outcome: no response, a 5xx, a success that could not be read, or 429. */
  open: boolean;
  guid?: string;
  /** Whether the client says that the member may exist although the call failed. */
  mayExist?: boolean;
  status?: number;
}

// CREATES=10000 for the whole proof.
const { CREATES: creates = "300" } = process.env;

test("whatever goes wrong, no create makes two members, and the client is right about what exists", async () => {
  const { mock, ends } = await createAll(Number(creates));
  expect(violationsOf(mock, ends)).toEqual([]);
  expect(ends.filter(({ open }) => open).length).toBeLessThanOrEqual(ends.length / 100);
  expect(mock.members.length).toBeGreaterThan(Number(creates) * 0.99);
  const existing = new Set(mock.members.map(({ external_guid }) => external_guid));
  const saidToExist = ends.filter(({ status, mayExist }) => status === 422 && mayExist);
  expect(saidToExist.length).toBeGreaterThan(0);
  for (const { call } of saidToExist) expect(existing).toContain(call.member.external_guid);
  expect(new Set(ends.map(({ call }) => call.faults[0])).size).toBe(Object.keys(firstFaults).length);
  const outcomes = [...groupBy(ends, ({ outcome }) => outcome)].map(([name, all]) => `${all.length} ${name}`);
  console.log(`exactly once: seed ${seed}, ${ends.length} calls: ${outcomes.join("; ")}`);
});

async function createAll(count: number) {
  const mock = createMock({ stateful: true, journal: false });
  const waiting = callsOf(count).values();
  const ends: CallEnd[] = [];
  const work = async () => {
    for (const group of waiting) ends.push(...(await Promise.all(group.map((call) => perform(mock, call)))));
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { mock, ends };
}

/** The calls: most alone, some as two callers at once with the same `external_guid`. Everything about them follows from the seed. */
function callsOf(count: number): Call[][] {
  const first = fc.constantFrom(...(Object.keys(firstFaults) as Fault[]));
  const later = fc.oneof({ weight: 7, arbitrary: fc.constant("none" as const) }, fc.constantFrom(...laterFaults));
  const call = fc.record({
    user: fc.nat(users - 1),
    faults: fc.tuple(first, later, later, later, later, later),
    oauth: fc.boolean(),
    sameUser: fc.boolean(),
  });
  return fc.sample(call, { seed, numRuns: count }).map(({ user, faults, oauth, sameUser }, create) => {
    const member = {
      institution_guid: "INS-0e17",
      ...(oauth ? { is_oauth: true as const } : { credentials: [{ credential_guid: "CRD-1", value: `login-${create}` }] }),
      external_guid: `create-${create}`,
      metadata: `create-${create}`, // Tells what became of a create even if its external_guid got lost.
    } as Call["member"];
    const call = { create, user: `user-${user}`, member, faults };
    if (faults[0] !== "two callers at once") return [call];
    return [call, { ...call, user: sameUser ? call.user : `user-${(user + 1) % users}` }];
  });
}

async function perform(mock: Mock, call: Call): Promise<CallEnd> {
  let attempts = 0;
  const nexus = createNexusClient({
    server: "integration",
    headers: requiredHeaders,
    fetch: async (request) => {
      const fault = call.faults[attempts++] ?? "none";
      const { method, url, signal, headers } = request as Request;
      const sent = { headers: new Headers(headers), body: await (request as Request).text() };
      if (faults[fault]) sent.headers.set("Prefer", faults[fault]);
      return mock.fetch(url, { method, signal, ...sent });
    },
    retries: 5,
    retryDelay: () => 0,
    // Shorter where a timeout is what is tested.
    timeout: call.faults[0] === "delay beyond the timeout" ? 2_000 : 30_000,
  });
  const sessionToken = (renewal?: { rejected: string }) =>
    call.faults[0] === "expired token" && !renewal ? expiredToken : call.user;
  try {
    const result = await nexus.createMember(call.member, { sessionToken });
    if (result.ok) return { call, outcome: "ok", open: false, guid: result.member.guid };
    const { status, mayExist } = result;
    const outcome = `${status}${mayExist ? ", says that the member may exist" : ""}`;
    return { call, outcome, open: status >= 500 || status === 429, mayExist, status };
  } catch (error) {
    if (!(error instanceof NexusConnectionError || error instanceof NexusResponseError)) throw error;
    return { call, outcome: error.name, open: error.mayExist, mayExist: error.mayExist };
  }
}

/** What must never be true of the calls and of what exists after them. */
function violationsOf(mock: Mock, ends: CallEnd[]): string[] {
  const created = groupBy(mock.members, ({ metadata }) => String(metadata));
  const users = new Set(ends.map(({ call }) => call.user));
  const guids = new Map([...users].map((user) => [user, mock.membersOf(user).map(({ guid }) => guid)]));
  const violations: string[] = [];
  for (const [create, members] of created) {
    if (members.length > 1) violations.push(`${create}: ${members.length} members`);
    for (const { external_guid } of members)
      if (external_guid !== create) violations.push(`${create}: a member with the external_guid ${external_guid}`);
  }
  for (const { call, guid, status, mayExist } of ends) {
    const existing = created.get(`create-${call.create}`) ?? [];
    const say = (what: string) => violations.push(`create ${call.create} (${call.faults[0]}): ${what}`);
    if (guid !== undefined) {
      if (!existing.some((member) => member.guid === guid)) say("ok, but there is no such member");
      if (!guids.get(call.user)?.includes(guid)) say("ok, but the member is another user's");
    } else if (!mayExist) {
      if (status === 422) say("rejected as taken, but does not say that the member may exist");
      if (existing.length > 0) say("says that there is no member, but there is one");
    }
  }
  return violations;
}

function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
