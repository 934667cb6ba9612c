/** The verification knows no operation by name: here it has a contract of things rather than members. */
import { afterAll, describe, expect, test, vi } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { reply, startServer } from "../support/server.js";
import { document, operations } from "./things.js";

vi.resetModules();
vi.doMock("../../generated/operations.js", () => ({ operations }));
vi.doMock("node:module", () => ({ createRequire: () => () => document }));
const { planChecks } = await import("../../src/verify/checks.js");
const { checkExchange } = await import("../../src/verify/exchange.js");
const { checkRecording, readHar, writeHar } = await import("../../src/verify/recording.js");
const { redact } = await import("../../src/verify/redact.js");
const { verify } = await import("../../src/verify/verify.js");
vi.doUnmock("../../generated/operations.js");
vi.doUnmock("node:module");
afterAll(() => void vi.resetModules()); // Other files get the verification of the contract again.

const server = "https://things.example/api";

interface Call {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
  status?: number;
  returns?: unknown;
}

/** A call that conforms, unless it says otherwise. */
function exchange({
  method = "GET",
  path = "/things/THG-1",
  headers = { "X-Reason": "curious" },
  body,
  status = 200,
  returns,
}: Call) {
  const message = (value: unknown) => (value === undefined ? {} : { body: JSON.stringify(value) });
  const type = { "Content-Type": mediaType };
  return {
    request: { method, url: server + path, headers: { ...type, ...headers }, ...message(body) },
    response: { status, headers: type, ...message(returns) },
  };
}

function recordingOf(...calls: Call[]) {
  const entries = calls.map(exchange).map(({ request, response }) => ({
    request: {
      ...request,
      headers: Object.entries(request.headers).map(([name, value]) => ({ name, value })),
      postData: { text: request.body },
    },
    response: {
      status: response.status,
      headers: Object.entries(response.headers).map(([name, value]) => ({ name, value })),
      content: { text: response.body },
    },
  }));
  return readHar(JSON.stringify({ log: { entries } }), [server]);
}

const get = { returns: { name: "THG-7" } };
const put = { method: "PUT", headers: { "X-Key": "k" }, status: 201, returns: { name: "THG-7" } };

describe("the plan", () => {
  const plan = planChecks("t", undefined);
  const named = (name: string) => plan.find((check) => check.name === name) ?? expect.fail(`no check "${name}"`);

  test("has every scenario with a request, and everything that can be wrong with a valid one", () => {
    expect(plan.map(({ name, rejection }) => (rejection ? `${name} -> ${rejection.status}` : name))).toEqual([
      "readThing: found",
      "readThing: deep",
      "readThing: gone -> 404",
      "readThing: with an invalid query depth -> undefined",
      "readThing: with an invalid query wide -> undefined",
      "readThing: with an invalid header X-Reason -> undefined",
      "keepThing: without a token -> undefined",
      "keepThing: with the token locked-key -> 401",
      "keepThing: kept",
      "keepThing: nested",
      "keepThing: kept, with every field",
      "keepThing: taken -> 409",
      "keepThing: kept, the body of another type -> 400",
      "keepThing: kept, the body with an unknown field -> 400",
      "keepThing: kept, /name of another type -> 400",
      "keepThing: kept, without /name -> 400",
      "keepThing: kept, /name with another value -> 400",
      "keepThing: kept, /list of another type -> 400",
      "keepThing: kept, /list empty -> 400",
      "keepThing: kept, /list/0 of another type -> 400",
      "keepThing: nested, /parent of another type -> 400",
      "keepThing: nested, /parent with an unknown field -> 400",
      "keepThing: nested, /parent/name of another type -> 400",
      "keepThing: nested, without /parent/name -> 400",
      "keepThing: nested, /parent/name with another value -> 400",
      "keepThing: a body that is not JSON -> 400",
    ]);
  });

  test("has the optional parameters in the last valid request, and one of them broken in others", () => {
    const path = { guid: "THG/1 ä" };
    const header = { "X-Reason": "curious" };
    expect(named("readThing: found").request.params).toEqual({ path, header });
    expect(named("readThing: deep").request.params).toEqual({ path, header, query: { depth: 7, wide: true } });
    expect(named("readThing: with an invalid query depth").request.params).toEqual({ path, header, query: { depth: "?" } });
    expect(named("readThing: with an invalid header X-Reason").request.params).toEqual({ path, header: { "X-Reason": "?" } });
  });

  test("has each body as it is sent", () => {
    const bodyOf = (name: string) => JSON.parse(named(`keepThing: ${name}`).request.body ?? expect.fail("no body"));
    expect(bodyOf("kept")).toEqual({ name: "THG-7", list: [1, 2] });
    expect(bodyOf("kept, with every field")).toEqual({
      name: "THG-7",
      list: [1, 2],
      "odd/name": "text",
      parent: { name: "THG-7" },
      since: "text",
    });
    expect(bodyOf("kept, without /name")).toEqual({ list: [1, 2] });
    expect(bodyOf("kept, /list/0 of another type")).toEqual({ name: "THG-7", list: ["text", 2] });
    expect(bodyOf("nested, /parent/name with another value")).toEqual({ name: "THG-77", parent: { name: "?" } });
    expect(named("keepThing: a body that is not JSON").request.body).toBe("{");
    expect(named("readThing: found").request.body).toBeUndefined();
  });

  test("sends the token that it was given, none, and each that the contract knows", () => {
    expect(named("keepThing: kept").request.token).toBe("t");
    expect(named("keepThing: without a token").request.token).toBeUndefined();
    expect(named("keepThing: with the token locked-key").request.token).toBe("locked-key");
  });

  test("has new values for what the server may have already, and only there", () => {
    const retry = named("keepThing: nested").retry?.body ?? expect.fail("no retry");
    expect(JSON.parse(retry)).toEqual({ name: expect.stringMatching(/^THG-77-[0-9a-f-]{36}$/), parent: { name: "THG-7" } });
    expect(named("readThing: found").retry).toBeUndefined();
    expect(named("keepThing: taken").retry).toBeUndefined();
  });

  test("has only the scenarios of the requests that it was given", () => {
    const params = { path: { guid: "THG-2" } };
    const given = planChecks("t", {
      keepThing: { kept: { params, request: { name: "THG-7", "odd/name": "ab", since: "{unique}" } } },
    });
    expect(given.map(({ name }) => name)).toEqual([
      "keepThing: without a token",
      "keepThing: with the token locked-key",
      "keepThing: kept",
      "keepThing: kept, the body of another type",
      "keepThing: kept, the body with an unknown field",
      "keepThing: kept, /name of another type",
      "keepThing: kept, without /name",
      "keepThing: kept, /name with another value",
      "keepThing: kept, /odd~1name of another type",
      "keepThing: kept, /odd~1name with another value",
      "keepThing: kept, /since of another type",
      "keepThing: a body that is not JSON",
    ]);
    expect(given[2]).toMatchObject({ request: { params, token: "t" } });
    expect(given[2]?.retry).toBeUndefined();
    expect(JSON.parse(given[2]?.request.body ?? "").since).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    [
      { keepThing: { unknown: {} } },
      "requests.keepThing.unknown is no scenario. There are: kept, nested, taken, invalid, locked.",
    ],
    [{ keepThing: { kept: { request: {} } } }, /^requests\.keepThing\.kept\.request does not match the contract: \/name .*\.$/],
  ])("rejects requests that it cannot use: %j", (requests, message) => {
    expect(() => planChecks("t", requests)).toThrow(message);
  });
});

test("requests are sent as they were planned", async () => {
  const { url, received } = await startServer(({ method }, response) => void reply(response, method === "GET" ? 404 : 409, ""));
  const { checks } = await verify({ baseUrl: `${url}/api/`, sessionToken: "t" });
  const at = (name: string) => received[checks.findIndex((check) => check.name === name)] ?? expect.fail(name);
  const { headers, ...deep } = at("readThing: deep");
  expect(deep).toMatchObject({ method: "GET", path: "/api/things/THG%2F1%20%C3%A4?wide=true&depth=7", body: "" });
  expect(headers).toMatchObject({ accept: mediaType, "x-reason": "curious", "md-session-token": "t" });
  expect(headers).not.toHaveProperty("content-type");
  const kept = at("keepThing: without a token");
  expect(kept).toMatchObject({ method: "PUT", path: "/api/things/THG%2F1%20%C3%A4", body: '{"name":"THG-7","list":[1,2]}' });
  expect(kept.headers).toMatchObject({ "content-type": mediaType });
  expect(kept.headers).not.toHaveProperty("md-session-token");
});

describe("an exchange", () => {
  test.each<[what: string, call: Call, ...issues: string[]]>([
    ["that conforms", get],
    ["with parameters of their types", { ...get, path: "/things/THG-1?depth=7&wide=false" }],
    ["with a parameter in the path that is escaped", { ...get, path: "/things/THG%2F1" }],
    ["with a number for a boolean", { ...get, path: "/things/1?wide=1" }, "request query wide type"],
    ["with a string for an integer", { ...get, path: "/things/1?depth=seven" }, "request query depth type"],
    ["with an empty parameter", { ...get, path: "/things/1?depth=" }],
    ["without a required header", { ...get, headers: {} }, "request header X-Reason required"],
    ["with a wrong header", { ...get, headers: { "x-reason": "why" } }, "request header X-Reason enum"],
    ["that was rejected, so that its request may be wrong", { headers: {}, status: 404 }],
    ["with a status of a range", { status: 503, returns: "text" }],
    ["with a wrong body of a range", { status: 503, returns: 7 }, "response body type"],
    ["with an error that the contract does not have", { status: 400 }, "response status status"],
    ["with the token in one of two headers", put],
    ["without a token", { ...put, headers: {} }, "request header x-key or md-session-token required"],
    ["without a body that may be missing", { ...put, status: 204, returns: undefined }],
    ["with a body where the contract has none", { ...put, status: 204, returns: 7 }],
    ["that repeats its request", { ...put, body: { name: "THG-7", list: [1, 2] }, returns: { name: "THG-7", list: [2, 1] } }],
    [
      "that does not repeat its request",
      { ...put, body: { name: "THG-77", list: [1, 2] }, returns: { name: "THG-7", list: [1] } },
      "response body/name repeat",
      "response body/list repeat",
    ],
    ["that leaves out what the request has", { ...put, body: { name: "THG-7", list: [1] } }],
    ["that repeats a default", { ...put, body: { name: "THG-7" }, returns: { name: "THG-7", kind: "a", "odd/name": "any" } }],
    [
      "that does not repeat a default",
      { ...put, body: { name: "THG-7" }, returns: { name: "THG-7", kind: { deep: [1] } } },
      "response body/kind repeat",
    ],
    [
      "whose field is broken, which says enough",
      { ...put, body: { name: "THG-7" }, returns: { name: 7 } },
      "response body/name type",
    ],
  ])("%s", (_, call, ...issues) => {
    const found = checkExchange(exchange(call)).map(({ in: side, part, pointer, rule }) => `${side} ${part}${pointer} ${rule}`);
    expect(found).toEqual(issues);
  });
});

describe("coverage", () => {
  /** What of the contract some calls exercise, and how. */
  const coveredBy = (...calls: Call[]) => {
    const { coverage } = checkRecording("recording", recordingOf(...calls));
    const seen = coverage.items.filter(({ seenValid, seenInvalid }) => seenValid || seenInvalid);
    return seen.map(({ name, seenValid, seenInvalid }) => `${name} ${seenValid ? "+" : ""}${seenInvalid ? "-" : ""}`);
  };

  test("lists what the contract has, under the names of its schemas", () => {
    const { items } = checkRecording("recording", []).coverage;
    const names = items.map(({ kind, name }) => `${kind}: ${name}`);
    expect(names.filter((name) => !/Thing\/|keyword: (request|response) Thing/.test(name))).toEqual([
      "operation: readThing",
      "parameter: readThing path guid",
      "parameter: readThing query depth",
      "parameter: readThing query wide",
      "parameter: readThing header X-Reason",
      "status: readThing 200",
      `media type: readThing 200 ${mediaType}`,
      "status: readThing 404",
      "status: readThing 5XX",
      `media type: readThing 5XX ${mediaType}`,
      "keyword: response readThing 5XX type",
      "operation: keepThing",
      "parameter: keepThing header x-key",
      "parameter: keepThing header md-session-token",
      "parameter: keepThing path guid",
      `media type: keepThing request ${mediaType}`,
      "status: keepThing 201",
      `media type: keepThing 201 ${mediaType}`,
      "status: keepThing 204",
      "status: keepThing 409",
      "operation: dropThings",
      "status: dropThings 409",
    ]);
    // The schema of a thing is in requests and in responses; a thing in a thing has no names of its own.
    expect(names.filter((name) => /Thing\/name|Thing required/.test(name))).toEqual(
      ["response", "request"].flatMap((side) => [
        `keyword: ${side} Thing required name`,
        `field: ${side} Thing/name`,
        `keyword: ${side} Thing/name type`,
        `keyword: ${side} Thing/name pattern`,
      ]),
    );
  });

  test("of a call with parameters", () => {
    expect(coveredBy({ ...get, path: "/things/THG-1?depth=7" }).filter((name) => !name.includes("Thing/"))).toEqual([
      "readThing +",
      "readThing path guid +",
      "readThing query depth +",
      "readThing header X-Reason +",
      "readThing 200 +",
      `readThing 200 ${mediaType} +`,
      "response Thing type +",
      "response Thing required name +",
      "response Thing additionalProperties +",
    ]);
  });

  test("of a parameter that breaks the contract, if the server rejects it", () => {
    const broken = { path: "/things/THG-1?depth=seven" };
    expect(coveredBy({ ...broken, status: 404 })).toEqual(["readThing -", "readThing query depth -", "readThing 404 +"]);
    expect(coveredBy({ ...get, ...broken })).not.toContain("readThing query depth -");
  });

  test("of a rejected body", () => {
    const body = { name: "THG-8", list: [1, 10], "odd/name": "a", parent: {} };
    expect(coveredBy({ ...put, body, status: 409, returns: undefined })).toEqual([
      "keepThing -",
      "request Thing required name -",
      "request Thing/name -",
      "request Thing/name pattern -",
      "request Thing/odd/name -",
      "request Thing/odd/name minLength -",
      "request Thing/list -",
      "request Thing/list/items maximum -",
      "request Thing/parent -",
      "keepThing 409 +",
    ]);
  });
});

describe("redact", () => {
  const redacted = (call: Call) => recordingOf(call).map(redact)[0] ?? expect.fail("no call");
  const bodyOf = (returns: unknown) => JSON.parse(redacted({ ...get, returns }).response.body ?? "");

  test("keeps the parameters of the contract, and the values of booleans", () => {
    const { request } = redacted({ ...get, path: "/things/Zq8?depth=7&wide=true&other=Zq8", headers: { "X-Reason": "Zq8" } });
    expect(request.url).toBe("https://server.example/things/redacted?depth=redacted&wide=true");
    expect(request.headers).toEqual({ "content-type": mediaType, "x-reason": "redacted" });
    expect(redacted({ ...get, path: "/things/Zq8?wide=xtrue" }).request.url).toMatch(/\?wide=redacted$/);
    expect(redacted({ ...get, path: "/things/Zq8?wide=truex" }).request.url).toMatch(/\?wide=redacted$/);
    expect(redacted({ ...get, path: "/things/Zq8?depth=true" }).request.url).toMatch(/\?depth=redacted$/);
  });

  test("keeps which header had the token", () => {
    expect(redacted(put).request.headers).toEqual({ "content-type": mediaType, "x-key": "redacted" });
  });

  test("a string of a pattern that its shape breaks becomes the example, or goes", () => {
    expect(bodyOf({ name: "THG-777" })).toEqual({ name: "THG-77" });
    expect(bodyOf({ name: "THG-8" })).toEqual({ name: "THG-0" });
    expect(bodyOf({ code: "THG-8" })).toEqual({ code: "THG-0" });
  });

  test("a small number stays where the contract has an integer, in a list and beside a string", () => {
    expect(bodyOf({ list: [7, 9_999, 10_000, 1.5], code: 4220 })).toEqual({ list: [7, 9_999, 0, 0.5], code: 4220 });
    expect(bodyOf({ name: 7 })).toEqual({ name: 0 });
  });
});

test("a recording is written as it was read", () => {
  const recorded = recordingOf(get, { ...put, body: { name: "THG-7" } });
  expect(readHar(writeHar(recorded), [server])).toEqual(recorded);
});
