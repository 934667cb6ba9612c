/** Which request leads to which response, and what the mock says about a request that it rejects. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { valueAt } from "../../src/contract/json.js";
import { issuesHeader, maxRequestSize } from "../../src/mock.js";
import { servedContract } from "../../src/served-contract.js";
import {
  creating,
  creatingOAuth,
  credentials,
  institution_guid,
  memberOf,
  noToken,
  own,
  ownOAuth,
  preferring,
  sentBy,
  withHeaders,
} from "./requests.js";
import { operation, responseIssues, type Sent, transports, validHeaders } from "./transports.js";

const scenarios = examples.createMember;
const paths = [...new Set(servedContract.operations.map(({ path }) => path))].join(", ");
const noPath = (path: string) => `The contract has no path ${path}. It has: ${paths}`;
const unknownResponse = "Prefer: The contract does not have the response that was asked for";
const wrongType = `Content-Type must be ${mediaType}, in UTF-8`;
const compressed = "The mock reads no compressed bodies: leave out Content-Encoding";
const tooLarge = "The mock reads request bodies of up to 1000000 bytes";
const inLatin1 = "application/json; charset=iso-8859-1";
const body = { member: own };
const unknownInstitution = memberOf("unknown-institution").institution_guid;
const [outdated] = memberOf("stale-credentials").credentials;
const [loginInUse] = memberOf("duplicate-member").credentials;
const { external_guid: taken } = memberOf("external-guid-taken");

type Row = [what: string, response: string, sent: Sent, message?: string];
const table: Row[] = [
  ["Prefer in quotes and capitals", "422 unknown-institution", preferring('Code=422; Example="unknown-institution"')],
  ["Prefer before a missing token", "200 created", withHeaders({ ...noToken, Prefer: "example=created" })],
  ["Prefer before a broken body", "200 created", { ...preferring("example=created"), text: "{" }],
  ["Prefer: the first code counts", "401 missing-session", preferring("code=401, code=422")],
  ["Prefer: a code in the quoted value of another preference", "200 created", preferring('foo="bar, code=503", baz')],
  ["Prefer: a code in the quoted value of a parameter", "200 created", preferring('foo; a="\\"; code=503", wait=1')],
  ["Prefer: empty list items", "422 duplicate-member", preferring(",, code=422 ,")],
  ["Prefer: a name that ends in `code`", "200 created", preferring("x-code=500")],
  ["Prefer: a quote that does not end", "400 none", preferring('code="422'), "Prefer must be a list, such as code=422"],
  ["Prefer: no comma between two", "400 none", preferring("code=422 example=oauth"), "Prefer must be a list"],
  ["Prefer: an unknown example", "400 none", preferring("example=nobody"), unknownResponse],
  ["Prefer: an example without a name", "400 none", preferring("example="), unknownResponse],
  ["Prefer: an example of another code", "400 none", preferring("code=422, example=oauth"), unknownResponse],
  ["Prefer: a code of no response", "400 none", preferring("code=302"), unknownResponse],
  ["Prefer: default is no code", "400 none", preferring("code=default"), "Prefer: status must be an HTTP status."],
  ["Prefer: a code that begins with 0", "400 none", preferring("code=0422"), "Prefer: status must be"],
  ["Prefer: a delay that begins with a number", "400 none", preferring("delay=5x"), "Prefer: delay must be"],

  ["no token", "401 missing-session", withHeaders(noToken)],
  ["a token that reads missing", "200 created", sentBy("missing", own)],
  ["an empty token", "401 missing-session", sentBy("")],
  ["an expired session", "401 expired-session", sentBy("example-expired-session")],

  ["a body in Latin-1", "400 invalid", { text: '{"member":{"name":"\u00e9"}}', latin1: true }],
  ["a body over the limit", "413 none", { text: "x".repeat(maxRequestSize + 1) }, tooLarge],
  ["a body at the limit", "200 created", { text: JSON.stringify(body).padStart(maxRequestSize) }],
  ["a header that does not match the contract", "400 invalid", withHeaders({ "MX-Skip-Webhook": "maybe" })],
  ["a header that matches the contract", "200 created", withHeaders({ "MX-Skip-Webhook": "true" })],

  ["an unknown institution", "422 unknown-institution", creatingOAuth({ institution_guid: unknownInstitution })],
  ["a taken external_guid", "422 external-guid-taken", creatingOAuth({ external_guid: taken })],
  ["a login in use, in second place", "422 duplicate-member", creating({ credentials: [...credentials, loginInUse] })],
  ["an outdated credential", "400 stale-credentials", creating({ credentials: [{ ...outdated, value: "x" }] })],
  ["a login in use, without that login", "200 created", creating({ ...memberOf("duplicate-member"), credentials })],
  ["any other OAuth request", "200 oauth", creatingOAuth()],
  ["skip_aggregation: true", "200 skip-aggregation", creating({ skip_aggregation: true })],

  ["no content type and no body", "400 invalid", { ...withHeaders({ "Content-Type": undefined }), text: "" }],
  ["a content type that is not JSON", "415 none", withHeaders({ "Content-Type": "text/plain" }), wrongType],
  ["a content type in Latin-1", "415 none", withHeaders({ "Content-Type": inLatin1 }), wrongType],
  ["a body in gzip", "415 none", withHeaders({ "Content-Encoding": "gzip" }), compressed],
  ["Accept: the contract's type among others", "200 created", withHeaders({ Accept: `text/html, ${mediaType};q=0.5` })],
  ["Accept: another type", "406 none", withHeaders({ Accept: "application/json" }), `Accept must allow ${mediaType}`],

  ["another path", "404 none", { path: "/member", body }, noPath("/member")],
  ["a long path", "404 none", { path: `/${"x".repeat(200)}`, body }, noPath(`/${"x".repeat(99)}…`)],
  ["a path with a step back", "200 created", { path: "/a/../members", body }],
  ["a path with a letter that is escaped", "404 none", { path: "/%6Dembers", body }, noPath("/%6Dembers")],
  ["a path behind two slashes", "404 none", { path: "//members", body }, noPath("//members")],
  ["a path with a URL in it", "404 none", { path: "/membershttp://mock", body }, noPath("/membershttp://mock")],
  ["a path that cannot be decoded", "404 none", { path: "/%zz", body }, noPath("/%zz")],
  ["a query", "200 created", { path: "/members?trace=1", body }],
  ...["GET", "PUT", "HEAD"].map((method): Row => [method, "405 none", { method }, "This path allows POST, OPTIONS"]),
];

/** The response of a scenario, with the GUIDs of another response where it is a success. */
function withGuidsOf(body: unknown, { status, response }: (typeof operation.scenarios)[number]): unknown {
  const unique = status < 400 ? Object.keys(operation.unique) : [];
  const text = unique.reduce(
    (text, at) => text.replaceAll(String(valueAt(response, at)), String(valueAt(body, at))),
    JSON.stringify(response),
  );
  return JSON.parse(text);
}

describe.each(Object.entries(transports))("%s", (_, start) => {
  test.each(table)("%s: %s, with a line in the log", async (_, expected, sent, message) => {
    const log: object[] = [];
    const { send } = await start({ log: (line, { plain }) => log.push({ line, plain }) });
    const { method = "POST", headers: { Prefer = "" } = {} } = sent;
    const response = await send(sent);
    const { status, scenario, headers, text, body } = response;
    expect(`${status} ${scenario}`).toBe(expected);
    expect(headers.get("Allow")).toBe(status === 405 ? "POST, OPTIONS" : null);
    if (method === "HEAD") expect(text).toBe("");
    else expect(responseIssues(response)).toEqual([]);
    if (message && method !== "HEAD") expect(body.error.message).toContain(message);
    const line = expect.stringContaining(`${method} ${status} ${message ? `(${message}` : scenario}`);
    expect(log).toEqual([{ line, plain: status === 200 && Prefer !== "example=created" }]);
  });

  test("an unknown Prefer lists the known ones", async () => {
    const { send } = await start();
    const { message } = (await send(preferring("example=nobody"))).body.error;
    for (const { name, status } of operation.scenarios) expect(message).toContain(`code=${status}, example=${name}; `);
  });

  const withRequest = operation.scenarios.filter(({ request }) => request !== undefined);
  test.each(withRequest)("the request of $name leads to its response, but for the GUIDs", async (scenario) => {
    const { send } = await start();
    const response = await send({ body: scenario.request });
    expect(response).toMatchObject({ status: scenario.status, scenario: scenario.name });
    expect(response.body).toEqual(withGuidsOf(response.body, scenario));
    if (scenario.status < 400) expect(response.body.member.guid).not.toBe(valueAt(scenario.response, "/member/guid"));
    const { member } = scenario.request as { member: object };
    const reordered = await send({ body: { member: Object.fromEntries(Object.entries(member).reverse()) } });
    expect(reordered).toMatchObject({ status: scenario.status, scenario: scenario.name });
  });

  test.each(operation.scenarios)("Prefer: example=$name leads to the response of the contract", async (scenario) => {
    const { send } = await start();
    const { status, body } = await send(preferring(`example=${scenario.name}`, scenario.request ?? {}));
    expect({ status, body }).toEqual({ status: scenario.status, body: withGuidsOf(body, scenario) });
  });

  test("requests that do not match the contract are rejected, and the issues say where, in the log too", async () => {
    const { requests } = parse(readFileSync(new URL("../contract/rejected.yaml", import.meta.url), "utf8"));
    const log: string[] = [];
    const { send } = await start({ log: (line) => log.push(line) });
    const pointer = expect.stringMatching(/^(\/[a-z_0-9]+)*$/);
    for (const { name, body, response: scenario } of requests as { name: string; body: unknown; response: "invalid" }[]) {
      const { issues, ...response } = await send({ body });
      expect(response, name).toMatchObject({ status: 400, scenario, body: scenarios[scenario].response });
      expect(issues.length, name).toBeGreaterThan(0);
      for (const issue of issues)
        expect(issue, name).toEqual({ in: "body", pointer, rule: expect.stringMatching(/^[a-zA-Z]+$/) });
      expect(log.at(-1), name).toBe(`POST 400 ${scenario} ${JSON.stringify(issues)}`);
    }
  });

  const long = "x".repeat(20_000);
  const longKeys = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}${"é".repeat(300)}`, 1]));
  test.each<[string, Sent, object[]]>([
    ["an empty body", { text: "" }, [{ in: "body", pointer: "", rule: "required" }]],
    ["malformed JSON", { text: '{"member":' }, [{ in: "body", pointer: "", rule: "json" }]],
    ["a header", withHeaders({ "MX-Skip-Webhook": "1" }), [{ in: "header MX-Skip-Webhook", pointer: "", rule: "type" }]],
    [
      "a field beyond ASCII",
      creatingOAuth({ "größe\n": 1 }),
      [{ in: "body", pointer: "/member/größe\n", rule: "additionalProperties" }],
    ],
    ["500 items", creating({ credentials: Array(500).fill({}) }), Array(20).fill(expect.anything())],
    ["a key of 20,000 characters", creatingOAuth({ [long]: 1 }), [{ pointer: `/member/${long.slice(0, 192)}…` }]],
    ["30 long keys", creatingOAuth(longKeys), [{}, {}, {}]],
  ])("what is wrong with %s fits into the header and the log line", async (_, sent, issues) => {
    const log: string[] = [];
    const { send } = await start({ log: (line) => log.push(line) });
    const response = await send(sent);
    expect(response.status).toBe(400);
    expect(response.issues).toMatchObject(issues);
    expect(new Set(response.issues.map((one) => JSON.stringify(one))).size).toBe(issues.length);
    expect(response.headers.get(issuesHeader)).toMatch(/^[ -~]{1,4100}$/);
    expect(log[0]?.length).toBeLessThan(4_100);
  });

  const everything = { external_guid: "own-1", metadata: "text", name: "My bank", use_cases: ["MONEY_MOVEMENT"] };
  test.each([
    ["created", own],
    ["oauth", ownOAuth],
    ["skip-aggregation", { ...own, skip_aggregation: true }],
  ] as const)("the member of %s repeats what was said, and is null where nothing was", async (name, member) => {
    const { send } = await start();
    const silent = (await send({ body: { member } })).body.member;
    expect(silent).toMatchObject({ institution_guid, external_guid: null, metadata: null, is_oauth: name === "oauth" });
    expect(silent.name).toBe(scenarios[name].response.member.name);
    expect(silent).not.toHaveProperty("use_cases");
    const full = (await send({ body: { member: { ...member, ...everything } } })).body.member;
    expect(full).toMatchObject({ institution_guid, ...everything });
    expect(full).not.toHaveProperty("credentials");
    expect(full.guid).not.toBe(silent.guid);
  });

  test("a member has GUIDs that follow from request and token; the OAuth URI repeats its GUID", async () => {
    const { send } = await start();
    const create = async (token: string, external_guid: string) =>
      (await send(sentBy(token, { ...ownOAuth, external_guid }))).body.member;
    const first = await create("one", "a");
    const [again, otherUser, otherMember] = [await create("one", "a"), await create("two", "a"), await create("one", "b")];
    expect(again).toEqual(first);
    expect(first.guid).toMatch(/^MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(first.oauth_window_uri).toContain(first.guid);
    expect(new Set([first, otherUser, otherMember].map(({ guid }) => guid)).size).toBe(3);
    expect(otherUser.user_guid).not.toBe(first.user_guid);
    expect(otherMember.user_guid).toBe(first.user_guid);
  });

  test("a member keeps what the request said, even if it is a GUID of the example", async () => {
    const { send } = await start();
    const external_guid = scenarios.created.response.member.guid;
    const { member } = (await send(creating({ external_guid }))).body;
    expect(member.external_guid).toBe(external_guid);
    expect(member.guid).not.toBe(external_guid);
  });

  test("a page in a browser may call it, with cookies too", async () => {
    const { send } = await start();
    const Origin = "http://localhost:3000";
    const preflight = await send({ method: "OPTIONS", headers: { Origin, "Access-Control-Request-Headers": "content-type" } });
    expect(preflight.status).toBe(204);
    const methods = [...new Set(servedContract.operations.map(({ method }) => method)), "OPTIONS"].join(", ");
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": Origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": methods,
      "access-control-allow-headers": "content-type",
    });
    const { headers } = await send(withHeaders({ Origin }, {}));
    expect(Object.fromEntries(headers)).toMatchObject({ "access-control-allow-origin": Origin, vary: "Origin" });
    expect(headers.get("Access-Control-Expose-Headers")).toContain(issuesHeader);
  });

  test("a page whose origin is not known may call it", async () => {
    const { send } = await start();
    expect((await send({ method: "OPTIONS" })).headers.get("Access-Control-Allow-Headers")).toBe("*");
    const { headers } = await send({ body: {} });
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Access-Control-Expose-Headers")).toBe("*");
  });
});

test("over HTTP, a request without a content type gets 415", async () => {
  // In process, `fetch` sets one for a body of text; here there is none.
  const { send } = await transports["over HTTP"]();
  expect(await send(withHeaders({ "Content-Type": undefined }))).toMatchObject({ status: 415, scenario: "none" });
});

test("the mock takes a Request, and what makes one, and no request that was aborted before", async () => {
  const { mock } = await transports["in process"]();
  const url = new URL("https://mock.example/members");
  const init = { method: "POST", headers: validHeaders, body: JSON.stringify(body) };
  const reason = new Error("no longer needed");
  const responses = [
    mock.fetch(url, init),
    mock.fetch(url.href, init),
    mock.fetch(new Request(url, init)),
    mock.fetch(url.href),
  ];
  expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([200, 200, 200, 405]);
  await expect(mock.fetch(url, { ...init, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(mock.requests).toHaveLength(3);
});
