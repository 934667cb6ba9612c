/** The coverage of a contract of things, and redacted recordings of it. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { writeHar } from "../../src/verify/recording.js";
import { type Call, checkRecording, get, harOf, put, readHar, redact, server } from "./other-contract.js";

const recordingOf = (...calls: Call[]) => readHar(harOf(...calls), [server]);

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
      "parameter: readThing query sort",
      "parameter: readThing query limit",
      "parameter: readThing query mode",
      "parameter: readThing query label",
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
      "parameter: keepThing header X-Dry",
      `media type: keepThing request ${mediaType}`,
      "status: keepThing 201",
      `media type: keepThing 201 ${mediaType}`,
      "status: keepThing 204",
      "status: keepThing 409",
      "operation: dropThings",
      "status: dropThings 204",
      "status: dropThings 409",
      "status: dropThings default",
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
  const redacted = (call: Call) => redact(recordingOf(call))[0] ?? expect.fail("no call");
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

test("exchanges are written as a HAR 1.2, with and without headers and bodies", () => {
  const url = `${server}/things/1`;
  const type = { "content-type": "text/plain" };
  const har = writeHar([
    { request: { method: "GET", url }, response: { status: 404 } },
    { request: { method: "PUT", url, headers: type, body: "a" }, response: { status: 201, headers: type, body: "bc" } },
  ]);
  const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, bodySize: -1 };
  const headers = [{ name: "content-type", value: "text/plain" }];
  const entry = (request: object, response: object) => ({
    startedDateTime: "2000-01-01T00:00:00Z",
    time: 0,
    request: { ...common, url, queryString: [], ...request },
    response: { ...common, statusText: "", redirectURL: "", ...response },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  });
  expect(JSON.parse(har)).toEqual({
    log: {
      version: "1.2",
      creator: { name: "nexus-members-contract", version: "" },
      entries: [
        entry({ method: "GET", headers: [] }, { status: 404, headers: [], content: { size: 0, mimeType: "", text: "" } }),
        entry(
          { method: "PUT", headers, postData: { mimeType: "text/plain", text: "a" } },
          { status: 201, headers, content: { size: 2, mimeType: "text/plain", text: "bc" } },
        ),
      ],
    },
  });
});
