/** Faults and forced responses, as `mock.next` and `Prefer` ask for them. */
import { describe, expect, test } from "vitest";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { createMock, type Mock, type MockRule } from "../../src/mock.js";
import { creatingOAuth, memberOf, ownOAuth, preferring, sentBy, withHeaders } from "./requests.js";
import { type Received, responseIssues, type Sent, transports } from "./transports.js";

/** The ways to ask for a response. Each sends one request that is to get it. */
const ways: Record<string, (mock: Mock, send: (sent: Sent) => Promise<Received>, rule: MockRule) => Promise<Received>> = {
  "mock.next": (mock, send, rule) => {
    mock.next(rule);
    return send(creatingOAuth());
  },
  Prefer: (_, send, { scenario, status, ...faults }) => {
    const asked = Object.entries({ example: scenario, code: status, ...faults }).filter(([, value]) => value !== undefined);
    return send(preferring(asked.map(([name, value]) => `${name}=${value}`).join(", "), { member: ownOAuth }));
  },
};

describe.each(Object.entries(transports))("%s", (_, start) => {
  describe.each(Object.entries(ways))("by %s", (_, request) => {
    test.each<[MockRule, response: string, created: number]>([
      [{ scenario: "expired-session" }, "401 expired-session", 0],
      [{ status: 422 }, "422 duplicate-member", 0],
      [{ status: 503 }, "503 default", 0],
      [{ status: 503, processed: true }, "503 default", 1],
      [{ status: 599 }, "599 default", 0],
      [{ scenario: "created", status: 200 }, "200 created", 1],
      [{ scenario: "oauth", processed: false }, "200 oauth", 0],
      [{ delay: 1 }, "200 oauth", 1],
      [{ delay: 0 }, "200 oauth", 1],
      [{ cut: "before" }, "none", 0],
      [{ cut: "after" }, "none", 1],
      [{ cut: "after", reset: true }, "none", 1],
      [{ cut: "body" }, "none", 1],
      [{ status: 503, cut: "after" }, "none", 0],
      [{ status: 503, cut: "after", processed: true }, "none", 1],
    ])("%j: response %s, members created: %i; the next request gets the usual response", async (rule, response, created) => {
      const log: string[] = [];
      const { mock, send } = await start({ stateful: true, log: (line) => log.push(line) });
      const seen = await request(mock, send, rule).then(
        ({ status, scenario }) => `${status} ${scenario}`,
        () => "none",
      );
      expect(seen).toBe(response);
      expect(mock.members).toHaveLength(created);
      expect(mock.requests).toMatchObject([{ ...(rule.cut && { cut: rule.cut }), ...(rule.reset && { reset: true }) }]);
      expect(log).toHaveLength(1);
      if (rule.cut) expect(log[0]).toContain(` connection ${rule.reset ? "reset" : "cut"} (${rule.cut})`);
      expect(await send(creatingOAuth())).toMatchObject({ status: 200, scenario: "oauth" });
    });
  });

  /** A mock, and the statuses of requests one after the other. */
  async function startWith(rules: MockRule[]) {
    const { mock, send } = await start();
    for (const rule of rules) mock.next(rule);
    const statuses = async (...requests: Sent[]) => {
      const seen: number[] = [];
      for (const sent of requests) seen.push((await send(sent)).status);
      return seen;
    };
    return { mock, send, statuses };
  }
  const any = creatingOAuth();

  test("several are queued, in order: 503, then an expired session, then success", async () => {
    const { statuses } = await startWith([{ status: 503 }, { scenario: "expired-session" }, {}, { status: 500 }]);
    expect(await statuses(any, any, any, any, any)).toEqual([503, 401, 200, 500, 200]);
  });

  test("a rule for a user waits for a request of that user, whatever others send", async () => {
    const { statuses } = await startWith([{ status: 503, match: { sessionToken: "anna" } }]);
    expect(await statuses(sentBy("ben"), sentBy("anna.2"), sentBy("anna"))).toEqual([200, 503, 200]);
  });

  test.each([
    ["a field of the body", { member: { external_guid: "link-7" } }],
    ["an item of a list", { member: { use_cases: ["PFM" as const] } }],
    [
      "the whole body",
      { member: { ...ownOAuth, is_oauth: true as const, external_guid: "link-7", use_cases: ["PFM" as const] } },
    ],
  ])("a rule for %s waits for a request that has it", async (_, body) => {
    const { statuses } = await startWith([{ status: 503, match: { body } }]);
    const other = creatingOAuth({ external_guid: "link-8", use_cases: ["MONEY_MOVEMENT"] });
    const own = creatingOAuth({ external_guid: "link-7", use_cases: ["PFM"] });
    expect(await statuses(any, other, { text: "{" }, own, own)).toEqual([200, 200, 400, 503, 200]);
  });

  test("a rule is taken as often as it says, or until reset()", async () => {
    const { mock, statuses } = await startWith([
      { status: 503, times: 2 },
      { status: 500, times: "unlimited" },
    ]);
    expect(await statuses(any, any, any, any, any)).toEqual([503, 503, 500, 500, 500]);
    mock.reset();
    expect(await statuses(any)).toEqual([200]);
  });

  test("a request that asks itself, or that the contract does not have, takes nothing from the queue", async () => {
    const { statuses } = await startWith([{ status: 503 }]);
    expect(await statuses({ path: "/other" }, { method: "PUT" }, preferring("code=422"), any)).toEqual([404, 405, 422, 503]);
  });

  test("what is queued stays as it was queued", async () => {
    const rule: MockRule = { status: 503 };
    const { statuses } = await startWith([rule]);
    rule.status = 500;
    expect(await statuses(any)).toEqual([503]);
  });

  test("a forced success is that of the request, and is created", async () => {
    const { mock, send } = await start({ stateful: true });
    const force = (token: string, external_guid: string) =>
      send(withHeaders({ [sessionTokenHeader]: token, Prefer: "code=200" }, { member: { ...ownOAuth, external_guid } }));
    const [one, other] = [await force("one", "link-1"), await force("other", "link-2")];
    expect([one.scenario, other.scenario]).toEqual(["oauth", "oauth"]);
    expect(one.body.member).toMatchObject({ external_guid: "link-1", institution_guid: ownOAuth.institution_guid });
    expect(one.body.member.guid).not.toBe(other.body.member.guid);
    expect(one.body.member.user_guid).not.toBe(other.body.member.user_guid);
    expect(mock.members).toEqual([one.body.member, other.body.member]);
    expect(mock.membersOf("one")).toEqual([one.body.member]);
  });

  test.each([
    ["created", { member: ownOAuth }],
    ["oauth", examples.createMember.created.request],
    ["oauth", {}],
    ["standard", { member: { ...ownOAuth, metadata: 1 } }],
    ["created", examples.createMember["unknown-institution"].request],
  ] as const)("the success %s conforms to the contract, even if it is forced on %j", async (scenario, body) => {
    const { send } = await startWith([{ scenario }]);
    const response = await send({ body });
    expect(response).toMatchObject({ status: 200, scenario });
    expect(responseIssues(response)).toEqual([]);
  });

  test.each([
    ["code=422", memberOf("unknown-institution"), "unknown-institution"],
    ["code=422", ownOAuth, "duplicate-member"],
    ["code=400", { is_oauth: true }, "missing-institution"],
    ["code=400", { ...ownOAuth, metadata: 1 }, "invalid"],
    ["code=200", memberOf("created"), "created"],
    ["code=200", { ...memberOf("created"), skip_aggregation: true }, "skip-aggregation"],
  ])("%s alone leads to the scenario of that status that fits the request", async (Prefer, member, scenario) => {
    const { send } = await start();
    expect((await send(preferring(Prefer, { member }))).scenario).toBe(scenario);
  });

  test("code=401 without a token is the one for a missing token", async () => {
    const { send } = await start();
    const { scenario } = await send(withHeaders({ [sessionTokenHeader]: undefined, Prefer: "code=401" }));
    expect(scenario).toBe("missing-session");
  });

  test("fields of a response can be overridden, also in what was created", async () => {
    const { mock, send } = await start({ stateful: true });
    mock.next({ override: { member: { connection_status: "DENIED", more: { list: [1] } } } });
    mock.next({ status: 422, override: { error: { code: 4220 } } });
    mock.next({ status: 503, override: { error: { code: "down" } } });
    const { body } = await send(any);
    const { institution_guid } = ownOAuth;
    expect(body.member).toMatchObject({ connection_status: "DENIED", more: { list: [1] }, institution_guid });
    expect(mock.members).toEqual([body.member]);
    const { message } = examples.createMember["duplicate-member"].response.error;
    expect((await send(any)).body.error).toEqual({ message, code: 4220 });
    expect((await send(any)).body.error).toEqual({ code: "down", message: "The response that was asked for" });
  });

  test("a response can have further headers, which replace those of the mock in any case", async () => {
    const { send } = await startWith([{ status: 429, headers: { "Retry-After": "7", "x-nexus-members-mock": "mine" } }]);
    const { status, headers } = await send(any);
    expect({ status, after: headers.get("Retry-After"), name: headers.get("X-Nexus-Members-Mock") }).toEqual({
      status: 429,
      after: "7",
      name: "mine",
    });
  });

  test("a raw body is sent as it is, with its status and headers, whole or cut", async () => {
    const headers = { "Content-Type": "text/html", Location: "https://elsewhere.example/" };
    const moved = { status: 302, body: "<h1>Moved</h1>", headers };
    const { send } = await startWith([moved, { body: "" }, { status: 204, body: "" }, { body: "[]", cut: "body" }]);
    const [first, second, third] = [await send(any), await send(any), await send(any)];
    expect(first).toMatchObject({ status: 302, text: "<h1>Moved</h1>", scenario: "none" });
    expect(Object.fromEntries(first.headers)).toMatchObject({ "content-type": "text/html", location: headers.Location });
    expect([second, third].map(({ status, text }) => ({ status, text }))).toEqual([
      { status: 200, text: "" },
      { status: 204, text: "" },
    ]);
    await expect(send(any)).rejects.toThrow();
  });
});

const connectionHeaders = ["Trailer", "Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "Upgrade", "TE"];
test.each<[string, unknown, string]>([
  ["an unknown scenario", { scenario: "nobody" }, "It has: code=200, example=standard;"],
  ["a scenario of another status", { scenario: "oauth", status: 422 }, "does not have the response"],
  ["a status of no response", { status: 302 }, "or any other error status"],
  ["a status that is no number", { status: "503" }, "The next response: status must be an HTTP status."],
  ["a scenario that is no name", { scenario: 1 }, "scenario must be the name of a scenario."],
  ["a negative delay", { delay: -1 }, "delay must be a whole number of milliseconds up to 600000."],
  ["a delay of a fraction", { delay: 0.5 }, "delay must be"],
  ["another cut", { cut: "hair" }, "cut must be before, after or body."],
  ["processed as a word", { processed: "yes" }, "processed must be true or false."],
  ["headers of null", { headers: null }, "headers must be an object with header values that can be sent"],
  ["a header with a line break", { headers: { "Retry-After": "\n1\n2" } }, "headers must be"],
  ["a header whose value is a number", { headers: { "Retry-After": 7 } }, "headers must be"],
  ["a header with a control character", { headers: { "X-Note": "\u0001" } }, "headers must be"],
  ["a header beyond Latin-1", { headers: { "X-Note": "€" } }, "headers must be"],
  ["a header without a name", { headers: { "": "1" } }, "headers must be"],
  ...connectionHeaders.map((name): [string, object, string] => [
    `the header ${name}`,
    { headers: { [name]: "1" } },
    "headers must be",
  ]),
  ["processed with cut: before", { status: 503, processed: true, cut: "before" }, "Leave out processed, or use cut: after."],
  ["processed with the usual response", { processed: true }, "processed needs scenario, status or body"],
  ["reset without cut", { reset: true }, "reset needs cut"],
  ["a body with a scenario", { scenario: "oauth", body: "" }, "leave out scenario and override"],
  ["a body with override", { override: {}, body: "" }, "leave out scenario and override"],
  ["a body that is no string", { body: { member: {} } }, "body must be a string."],
  ["a body with the status 100", { status: 100, body: "" }, "needs a status from 200 to 599"],
  ["a body with the status 600", { status: 600, body: "" }, "needs a status from 200 to 599"],
  ["a body of a response that has none", { status: 204, body: "text" }, "leave body empty"],
  ["an override that is no object", { override: "DENIED" }, "override must be an object."],
  ["no times at all", { times: 0 }, "times must be a whole number from 1, or"],
  ["endless times", { times: Number.POSITIVE_INFINITY }, 'or "unlimited".'],
  ["a match of something else", { match: { user: "one" } }, "match must be an object with sessionToken"],
  ["a match of null", { match: null }, "match must be an object with sessionToken"],
  ["an unknown option", { delya: 1 }, "delya is not an option. The options are match, times, scenario, status, headers, body"],
  ["nothing", null, "The next response: the options must be an object."],
])("mock.next rejects %s, and queues nothing", (_, rule, message) => {
  const mock = createMock();
  const next = () => mock.next(rule as MockRule);
  expect(next).toThrow(TypeError);
  expect(next).toThrow(message);
  expect(mock.unused).toEqual([]);
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
