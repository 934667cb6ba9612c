/** The issues of calls of a contract of things. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { checkExchange as checkExchangeOf, type Exchange } from "../../src/verify/exchange.js";
import { type Call, exchange, get, put, things } from "./things.js";

const checkExchange = (exchange: Exchange) => checkExchangeOf(things, exchange);

/** A `PUT` of a thing that has a name, and what the server says of it. */
const kept = (body: object, returns: object): Call => ({
  ...put,
  body: { name: "THG-7", ...body },
  returns: { name: "THG-7", ...returns },
});
const noToken = "request header x-key or md-session-token required";

describe("an exchange", () => {
  test.each<[what: string, call: Call, ...issues: string[]]>([
    ["that conforms", get],
    ["with parameters of their types", { ...get, path: "/things/THG-1?depth=7&wide=false" }],
    ["with a parameter in the path that is escaped", { ...get, path: "/things/THG%2F1" }],
    ["with a number for a boolean", { ...get, path: "/things/1?wide=1" }, "request query wide type"],
    ["with a string for an integer", { ...get, path: "/things/1?depth=seven" }, "request query depth type"],
    ["with a value that the enum does not have yet", { ...get, path: "/things/1?sort=up" }, "request query sort enum"],
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
    ["without a token", { ...put, headers: {} }, noToken],
    ["without a body that may be missing", { ...put, status: 204, returns: undefined }],
    ["with a body where the contract has none", { ...put, status: 204, returns: 7 }],
    ["that repeats a list in another order", kept({ list: [1, 2] }, { list: [2, 1] })],
    ["that repeats another name", kept({ name: "THG-77" }, {}), "response body/name repeat"],
    ["that leaves out what the request has", kept({ list: [1] }, {})],
    ["that repeats another list", kept({ list: [1, 2] }, { list: [2, 3] }), "response body/list repeat"],
    ["that repeats a longer list", kept({ list: [1, 2] }, { list: [1, 2, 3] }), "response body/list repeat"],
    ["that repeats a string as a list", kept({ tags: "a" }, { tags: ["a"] }), "response body/tags repeat"],
    ["that repeats a default", kept({}, { kind: "a", "odd/name": "any" })],
    ["that does not repeat a default", kept({}, { kind: "b" }), "response body/kind repeat"],
    ["whose field is broken, which says enough", kept({}, { name: 7 }), "response body/name type"],
    [
      "whose field is broken, and that does not repeat another one",
      kept({ name: "THG-77", list: [1] }, { list: "x" }),
      "response body/list type",
      "response body/name repeat",
    ],
    [
      "whose object is broken, so that what is in it cannot be repeated",
      kept({ parent: { name: "THG-7" } }, { parent: [{ name: 7 }] }),
      "response body/parent type",
    ],
    ["of another path", { path: "/thing" }, "request path path"],
  ])("%s", (_, call, ...issues) => {
    const found = checkExchange(exchange(call)).map(({ in: side, part, pointer, rule }) => `${side} ${part}${pointer} ${rule}`);
    expect(found).toEqual(issues);
  });
});

test("a URL may be without its server, as a server has it", () => {
  const { request, response } = exchange(get);
  expect(checkExchange({ request: { ...request, url: "/things/1" }, response })).toEqual([]);
  for (const url of ["/", "//", "///", "//host"])
    expect(checkExchange({ request: { ...request, url }, response }), url).toMatchObject([{ part: "path" }]);
  expect(checkExchange({ request: { ...request, url: "//things/1" }, response })).toEqual([]); // Behind any base.
});

describe("the issue", () => {
  const { request, response } = exchange(get);
  const issuesOfBody = (body: string | Uint8Array) => checkExchange({ request, response: { ...response, body } });
  const messagesOfType = (headers: Record<string, string>) =>
    checkExchange({ request, response: { ...response, headers } }).map(({ message }) => message);

  test("of a status says which there are, and what a redirect is", () => {
    const messagesOf = (status: number) => checkExchange(exchange({ status })).map(({ message }) => message);
    expect(messagesOf(202)).toEqual(["is 202, but the contract has 200, 404, 5XX"]);
    for (const status of [300, 399])
      expect(messagesOf(status)).toEqual([`is ${status}, a redirect, which no client of the contract follows`]);
  });

  test.each([
    ["that is missing", "", "is missing"],
    ["that is not JSON", "{", "is not JSON"],
    ["that is not UTF-8", Buffer.from('{"name":"THG-7ü"}', "latin1"), "is not UTF-8"],
    ["with a byte order mark", '\uFEFF{"name":"THG-7"}', "begins with a byte order mark, which JSON must not have"],
    ["with a key twice", '{"name":"THG-7","name":"THG-7"}', "has a key twice in one object"],
    ["with bytes of UTF-8", Buffer.from('{"name":"THG-7ü"}')],
  ])("of a body %s", (_, body, ...messages) => {
    expect(issuesOfBody(body).map(({ message }) => message)).toEqual(messages);
  });

  test("of a list: 100 at most, in its first 1,000 items", () => {
    const listOf = (...list: unknown[]) => issuesOfBody(JSON.stringify({ name: "THG-7", list }));
    expect(listOf(...Array(100_000).fill("x")).length).toBeLessThanOrEqual(100);
    expect(listOf(...Array(1000).fill(1), "x").map(({ rule }) => rule)).toEqual(["maxItems"]);
  });

  test("of another charset, and of none with that of JSON", () => {
    expect(messagesOfType({ "Content-Type": `${mediaType}; charset=Zq8` })).toEqual(["has a charset other than UTF-8"]);
    for (const parameters of [";charset=utf-8", '; v=1; Charset="UTF8"', "; charset=us-ascii"])
      expect(messagesOfType({ "Content-Type": mediaType + parameters })).toEqual([]);
  });

  test("of a media type leaves those of the body as they are", () => {
    const { request, response } = exchange(kept({ name: "THG-77" }, {}));
    const issues = checkExchange({ request, response: { ...response, headers: { "Content-Type": "text/plain" } } });
    expect(issues.map(({ part, rule }) => `${part} ${rule}`)).toEqual(["header Content-Type media-type", "body repeat"]);
  });

  test("of a media type says which it is, if that is no secret", () => {
    expect(messagesOfType({})).toEqual([`is missing, not ${mediaType}`]);
    expect(messagesOfType({ "content-type": "Text/Plain ;a=b" })).toEqual([`is text/plain, not ${mediaType}`]);
    for (const type of ["application/json", "application/problem+json", "text/html"])
      expect(messagesOfType({ "content-type": type })).toEqual([`is ${type}, not ${mediaType}`]);
    expect(messagesOfType({ "content-type": "zq/8" })).toEqual([`is another media type, not ${mediaType}`]);
  });
});
