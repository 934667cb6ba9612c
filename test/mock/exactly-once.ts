/**
 * Creates members with the client's `retries` against a stateful mock whose first response to each create is a fault, and checks what
 * became of every call.
 */
import fc from "fast-check";
import { sessionTokenHeader } from "../../generated/contract.js";
import type { CreateMemberRequest, NexusClientOptions } from "../../src/index.js";
import { createNexusClient, NexusConnectionError, NexusResponseError } from "../../src/index.js";
import { createMock, type Mock } from "../../src/mock.js";
import { servedContract } from "../../src/served-contract.js";
import { requiredHeaders } from "../support/contract.js";

const { operations } = servedContract;

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

/** The token that stands for an expired session in the contract. */
const expiredToken = operations
  .flatMap(({ scenarios }) => scenarios)
  .map(({ when }) => when.token)
  .find((token) => typeof token === "string") as string;

/** How the client is broken on purpose, so that the proof must fail. */
export const breakages = [
  "retries without external_guid",
  "sends the token of another user",
  "retries under another external_guid",
] as const;

type Breakage = (typeof breakages)[number];

export interface ProofOptions {
  creates: number;
  users: number;
  concurrency: number;
  seed: number;
  breakage?: Breakage | undefined;
}

export interface Proof {
  calls: number;
  attempts: number;
  faults: Record<string, number>;
  outcomes: Record<string, number>;
  /** Calls that ended in an open or temporary outcome: no response, a 5xx, a success that could not be read, or 429. */
  open: number;
  /** Rejections (422) that say that an earlier attempt may have created the member, and how many of those are right. */
  mayExist: { said: number; right: number };
  members: number;
  /** What must never happen. */
  violations: string[];
}

interface Call {
  create: number;
  user: string;
  member: CreateMemberRequest & { external_guid: string };
  fault: Fault;
}

interface CallEnd {
  call: Call;
  outcome: string;
  open: boolean;
  guid?: string;
  /** Whether the client says that the member may exist although the call failed. */
  mayExist?: boolean;
  status?: number;
  attempts: number;
}

export async function proveExactlyOnce(options: ProofOptions): Promise<Proof> {
  const mock = createMock({ stateful: true, journal: false });
  const calls = callsOf(options);
  const waiting = calls.values();
  const ends: CallEnd[] = [];
  await Promise.all(
    Array.from({ length: options.concurrency }, async () => {
      for (const group of waiting) ends.push(...(await Promise.all(group.map((call) => perform(mock, call, options)))));
    }),
  );
  return {
    calls: ends.length,
    attempts: ends.reduce((sum, { attempts }) => sum + attempts, 0),
    faults: count(ends.map(({ call }) => call.fault)),
    outcomes: count(ends.map(({ outcome }) => outcome)),
    open: ends.filter(({ open }) => open).length,
    mayExist: countMayExist(mock, ends),
    members: mock.members.length,
    violations: violationsOf(mock, ends),
  };
}

/** The calls: most alone, some as two callers at once with the same `external_guid`. Everything about them follows from the seed. */
function callsOf({ creates, users, seed }: ProofOptions): Call[][] {
  const kinds = Object.keys(faults).filter((fault) => fault !== "none") as Fault[];
  const draws = fc.sample(
    fc.record({ user: fc.nat(users - 1), fault: fc.constantFrom(...kinds), oauth: fc.boolean(), sameUser: fc.boolean() }),
    { seed, numRuns: creates },
  );
  return draws.map(({ user, fault, oauth, sameUser }, create) => {
    const member = {
      institution_guid: "INS-0e17",
      ...(oauth ? { is_oauth: true as const } : { credentials: [{ credential_guid: "CRD-1", value: `login-${create}` }] }),
      external_guid: `create-${create}`,
      metadata: `create-${create}`, // Tells what became of a create even if its external_guid got lost.
    } as Call["member"];
    const call = { create, user: `user-${user}`, member, fault };
    if (fault !== "two callers at once") return [call];
    return [call, { ...call, user: sameUser ? call.user : `user-${(user + 1) % users}` }];
  });
}

async function perform(mock: Mock, call: Call, { seed, users, breakage }: ProofOptions): Promise<CallEnd> {
  let attempts = 0;
  const fetch: NexusClientOptions["fetch"] = (request) => {
    attempts++;
    const fault = attempts === 1 ? call.fault : laterFault(seed, call.create, attempts);
    const headers = new Headers(request.headers);
    if (faults[fault]) headers.set("Prefer", faults[fault]);
    const response = mock.fetch(broken(new Request(request, { headers }), attempts, breakage, users));
    // Node forgets to abort a copy of a request that nobody holds any more.
    return response.finally(() => request.signal);
  };
  // Shorter where a timeout is what is tested.
  const timeout = call.fault === "delay beyond the timeout" ? 2_000 : 30_000;
  const nexus = createNexusClient({
    server: "integration",
    headers: requiredHeaders,
    fetch,
    retries: 5,
    retryDelay: () => 0,
    timeout,
  });
  const sessionToken = (renewal?: { rejected: string }) =>
    call.fault === "expired token" && !renewal ? expiredToken : call.user;
  try {
    const result = await nexus.createMember(call.member, { sessionToken });
    if (result.ok) return { call, outcome: "ok", open: false, guid: result.member.guid, attempts };
    const { status, mayExist } = result;
    const outcome = `${status}${mayExist ? ", says that the member may exist" : ""}`;
    return { call, outcome, open: status >= 500 || status === 429, mayExist, status, attempts };
  } catch (error) {
    if (!(error instanceof NexusConnectionError || error instanceof NexusResponseError)) throw error;
    return { call, outcome: error.name, open: error.mayExist, mayExist: error.mayExist, attempts };
  }
}

/** A retry meets a fault as well, one time in eight, whatever the order in which calls come to it. */
function laterFault(seed: number, create: number, attempt: number): Fault {
  const kinds: Fault[] = ["cut before the create", "cut after the create", "body breaks off", "5xx before the create", "429"];
  const [draw = 0] = fc.sample(fc.nat(kinds.length * 8 - 1), { seed: seed + create * 31 + attempt, numRuns: 1 });
  return kinds[draw] ?? "none";
}

/** The request as a broken client would send it. */
function broken(request: Request, attempt: number, breakage: Breakage | undefined, users: number): Request {
  if (!breakage || attempt === 1) return request;
  const headers = new Headers(request.headers);
  if (breakage === "sends the token of another user") {
    const [, user] = /^user-(\d+)$/.exec(headers.get(sessionTokenHeader) ?? "") ?? [];
    if (user) headers.set(sessionTokenHeader, `user-${(Number(user) + 1) % users}`);
    return new Request(request, { headers });
  }
  const rewrite = async () => {
    const { member } = JSON.parse(await request.text());
    const external_guid = breakage === "retries without external_guid" ? undefined : `${member.external_guid}-${attempt}`;
    return JSON.stringify({ member: { ...member, external_guid } });
  };
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(await rewrite()));
      controller.close();
    },
  });
  return new Request(request.url, {
    method: request.method,
    headers,
    body,
    duplex: "half",
    signal: request.signal,
  } as RequestInit);
}

/** What must never be true of the calls and of what exists after them. */
function violationsOf(mock: Mock, ends: CallEnd[]): string[] {
  const members = mock.members.map((member) => ({ ...member, create: Number(member.metadata?.replace("create-", "")) }));
  const byCreate = byCreateOf(members);
  const users = new Map(
    [...new Set(ends.map(({ call }) => call.user))].map((user) => [
      user,
      new Set(mock.membersOf(user).map(({ guid }) => guid)),
    ]),
  );
  const violations: string[] = [];
  for (const [create, all] of byCreate) {
    if (all.length > 1) violations.push(`create ${create}: ${all.length} members`);
    for (const { external_guid } of all) {
      if (external_guid !== `create-${create}`)
        violations.push(`create ${create}: a member with the external_guid ${external_guid}`);
    }
  }
  for (const { call, guid, status, mayExist } of ends) {
    const existing = byCreate.get(call.create) ?? [];
    const say = (what: string) => violations.push(`create ${call.create} (${call.fault}): ${what}`);
    if (guid !== undefined) {
      if (!existing.some((member) => member.guid === guid)) say("ok, but there is no such member");
      if (!users.get(call.user)?.has(guid)) say("ok, but the member is another user's");
    } else if (!mayExist) {
      if (status === 422) say("rejected as taken, but does not say that the member may exist");
      if (existing.length > 0) say("says that there is no member, but there is one");
    }
  }
  return violations;
}

function byCreateOf<T extends { create: number }>(members: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const member of members) groups.set(member.create, [...(groups.get(member.create) ?? []), member]);
  return groups;
}

function countMayExist(mock: Mock, ends: CallEnd[]) {
  const existing = new Set(mock.members.map(({ external_guid }) => external_guid));
  const said = ends.filter(({ status, mayExist }) => status === 422 && mayExist);
  return { said: said.length, right: said.filter(({ call }) => existing.has(call.member.external_guid)).length };
}

function count(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}
