/** The issues of calls of a contract of things. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { type Call, checkExchange, exchange, get, put } from "./other-contract.js";

describe("an exchange", () => {
  test.each<[what: string, call: Call, ...issues: string[]]>([
    ["that conforms", get],
    ["with parameters of their types", { ...get, path: "/things/THG-1?depth=7&wide=false" }],
    ["with a parameter in the path that is escaped", { ...get, path: "/things/THG%2F1" }],
    ["with a number for a boolean", { ...get, path: "/things/1?wide=1" }, "request query wide type"],
    ["with a string for an integer", { ...get, path: "/things/1?depth=seven" }, "request query depth type"],
    [
      "with a value of an enum that the contract does not know yet",
      { ...get, path: "/things/1?sort=up" },
      "request query sort enum",
    ],
    ["with an empty parameter", { ...get, path: "/things/1?depth=" }, "request query depth type"],
    ["without a required header", { ...get, headers: {} }, "request header X-Reason required"],
    ["with a wrong header", { ...get, headers: { "x-reason": "why" } }, "request header X-Reason enum"],
    ["that was rejected, so that its request may be wrong", { headers: {}, status: 404 }],
    ["with a status of a range", { status: 503, returns: "text" }],
    ["with a wrong body of a range", { status: 503, returns: 7 }, "response body type"],
    ["with an error that the contract does not have", { status: 400 }, "response status status"],
    ["that is no success, whose request may be wrong", { headers: {}, status: 300 }, "response status status"],
    ["that was never finished", { headers: {}, status: 101 }, "response status status"],
    ["with an error that is described as default", { method: "DELETE", path: "/things", status: 400 }],
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
    [
      "that repeats another list",
      { ...put, body: { name: "THG-7", list: [1, 2] }, returns: { name: "THG-7", list: [2, 3] } },
      "response body/list repeat",
    ],
    [
      "that repeats a longer list",
      { ...put, body: { name: "THG-7", list: [1, 2] }, returns: { name: "THG-7", list: [1, 2, 3] } },
      "response body/list repeat",
    ],
    [
      "that repeats a string as a list",
      { ...put, body: { name: "THG-7", tags: "a" }, returns: { name: "THG-7", tags: ["a"] } },
      "response body/tags repeat",
    ],
    ["that repeats a default", { ...put, body: { name: "THG-7" }, returns: { name: "THG-7", kind: "a", "odd/name": "any" } }],
    [
      "that does not repeat a default",
      { ...put, body: { name: "THG-7" }, returns: { name: "THG-7", kind: { deep: [1] } } },
      "response body/kind repeat",
    ],
    [
      "whose field is broken, and that does not repeat another one",
      { ...put, body: { name: "THG-77", list: [1] }, returns: { name: "THG-7", list: "x" } },
      "response body/list type",
      "response body/name repeat",
    ],
    [
      "whose field is broken, so that what is in it cannot be repeated",
      { ...put, body: { name: "THG-7", parent: { name: "THG-7" } }, returns: { name: "THG-7", parent: { name: 7 } } },
      "response body/parent/name type",
    ],
    [
      "whose object is broken, so that what is in it cannot be repeated",
      { ...put, body: { name: "THG-7", parent: { name: "THG-7" } }, returns: { name: "THG-7", parent: [{ name: 7 }] } },
      "response body/parent type",
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

  test("of a status says which there are, and what a redirect is", () => {
    const messageOf = (status: number) => checkExchange(exchange({ status })).map(({ message }) => message);
    const others = "but the contract has 200, 404, 5XX";
    expect(messageOf(202)).toEqual([`is 202, ${others}`]);
    expect(messageOf(400)).toEqual([`is 400, ${others}`]);
    for (const status of [300, 399])
      expect(messageOf(status)).toEqual([`is ${status}, a redirect, which no client of the contract follows`]);
  });

  test("of a token or a parameter that is missing", () => {
    const [token] = checkExchange(exchange({ ...put, headers: {} }));
    expect(token).toMatchObject({ part: "header x-key or md-session-token", message: "is required" });
    const [parameter] = checkExchange(exchange({ ...get, headers: {} }));
    expect(parameter).toMatchObject({ part: "header X-Reason", message: "is required" });
  });

  test("of a body that is missing, or not JSON", () => {
    const { request, response } = exchange(get);
    const messagesOf = (body: string) =>
      checkExchange({ request, response: { ...response, body } }).map(({ message }) => message);
    expect(messagesOf("")).toEqual(["is missing"]);
    expect(messagesOf("{")).toEqual(["is not JSON"]);
  });

  test("of bytes that are not UTF-8, of a byte order mark, and of a key that is there twice", () => {
    const { request, response } = exchange(get);
    const rulesOf = (body: string | Uint8Array) =>
      checkExchange({ request, response: { ...response, body } }).map(({ rule }) => rule);
    expect(rulesOf(Buffer.from('{"name":"THG-7ü"}', "latin1"))).toEqual(["utf-8"]);
    expect(rulesOf('\uFEFF{"name":"THG-7"}')).toEqual(["json"]);
    expect(rulesOf('{"name":"THG-7","name":"THG-7"}')).toEqual(["repeated-key"]);
    expect(rulesOf(Buffer.from('{"name":"THG-7ü"}'))).toEqual([]);
  });

  test("of another charset, and of none with that of JSON", () => {
    const { request, response } = exchange(get);
    const issuesWith = (parameters: string) =>
      checkExchange({ request, response: { ...response, headers: { "Content-Type": mediaType + parameters } } });
    expect(issuesWith("; charset=Zq8").map(({ message }) => message)).toEqual(["has a charset other than UTF-8"]);
    for (const parameters of [";charset=utf-8", '; v=1; Charset="UTF8"', "; charset=us-ascii"])
      expect(issuesWith(parameters)).toEqual([]);
  });

  test("of a media type leaves those of the body as they are", () => {
    const { request, response } = exchange({ ...put, body: { name: "THG-77" } });
    const issues = checkExchange({ request, response: { ...response, headers: { "Content-Type": "text/plain" } } });
    expect(issues.map(({ part, rule }) => `${part} ${rule}`)).toEqual(["header Content-Type media-type", "body repeat"]);
  });

  test("of a media type says which it is, if that is no secret", () => {
    const messageOf = (headers: Record<string, string>) => {
      const { request, response } = exchange(get);
      return checkExchange({ request, response: { ...response, headers } }).map(({ message }) => message);
    };
    expect(messageOf({})).toEqual([`is missing, not ${mediaType}`]);
    expect(messageOf({ "content-type": "Text/Plain ;a=b" })).toEqual([`is text/plain, not ${mediaType}`]);
    for (const type of ["application/json", "application/problem+json", "text/html", "text/plain"])
      expect(messageOf({ "content-type": type })).toEqual([`is ${type}, not ${mediaType}`]);
    expect(messageOf({ "content-type": "zq/8" })).toEqual([`is another media type, not ${mediaType}`]);
  });
});
