/** What the verification sends, for a contract of things. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import type { Requests } from "../../src/verify/checks.js";
import { reply, startServer } from "../support/server.js";
import { planChecks, verify } from "./other-contract.js";

describe("the plan", () => {
  const plan = () => planChecks("t", undefined);
  const named = (name: string) => plan().find((check) => check.name === name) ?? expect.fail(`no check "${name}"`);

  test("has every scenario with a request, and everything that can be wrong with a valid one", () => {
    expect(plan().map(({ name, rejection }) => (rejection ? `${name} -> ${rejection.status}` : name))).toEqual([
      "readThing: found",
      "readThing: deep",
      "readThing: gone -> 404",
      "readThing: with an invalid query depth -> undefined",
      "readThing: with an invalid query wide -> undefined",
      "readThing: with an invalid query limit -> undefined",
      "readThing: with an invalid query mode -> undefined",
      "readThing: with an invalid header X-Reason -> undefined",
      "keepThing: without a token -> undefined",
      "keepThing: with the token locked-key -> 401",
      "keepThing: kept",
      "keepThing: nested",
      "keepThing: kept, with every field",
      "keepThing: taken -> 409",
      "keepThing: with an invalid header X-Dry -> 400",
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
      "dropThings: dropped",
    ]);
  });

  test("has the optional parameters in the last valid request, and one of them broken in others", () => {
    const path = { guid: "THG/1 ä" };
    const header = { "X-Reason": "curious" };
    const query = { depth: 7, wide: true, sort: true, limit: 1, label: "1" }; // No value of `mode` can be made up.
    expect(named("readThing: found").request.params).toEqual({ path, header });
    expect(named("readThing: deep").request.params).toEqual({ path, header, query });
    expect(named("keepThing: nested").request.params).toEqual({ path, header: { "X-Dry": true } });
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
      "keepThing: with an invalid header X-Dry",
      "keepThing: kept, the body of another type",
      "keepThing: kept, the body with an unknown field",
      "keepThing: kept, /name of another type",
      "keepThing: kept, without /name",
      "keepThing: kept, /name with another value",
      "keepThing: kept, /odd~1name of another type",
      "keepThing: kept, /odd~1name with another value",
      "keepThing: kept, /since of another type",
      "keepThing: kept, /since with another value",
      "keepThing: a body that is not JSON",
    ]);
    expect(given[2]).toMatchObject({ request: { params, token: "t" } });
    expect(given[2]?.retry).toBeUndefined();
    expect(JSON.parse(given[2]?.request.body ?? "").since).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("takes a header in any case, and leaves out what is undefined", async () => {
    const params = { path: { guid: "1" }, query: { depth: undefined }, header: { "x-reason": "curious", accept: undefined } };
    const { url, received } = await startServer((_, response) => void reply(response, 200, '{"name":"THG-7"}'));
    await verify({ baseUrl: url, requests: { readThing: { found: { params } } }, skip: ["invalid"] });
    expect(received).toHaveLength(1);
    expect(received[0]?.path).not.toContain("depth");
    expect(received[0]?.headers).toMatchObject({ "x-reason": "curious", accept: mediaType });
  });

  test("sends no body where it was given none", () => {
    const given = planChecks("t", { keepThing: { kept: { params: { path: { guid: "THG-2" } } } } });
    expect(given.find(({ name }) => name === "keepThing: kept")?.request).toHaveProperty("body", undefined);
  });

  test.each([
    [
      { keepThing: { unknown: {} } },
      "requests.keepThing.unknown is no scenario. There are: kept, nested, taken, invalid, locked.",
    ],
    [{ keepThing: { kept: {} } }, "requests.keepThing.kept.params lacks the required path guid."],
    [
      { keepThing: { kept: { body: 7 } as object } },
      "requests.keepThing.kept has an unknown key, body. It may have: params, request.",
    ],
    [
      { keepThing: { kept: { params: { path: { guid: "1" }, headers: { "X-Dry": true } } } } },
      "requests.keepThing.kept.params has an unknown parameter, headers X-Dry. There are: path guid, header X-Dry.",
    ],
    [
      { dropThings: { dropped: { params: { query: { all: true } } } } },
      "requests.dropThings.dropped.params has an unknown parameter, query all. There are: none.",
    ],
    [
      { dropThings: { dropped: { request: {} } } },
      "requests.dropThings.dropped.request cannot be sent: the operation takes none.",
    ],
    [
      { readThing: { found: { params: { path: { guid: "1" }, header: { "X-Reason": "why" } } } } },
      /^requests\.readThing\.found\.params does not match the contract: header X-Reason must .*\.$/,
    ],
    [
      { keepThing: { kept: { params: { path: { guid: "1" } }, request: {} } } },
      /^requests\.keepThing\.kept\.request does not match the contract: \/name .*\.$/,
    ],
  ])("rejects requests that it cannot use: %j", (requests, message) => {
    expect(() => planChecks("t", requests as Requests)).toThrow(message);
  });
});

test("requests are sent as they were planned", async () => {
  const { url, received } = await startServer(({ method }, response) => void reply(response, method === "GET" ? 404 : 409, ""));
  const { checks } = await verify({ baseUrl: `${url}/api/`, sessionToken: "t" });
  const at = (name: string) => received[checks.findIndex((check) => check.name === name)] ?? expect.fail(name);
  const { headers, ...deep } = at("readThing: deep");
  expect(deep).toMatchObject({
    method: "GET",
    path: "/api/things/THG%2F1%20%C3%A4?label=1&limit=1&sort=true&wide=true&depth=7",
    body: "",
  });
  expect(headers).toMatchObject({ accept: mediaType, "x-reason": "curious" });
  expect(headers).not.toHaveProperty("content-type");
  expect(headers).not.toHaveProperty("x-key"); // An operation without security gets no token.
  expect(at("keepThing: kept").headers).toMatchObject({ "x-key": "t" });
  const kept = at("keepThing: without a token");
  expect(kept).toMatchObject({ method: "PUT", path: "/api/things/THG%2F1%20%C3%A4", body: '{"name":"THG-7","list":[1,2]}' });
  expect(kept.headers).toMatchObject({ "content-type": mediaType });
  expect(kept.headers).not.toHaveProperty("x-key");
});

test("each check says what came of it", async () => {
  const { url, received } = await startServer(({ method, path = "", headers, body }, response) => {
    const thing = JSON.stringify({ name: "THG-7" });
    if (method === "GET") {
      if (/(limit|mode)=%3F/.test(path)) return void reply(response, 404, "");
      if (path.includes("depth=%3F")) return void reply(response, 500, '"text"');
      if (path.includes("wide=%3F")) return void reply(response, 399, "");
      const isFound = !path.includes("THG-0") && headers["x-reason"] === "curious";
      return void (isFound ? reply(response, 200, thing) : reply(response, 404, ""));
    }
    if (method === "DELETE") return void reply(response, 204, "");
    if (headers["x-dry"] === "?") return void reply(response, 409, "");
    const { name, list, since } = body && body !== "{" ? JSON.parse(body) : {};
    if (since) return void reply(response, 204, "");
    if (/^THG-7-/.test(name) && list) return void reply(response, 201, JSON.stringify({ name, list }));
    return void reply(response, 409, "");
  });
  const { checks, outcome } = await verify({ baseUrl: url, sessionToken: "t", skip: [", the body", ", /", ", without"] });
  const lines = checks.map(({ name, status, outcome: result, note, issues }) =>
    [name, status, result, note, ...issues.map(({ part, message }) => `${part} ${message}`)].filter(Boolean).join(" | "),
  );
  const taken = "rejected because of data that the server has already, so no response with 201 or 204 was seen";
  expect(lines).toEqual([
    "readThing: found | 200 | passed",
    "readThing: deep | 200 | passed",
    "readThing: gone | 404 | passed",
    "readThing: with an invalid query depth | 500 | failed | status is 500; expected an error status",
    "readThing: with an invalid query wide | 399 | failed | status is 399; expected an error status",
    "readThing: with an invalid query limit | 404 | passed",
    "readThing: with an invalid query mode | 404 | passed",
    "readThing: with an invalid header X-Reason | 404 | passed",
    "keepThing: without a token | 409 | passed",
    "keepThing: with the token locked-key | 409 | failed | status is 409; expected 401",
    "keepThing: kept | 201 | passed",
    `keepThing: nested | 409 | skipped | ${taken}`,
    "keepThing: kept, with every field | 204 | passed",
    "keepThing: taken | 409 | passed",
    "keepThing: with an invalid header X-Dry | 409 | failed | status is 409; expected 400",
    "keepThing: a body that is not JSON | 409 | failed | status is 409; expected 400",
    "dropThings: dropped | 204 | passed",
  ]);
  expect(outcome).toBe("deviates");
  // What the server had already was sent once more.
  expect(received).toHaveLength(lines.length + 2);
});
