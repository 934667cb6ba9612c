/** The coverage of a contract of things, and redacted recordings of it. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { textOf } from "../../src/verify/exchange.js";
import { type Entry, writeHar } from "../../src/verify/recording.js";
import { type Call, checkRecording, get, harOf, put, readHar, redact, server } from "./other-contract.js";

const recordingOf = (...calls: Call[]) => readHar(harOf(...calls), [server]);
const callsOf = (entries: Entry[]) => entries.flatMap(({ call }) => call ?? []);

describe("coverage", () => {
  /** What of the contract some calls exercise: `+` accepted, `-` rejected. */
  const coveredBy = (...calls: Call[]) => {
    const { items } = checkRecording("recording", recordingOf(...calls)).coverage;
    const seen = items.filter(({ accepted, rejected }) => accepted || rejected);
    return seen.map(({ name, accepted, rejected }) => `${name} ${accepted ? "+" : ""}${rejected ? "-" : ""}`);
  };

  test("lists what the contract has, and what of it can be rejected", () => {
    const { items } = checkRecording("recording", []).coverage;
    const names = items.map(({ kind, name, rejected }) => `${kind}: ${name}${rejected === undefined ? "" : " -"}`);
    expect(names.filter((name) => name.startsWith("parameter: readThing"))).toEqual([
      "parameter: readThing path guid",
      ...["query depth", "query wide", "query sort", "query limit", "query mode", "query label", "header X-Reason"].map(
        (part) => `parameter: readThing ${part} -`,
      ),
    ]);
    const fields = ["name", "code", "odd~1name", "list", "kind", "since", "serial", "zero", "tags", "parent", "unknown"];
    const enumValues = ['"a"', '{"deep":[1]}'].map((value) => `enum value: keepThing request /kind ${value}`);
    const ofRequest = names.filter((name) => name.includes("keepThing request") && name.split("/").length === 2);
    expect(ofRequest.filter((name) => name.startsWith("field"))).toEqual(
      fields.map((field) => `field: keepThing request /${field} -`),
    );
    expect(names).toEqual(expect.arrayContaining(enumValues));
    expect(names).toContain(`media type: keepThing request ${mediaType}`);
    expect(names).toContain("field: readThing 200 /name");
    expect(names).toContain("operation: dropThings -");
    expect(names).toContain("status: readThing 5XX");
    expect(new Set(names).size).toBe(names.length);
  });

  test("of a call with parameters", () => {
    expect(coveredBy({ ...get, path: "/things/THG-1?depth=7" })).toEqual([
      "readThing +",
      "readThing path guid +",
      "readThing query depth +",
      "readThing header X-Reason +",
      "readThing 200 +",
      `readThing 200 ${mediaType} +`,
      "readThing 200 /name +",
    ]);
  });

  test("of a parameter that breaks the contract, if the server rejects it", () => {
    const broken = { path: "/things/THG-1?depth=seven" };
    expect(coveredBy({ ...broken, status: 404 })).toEqual(["readThing -", "readThing query depth -", "readThing 404 +"]);
    expect(coveredBy({ ...get, ...broken })).toEqual([
      "readThing 200 +",
      `readThing 200 ${mediaType} +`,
      "readThing 200 /name +",
    ]);
    expect(coveredBy({ ...broken, status: 500, returns: "text" })).toEqual(["readThing 5XX +", `readThing 5XX ${mediaType} +`]);
  });

  test("of a response that breaks the contract: nothing, neither of it nor of its request", () => {
    expect(coveredBy({ returns: { name: "THG-8" } })).toEqual([]);
    expect(coveredBy({ ...put, body: { name: "THG-7" }, returns: { name: 7 } })).toEqual([]);
  });

  test("of a rejected body: the fields that are wrong, in a list and within another too", () => {
    const body = { name: "THG-8", list: [1, 10], "odd/name": "a", parent: {} };
    expect(coveredBy({ ...put, body, status: 409, returns: undefined })).toEqual([
      "keepThing -",
      "keepThing request /name -",
      "keepThing request /odd~1name -",
      "keepThing 409 +",
    ]);
  });
});

describe("redact", () => {
  const redacted = (call: Call) => redact(callsOf(recordingOf(call)))[0] ?? expect.fail("no call");
  const bodyOf = (returns: unknown) => JSON.parse(textOf(redacted({ ...get, returns }).response));

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
  const entries = recordingOf(get, { ...put, body: { name: "THG-7" } });
  expect(readHar(writeHar(callsOf(entries)), [server])).toEqual(entries);
});

test("exchanges are written as a HAR 1.2, with and without headers and bodies", () => {
  const url = `${server}/things/1`;
  const type = { "content-type": "text/plain" };
  const har = writeHar([
    { request: { method: "GET", url }, response: { status: 404 } },
    { request: { method: "PUT", url, headers: type, body: "a" }, response: { status: 201, headers: type, body: "bc" } },
  ]);
  const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1 };
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
        entry(
          { method: "GET", headers: [], bodySize: 0 },
          { status: 404, headers: [], bodySize: 0, content: { size: 0, mimeType: "", text: "" } },
        ),
        entry(
          { method: "PUT", headers, bodySize: 1, postData: { mimeType: "text/plain", text: "a" } },
          { status: 201, headers, bodySize: 2, content: { size: 2, mimeType: "text/plain", text: "bc" } },
        ),
      ],
    },
  });
});
