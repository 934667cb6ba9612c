import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { createNexusClient } from "../../src/index.js";
import type { Mock, MockRule } from "../../src/mock.js";
import { requiredHeaders } from "../support/contract.js";
import { type Received, responseIssues, type Sent, transports, validHeaders } from "./transports.js";

const { member } = examples.createMember.oauth.request;

/** The ways to ask for a response. Each sends one request that is to get it. */
const requests: Record<string, (mock: Mock, send: (sent: Sent) => Promise<Received>, next: MockRule) => Promise<Received>> = {
  "mock.next": (mock, send, next) => {
    mock.next(next);
    return send({ body: { member } });
  },
  Prefer: (_, send, { scenario, status, ...faults }) => {
    const asked = { example: scenario, code: status, ...faults };
    const known = Object.entries(asked).filter(([, value]) => value !== undefined);
    const Prefer = known.map(([name, value]) => `${name}=${value}`).join(", ");
    return send({ headers: { ...validHeaders, Prefer }, body: { member } });
  },
};

describe.each(Object.entries(transports))("%s", (_, start) => {
  describe.each(Object.entries(requests))("by %s", (_, request) => {
    test.each<[MockRule, number, string]>([
      [{ scenario: "expired-session" }, 401, "expired-session"],
      [{ status: 422 }, 422, "duplicate-member"],
      [{ status: 503 }, 503, "default"],
      [{ scenario: "created", status: 200 }, 200, "created"],
      [{ status: 599 }, 599, "default"],
      [{ delay: 1 }, 200, "oauth"],
      [{ delay: 0 }, 200, "oauth"],
    ])("%j", async (next, status, scenario) => {
      const { mock, send } = await start();
      expect(await request(mock, send, next)).toMatchObject({ status, scenario });
      expect(await send({ body: { member } })).toMatchObject({ status: 200, scenario: "oauth" });
    });

    test.each<[MockRule, number]>([
      [{ cut: "before" }, 0],
      [{ cut: "after" }, 1],
      [{ cut: "body" }, 1],
      [{ status: 503, cut: "after" }, 0],
      [{ status: 503, cut: "after", processed: true }, 1],
    ])("%j fails like a network; members created: %i", async (next, created) => {
      const log: string[] = [];
      const { mock, send } = await start({ stateful: true, log: (line) => log.push(line) });
      await expect(request(mock, send, next)).rejects.toThrow();
      expect(mock.members).toHaveLength(created);
      expect(mock.requests.map(({ cut }) => cut)).toEqual([next.cut]);
      expect(log).toEqual([expect.stringMatching(/^POST .*connection cut/)]);
    });

    test.each<[MockRule, number]>([
      [{ status: 503 }, 0],
      [{ status: 503, processed: true }, 1],
      [{ scenario: "expired-session", processed: false }, 0],
      [{ delay: 1 }, 1],
    ])("%j; members created: %i", async (next, created) => {
      const { mock, send } = await start({ stateful: true });
      await request(mock, send, next);
      expect(mock.members).toHaveLength(created);
    });

    test("a delay beyond the timeout: the member exists, and the client says that it may", async () => {
      const { mock } = await start({ stateful: true });
      const { fetch } = mock;
      const send = async ({ headers }: Sent) => {
        const Prefer = new Headers(headers).get("Prefer") ?? "none";
        const nexus = createNexusClient({
          server: "integration",
          headers: { ...requiredHeaders, Prefer },
          fetch,
          sessionToken: "t",
        });
        return nexus.createMember(member) as never;
      };
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      onTestFinished(() => void vi.useRealTimers());
      const call = request(mock, send, { delay: 600_000 });
      const rejection = expect(call).rejects.toMatchObject({ reason: "timeout", mayExist: true });
      while (mock.members.length === 0) await setImmediate();
      await vi.advanceTimersByTimeAsync(60_000);
      await rejection;
    });
  });

  test("several are queued, in order: 503, then an expired session, then success", async () => {
    const { mock, send } = await start();
    const rules: MockRule[] = [{ status: 503 }, { scenario: "expired-session" }, {}, { status: 500 }];
    for (const rule of rules) mock.next(rule);
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await send({ body: { member } })).status);
    expect(statuses).toEqual([503, 401, 200, 500, 200]);
  });

  test("a rule for a user waits for a request of that user, whatever others send", async () => {
    const { mock, send } = await start();
    const sendAs = (token: string) => send({ headers: { ...validHeaders, [sessionTokenHeader]: token }, body: { member } });
    mock.next({ status: 503, match: { sessionToken: "anna" } });
    expect((await sendAs("ben")).status).toBe(200);
    expect((await sendAs("anna.2")).status).toBe(503);
    expect((await sendAs("anna")).status).toBe(200);
  });

  test.each([
    ["a field of the body", { member: { external_guid: "link-7" } }],
    ["an item of a list", { member: { use_cases: ["PFM" as const] } }],
    ["the whole body", { member: { ...member, external_guid: "link-7", use_cases: ["PFM" as const] } }],
  ])("a rule for %s waits for a request that has it", async (_, body) => {
    const { mock, send } = await start();
    mock.next({ status: 503, match: { body } });
    expect((await send({ body: { member } })).status).toBe(200);
    expect((await send({ body: { member: { ...member, external_guid: "link-8", use_cases: [] } } })).status).not.toBe(503);
    expect((await send({ text: "{" })).status).toBe(400);
    const own = { ...member, external_guid: "link-7", use_cases: ["PFM"] };
    expect((await send({ body: { member: own } })).status).toBe(503);
    expect((await send({ body: { member: own } })).status).toBe(200);
  });

  test("a rule is taken as often as it says, or until reset()", async () => {
    const { mock, send } = await start();
    const statuses = async (count: number) => {
      const seen = [];
      for (let i = 0; i < count; i++) seen.push((await send({ body: { member } })).status);
      return seen;
    };
    mock.next({ status: 503, times: 2 });
    expect(await statuses(3)).toEqual([503, 503, 200]);
    mock.next({ status: 503, times: "unlimited" });
    expect(await statuses(4)).toEqual([503, 503, 503, 503]);
    mock.reset();
    expect(await statuses(1)).toEqual([200]);
  });

  test("unused has the rules that nothing took", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503, times: 3 });
    mock.next({ status: 500, match: { sessionToken: "nobody" } });
    expect(mock.unused).toHaveLength(2);
    await send({ body: { member } });
    expect(mock.unused).toEqual([{ status: 500, match: { sessionToken: "nobody" } }]);
    mock.reset();
    expect(mock.unused).toEqual([]);
  });

  test("a forced success is that of the request, and is created", async () => {
    const { mock, send } = await start({ stateful: true });
    const force = (token: string, external_guid: string) =>
      send({
        headers: { ...validHeaders, [sessionTokenHeader]: token, Prefer: "code=200" },
        body: { member: { ...member, external_guid } },
      });
    const [one, other] = [await force("one", "link-1"), await force("other", "link-2")];
    expect([one.scenario, other.scenario]).toEqual(["oauth", "oauth"]);
    expect(one.body.member).toMatchObject({ external_guid: "link-1", institution_guid: member.institution_guid });
    expect(one.body.member.guid).not.toBe(other.body.member.guid);
    expect(one.body.member.user_guid).not.toBe(other.body.member.user_guid);
    expect(mock.members).toEqual([one.body.member, other.body.member]);
    expect(mock.membersOf("one")).toEqual([one.body.member]);
  });

  test.each([
    ["created", { member }],
    ["oauth", examples.createMember.created.request],
    ["oauth", {}],
    ["standard", { member: { ...member, metadata: 1 } }],
    ["created", examples.createMember["unknown-institution"].request],
  ])("the success %s conforms to the contract, even if it is forced on %j", async (scenario, body) => {
    const { mock, send } = await start();
    mock.next({ scenario: scenario as "created" });
    const response = await send({ body });
    expect(response).toMatchObject({ status: 200, scenario });
    expect(responseIssues(response)).toEqual([]);
  });

  test.each([
    ["code=422", examples.createMember["unknown-institution"].request, "unknown-institution"],
    ["code=422", { member }, "duplicate-member"],
    ["code=400", { member: { is_oauth: true } }, "missing-institution"],
    ["code=400", { member: { ...member, metadata: 1 } }, "invalid"],
    ["code=200", examples.createMember.created.request, "created"],
    ["code=200", { member: { ...examples.createMember.created.request.member, skip_aggregation: true } }, "skip-aggregation"],
  ])("%s alone leads to the scenario of that status that fits the request", async (Prefer, body, scenario) => {
    const { send } = await start();
    expect((await send({ headers: { ...validHeaders, Prefer }, body })).scenario).toBe(scenario);
  });

  test("code=401 without a token is the one for a missing token", async () => {
    const { send } = await start();
    const { [sessionTokenHeader]: _, ...headers } = validHeaders;
    expect((await send({ headers: { ...headers, Prefer: "code=401" }, body: { member } })).scenario).toBe("missing-session");
  });

  test("a success that is not to be processed creates nothing", async () => {
    const { mock, send } = await start({ stateful: true });
    mock.next({ scenario: "oauth", processed: false });
    expect((await send({ body: { member } })).status).toBe(200);
    expect(mock.members).toEqual([]);
  });

  test("fields of a response can be overridden, also in what was created", async () => {
    const { mock, send } = await start({ stateful: true });
    mock.next({ override: { member: { connection_status: "DENIED", more: { list: [1] } } } });
    const { status, body } = await send({ body: { member } });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { member: { connection_status: "DENIED", more: { list: [1] }, institution_guid: member.institution_guid } },
    });
    expect(mock.members).toEqual([body.member]);
    mock.next({ status: 422, override: { error: { code: 4220 } } });
    expect((await send({ body: { member } })).body.error).toEqual({
      ...examples.createMember["duplicate-member"].response.error,
      code: 4220,
    });
    mock.next({ status: 503, override: { error: { code: "down" } } });
    expect((await send({ body: { member } })).body.error).toEqual({ code: "down", message: "The response that was asked for" });
  });

  test("an error status that the contract does not describe says what it is", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503 });
    expect((await send({ body: { member } })).body).toEqual({ error: { message: "The response that was asked for" } });
  });

  test("further headers, such as Retry-After", async () => {
    const { mock, send } = await start();
    mock.next({ status: 429, headers: { "Retry-After": "7" } });
    const { status, headers } = await send({ body: { member } });
    expect({ status, after: headers.get("Retry-After") }).toEqual({ status: 429, after: "7" });
  });

  test("a header in another case replaces the one of the mock", async () => {
    const { mock, send } = await start();
    mock.next({ headers: { "x-nexus-members-mock": "mine" } });
    const { headers, status } = await send({ body: { member } });
    expect({ name: headers.get("X-Nexus-Members-Mock"), status }).toEqual({ name: "mine", status: 200 });
  });

  test("a request that asks itself, or that the contract does not have, takes nothing from the queue", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503 });
    expect((await send({ path: "/other" })).status).toBe(404);
    expect((await send({ method: "PUT" })).status).toBe(405);
    expect((await send({ headers: { ...validHeaders, Prefer: "code=422" } })).status).toBe(422);
    expect((await send({ body: { member } })).status).toBe(503);
  });

  test("what is queued stays as it was queued", async () => {
    const { mock, send } = await start();
    const next: MockRule = { status: 503 };
    mock.next(next);
    next.status = 500;
    expect((await send({ body: { member } })).status).toBe(503);
  });

  test.each<[string, unknown, string]>([
    ["an unknown scenario", { scenario: "nobody" }, "It has: code=200, example=standard;"],
    ["a scenario of another status", { scenario: "oauth", status: 422 }, "does not have the response"],
    ["a status of no response", { status: 302 }, "or any other error status"],
    ["a status that is no number", { status: "503" }, "status of the next response must be an HTTP status."],
    ["a scenario that is no name", { scenario: 1 }, "scenario of the next response must be the name of a scenario."],
    ["a negative delay", { delay: -1 }, "delay of the next response must be a whole number of milliseconds up to 600000."],
    ["a delay of a fraction", { delay: 0.5 }, "delay of the next response"],
    ["another cut", { cut: "hair" }, "cut of the next response must be before, after or body."],
    ["processed as a word", { processed: "yes" }, "processed of the next response must be true or false."],
    ["a header that cannot be sent", { headers: { "Retry-After": "\n1\n2" } }, "headers of the next response"],
    ["headers of null", { headers: null }, "headers of the next response"],
    ["a header whose value is a number", { headers: { "Retry-After": 7 } }, "headers of the next response"],
    ["a header with a control character", { headers: { "X-Note": "\u0001" } }, "headers of the next response"],
    ["a header beyond Latin-1", { headers: { "X-Note": "€" } }, "headers of the next response"],
    ["a header without a name", { headers: { "": "1" } }, "headers of the next response"],
    ...["Trailer", "Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "Upgrade", "TE"].map(
      (name): [string, unknown, string] => [`the header ${name}`, { headers: { [name]: "1" } }, "headers of the next response"],
    ),
    ["processed with cut: before", { status: 503, processed: true, cut: "before" }, "Leave out processed, or use cut: after."],
    ["processed with the usual response", { processed: true }, "processed needs scenario, status or body"],
    ["reset without cut", { reset: true }, "reset needs cut"],
    ["a body with a scenario", { scenario: "oauth", body: "" }, "leave out scenario and override"],
    ["a body with override", { override: {}, body: "" }, "leave out scenario and override"],
    ["a body that is no string", { body: { member: {} } }, "body of the next response must be a string."],
    ["a body with the status 100", { status: 100, body: "" }, "needs a status from 200 to 599"],
    ["a body with the status 600", { status: 600, body: "" }, "needs a status from 200 to 599"],
    ["a body of a response that has none", { status: 204, body: "text" }, "leave body empty"],
    ["an override that is no object", { override: "DENIED" }, "override of the next response must be an object."],
    ["no times at all", { times: 0 }, "times of the next response must be a whole number from 1, or"],
    ["endless times", { times: Number.POSITIVE_INFINITY }, 'or "unlimited".'],
    ["a match of something else", { match: { user: "one" } }, "match of the next response must be an object with sessionToken"],
    ["a match of null", { match: null }, "match of the next response must be an object with sessionToken"],
    ["a long unknown option", { ["x".repeat(60)]: 1 }, `has no option ${"x".repeat(50)}. It has`],
    [
      "an unknown option",
      { delya: 1 },
      "has no option delya. It has: match, times, scenario, status, headers, body, override, processed, delay, cut, reset.",
    ],
    ["a list", [{ status: 503 }], "The next response must be an object."],
    ["nothing", null, "The next response must be an object."],
    ["no object", 503, "The next response must be an object."],
  ])("rejects %s, and queues nothing", async (_, next, message) => {
    const { mock, send } = await start();
    expect(() => mock.next(next as MockRule)).toThrow(message);
    expect(() => mock.next(next as MockRule)).toThrow(TypeError);
    expect((await send({ body: { member } })).status).toBe(200);
  });
});

test("a rule of another scenario, or for a field that requests do not have, is a type error", () => {
  const rules: MockRule[] = [
    // @ts-expect-error
    { scenario: "nobody" },
    // @ts-expect-error
    { match: { body: { member: { external_gud: "link-1" } } } },
  ];
  expect(rules).toHaveLength(2);
});
