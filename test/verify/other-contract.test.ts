/** What the verification finds in calls of a contract of things. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { type Call, exchange, get, harOf, loadVerification, put, server } from "./other-contract.js";

const { checkExchange, checkRecording, readHar, redact, writeHar } = await loadVerification();
const recordingOf = (...calls: Call[]) => readHar(harOf(...calls), [server]);

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
    ["that is no success, whose request may be wrong", { headers: {}, status: 300 }, "response status status"],
    ["that was never finished", { headers: {}, status: 101 }, "response status status"],
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

describe("the issue", () => {
  test("of a path that the contract does not have", () => {
    expect(checkExchange(exchange({ path: "/thing" }))).toEqual([
      {
        in: "request",
        part: "path",
        pointer: "",
        path: [],
        rule: "path",
        message: "is not a path and method of the contract",
      },
    ]);
  });

  test("of a media type says which it is, if that is no secret", () => {
    const messageOf = (headers: Record<string, string>) => {
      const { request, response } = exchange(get);
      return checkExchange({ request, response: { ...response, headers } }).map(({ message }) => message);
    };
    expect(messageOf({})).toEqual([`is missing, not ${mediaType}`]);
    expect(messageOf({ "content-type": "Text/Plain ;a=b" })).toEqual([`is text/plain, not ${mediaType}`]);
    expect(messageOf({ "content-type": "zq/8" })).toEqual([`is another media type, not ${mediaType}`]);
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
    expect(coveredBy({ ...broken, status: 500 })).toEqual(["readThing 5XX +"]);
  });

  test("of a string that has its format, but breaks another rule", () => {
    const seen = coveredBy({ returns: { name: "THG-7", since: "1" } });
    expect(seen.filter((name) => name.includes("since "))).toEqual([
      "response Thing/since -",
      "response Thing/since type +",
      "response Thing/since format +",
      "response Thing/since pattern -",
    ]);
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
    expect(bodyOf({ serial: "SER-12" })).toEqual({ serial: "redacted" });
    expect(bodyOf({ zero: "ZER-8" })).toEqual({ zero: "redacted" });
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

test("an exchange without headers and bodies can be written", () => {
  const har = writeHar([{ request: { method: "GET", url: `${server}/things/1` }, response: { status: 404 } }]);
  const [{ request, response }] = JSON.parse(har).log.entries;
  expect(request).toEqual({
    httpVersion: "HTTP/1.1",
    cookies: [],
    headersSize: -1,
    bodySize: -1,
    method: "GET",
    url: `${server}/things/1`,
    headers: [],
    queryString: [],
  });
  expect(response).toMatchObject({ status: 404, statusText: "", headers: [], redirectURL: "" });
  expect(response.content).toEqual({ size: 0, mimeType: "", text: "" });
});
