/** What the verification sends, and what comes of each check, for a contract of things. */
import { describe, expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { type PlannedCheck, planChecks } from "../../src/verify/plan.js";
import { verifyOf } from "../../src/verify/verify.js";
import { reply, startServer } from "../support/server.js";
import { things } from "./things.js";

const plan = planChecks(things, "t", undefined);
const named = (name: string, among = plan) => among.find((check) => check.name === name) ?? expect.fail(`no check "${name}"`);
const bodyOf = ({ request: { body } }: Pick<PlannedCheck, "request">) => JSON.parse(body ?? expect.fail("no body"));
const withoutUuids = (text = "") => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");

describe("the plan", () => {
  test("has the requests of the scenarios, those that must be rejected, and those that repeat what was created", () => {
    const others = plan.filter(({ name }) => !name.includes("kept, ") || /every|again/.test(name));
    const lines = others.map(({ name, rejection }) => (rejection ? `${name} -> ${rejection.status}` : name));
    expect(lines.filter((line) => !/: (1|null|\[\]|\{\}) ->/.test(line))).toEqual([
      "readThing: found",
      "readThing: deep",
      "readThing: 404 -> 404",
      "readThing: with the query depth: ? -> undefined",
      "readThing: with the query wide: ? -> undefined",
      "readThing: with the query limit: ? -> undefined",
      "readThing: with the query mode: ? -> undefined",
      "readThing: with the header X-Reason: ? -> undefined",
      "keepThing: without a token -> undefined",
      "keepThing: with the token locked-key -> 401",
      "keepThing: kept",
      "keepThing: 204",
      "keepThing: kept, with every field",
      "keepThing: with the header X-Dry: ? -> 400",
      "keepThing: a body that is not JSON -> 400",
      "keepThing: kept, with /name again -> 409",
      "dropThings: 204",
    ]);
  });

  test("has each thing that can be wrong with a complete body, at every place", () => {
    const broken = plan.filter(({ name }) => name.startsWith("keepThing: kept, "));
    const changesAt = (pointer: string) =>
      broken.map(({ name }) => name.slice("keepThing: kept, ".length)).filter((change) => change.includes(`${pointer} `));
    const types = ["as null", "as a boolean", "as a number", "as a string", "as a list", "as an object"];
    const ofBody = [...types, "in a list", "with an unknown field"];
    expect(changesAt("the body")).toEqual(ofBody.map((one) => `the body ${one}`));
    expect(changesAt("/list")).toEqual(types.map((one) => `/list ${one}`));
    expect(changesAt("/list/1")).toContain("/list/1 with a fraction");
    expect(changesAt("/parent/name")).toContain("/parent/name with its prefix alone");
    const bodies = broken.map(({ request }) => withoutUuids(request.body));
    expect(new Set(bodies).size).toBe(bodies.length - 1); // The complete body is sent twice.
  });

  test("has the optional parameters in the last valid request, and one of them broken in others", () => {
    const path = { guid: "THG/1 ä" };
    const header = { "X-Reason": "curious" };
    const query = { depth: 7, wide: true, sort: "1", limit: 1, label: "1" }; // No value of `mode` can be made up.
    expect(named("readThing: found").request.params).toEqual({ path, header });
    expect(named("readThing: deep").request.params).toEqual({ path, header, query });
    expect(named("keepThing: 204").request.params).toEqual({ path, header: { "X-Dry": true } });
    expect(named("readThing: with the query depth: ?").request.params).toEqual({ path, header, query: { depth: "?" } });
    expect(named("readThing: with the header X-Reason: ?").request.params).toEqual({ path, header: { "X-Reason": "?" } });
  });

  test("has each body as it is sent", () => {
    const fresh = expect.stringMatching(/^THG-7-[0-9a-f-]{36}$/);
    const varied = "text Zoë 銀行 🏦";
    const parent = { name: "THG-7 Zoë 銀行 🏦" };
    const complete = { name: fresh, code: 1, list: [1, 2], "odd/name": "text", note: varied, tags: varied, parent };
    const kept = (change: string) => bodyOf(named(`keepThing: kept${change}`));
    expect(kept("")).toEqual({ name: "THG-7", list: [1, 2] });
    expect(kept(", with every field")).toEqual(complete);
    expect(kept(", without /name")).toEqual({ ...complete, name: undefined });
    expect(kept(", /list/1 as a string")).toEqual({ ...complete, list: [1, "text"] });
    expect(kept(", /parent/name as null")).toEqual({ ...complete, parent: { name: null } });
    expect(named("keepThing: a body that is not JSON").request.body).toBe("{");
    expect(named("readThing: found").request.body).toBeUndefined();
  });

  test("has new values for what the server may have already, and only there", () => {
    const { retry = expect.fail("no retry") } = named("keepThing: 204");
    expect(bodyOf({ request: retry })).toEqual({
      name: expect.stringMatching(/^THG-77-[0-9a-f-]{36}$/),
      parent: { name: "THG-7" },
    });
    expect(named("readThing: found").retry).toBeUndefined();
    expect(named("keepThing: kept, with every field").retry).toBeUndefined();
  });

  test("repeats the value that an earlier request has created", () => {
    const again = named("keepThing: kept, with /name again");
    const { repeats = expect.fail("nothing is repeated") } = again;
    expect(repeats.name).toBe("keepThing: kept, with every field");
    expect(bodyOf(again).name).toBe(bodyOf(repeats).name);
  });
});

describe("with requests of the user, the plan", () => {
  const params = { path: { guid: "THG-2" } };

  test("has an example where a request equals it", () => {
    const { params, request, response, status } = things.operations[1]?.scenarios[0] ?? expect.fail("no scenario");
    const given = planChecks(things, "t", { keepThing: { kept: { params, request, response, status } } });
    expect(named("keepThing: kept, with every field", given)).toBeDefined();
    expect(named("keepThing: kept", given).retry).toBeDefined();
  });

  test("has their scenarios alone, and their values", () => {
    const request = { name: "THG-7", "odd/name": "ab", note: "t-{unique}" };
    const given = planChecks(things, "t", { keepThing: { kept: { params, request } } });
    const names = given.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(
      ["without a token", "with the token locked-key", "kept"].map((one) => `keepThing: ${one}`),
    );
    expect(names).toContain("keepThing: kept, /odd~1name empty");
    expect(names.at(-1)).toBe("keepThing: kept, with /name again");
    expect(names.filter((name) => /every field|204|readThing|dropThings/.test(name))).toEqual([]);
    const kept = named("keepThing: kept", given);
    expect(kept).toMatchObject({ request: { params, token: "t" }, mayBeTaken: true });
    expect(kept.retry).toBeUndefined();
    expect(bodyOf(kept).note).toMatch(/^t-[0-9a-f-]{36}$/);
  });

  test("has no body where it was given none", () => {
    const given = planChecks(things, "t", { keepThing: { kept: { params } } });
    expect(named("keepThing: kept", given).request).toHaveProperty("body", undefined);
  });

  test.each<[where: string, given: object, message: string | RegExp]>([
    ["keepThing.unknown", {}, "keepThing.unknown is no scenario. There are: kept, 204, invalid, locked, 409."],
    ["keepThing.kept", {}, "keepThing.kept lacks the required path guid."],
    ["keepThing.kept", { body: 7 }, "keepThing.kept has an unknown key, body. It may have: params, request."],
    [
      "keepThing.kept",
      { params: { ...params, headers: { "X-Dry": true } } },
      "keepThing.kept has an unknown parameter, headers X-Dry. There are: path guid, header x-dry.",
    ],
    ["dropThings.204", { params: { query: { all: 1 } } }, "has an unknown parameter, query all. There are: none."],
    ["dropThings.204", { request: {} }, "dropThings.204.request cannot be sent: the operation takes none."],
    [
      "readThing.found",
      { params: { ...params, header: { "X-Reason": "why" } } },
      /^requests\.readThing\.found does not match the contract: header x-reason must .*\.$/,
    ],
    ["keepThing.kept", { params, request: {} }, /^requests\.keepThing\.kept does not match the contract: request \/name .*\.$/],
  ])("cannot be made: %s %j", (where, given, message) => {
    const [operation = "", scenario = ""] = where.split(".");
    expect(() => planChecks(things, "t", { [operation]: { [scenario]: given } })).toThrow(message);
  });
});

test("requests are sent as they were planned, each on a connection of its own", async () => {
  const { url, received } = await startServer(({ method }, response) => void reply(response, method === "GET" ? 404 : 409, ""));
  await verifyOf(things, { baseUrl: `${url}/api/`, sessionToken: "t", headers: { "X-Gateway": "open" } });
  const deep = received.find(({ path = "" }) => path.includes("depth=7")) ?? expect.fail("not sent");
  const path = "/api/things/THG%2F1%20%C3%A4";
  expect(deep).toMatchObject({ method: "GET", path: `${path}?label=1&limit=1&sort=1&wide=true&depth=7`, body: "" });
  expect(deep.headers).toMatchObject({ accept: mediaType, connection: "close", "x-gateway": "open", "x-reason": "curious" });
  expect(deep.headers).not.toHaveProperty("content-type");
  expect(deep.headers).not.toHaveProperty("x-key"); // An operation without security gets no token.
  const [withoutToken, , kept] = received.filter(({ method }) => method === "PUT");
  expect(withoutToken).toMatchObject({ path, headers: { "content-type": mediaType } });
  expect(withoutToken?.headers).not.toHaveProperty("x-key");
  expect(kept).toMatchObject({ headers: { "x-key": "t" }, body: '{"name":"THG-7","list":[1,2]}' });
});

test("a header of the user may be in any case, and what is undefined is left out", async () => {
  const params = { path: { guid: "1" }, query: { depth: undefined }, header: { "x-reason": "curious", accept: undefined } };
  const { url, received } = await startServer((_, response) => void reply(response, 200, '{"name":"THG-7"}'));
  await verifyOf(things, { baseUrl: url, requests: { readThing: { found: { params } } }, skip: [": with the"] });
  expect(received).toHaveLength(1);
  expect(received[0]?.path).not.toContain("depth");
  expect(received[0]?.headers).toMatchObject({ "x-reason": "curious", accept: mediaType });
});

const skip = [", /", ", without /", ", the body", ": null", ": []", ": {}", ": 1"];

test("each check says what came of it", async () => {
  const { url, received } = await startServer(({ method, path = "", headers, body }, response) => {
    if (method === "GET") {
      if (/(limit|mode)=%3F/.test(path)) return void reply(response, 404, "");
      if (path.includes("depth=%3F")) return void reply(response, 500, '"text"');
      if (path.includes("wide=%3F")) return void reply(response, 399, "");
      const isFound = !path.includes("THG-0") && headers["x-reason"] === "curious";
      return void (isFound ? reply(response, 200, '{"name":"THG-7"}') : reply(response, 404, ""));
    }
    if (method === "DELETE") return void reply(response, 204, "");
    if (headers["x-dry"] === "?") return void reply(response, 409, "");
    const { name, list, note } = body && body !== "{" ? JSON.parse(body) : {};
    if (note) return void reply(response, 204, "");
    if (/^THG-7-/.test(name) && list) return void reply(response, 201, JSON.stringify({ name, list }));
    return void reply(response, 409, "");
  });
  const { checks, outcome, reason } = await verifyOf(things, { baseUrl: url, sessionToken: "t", skip });
  const lines = checks.map(({ name, status, outcome: result, note, issues }) =>
    [name, status, result, note, ...issues.map(({ part, message }) => `${part} ${message}`)].filter(Boolean).join(" | "),
  );
  const forgets =
    'the server does not remember what "keepThing: kept, with every field" has created. A server without state cannot conform';
  expect(lines).toEqual([
    "readThing: found | 200 | passed",
    "readThing: deep | 200 | passed",
    "readThing: 404 | 404 | passed",
    "readThing: with the query depth: ? | 500 | failed | status is 500; expected an error status",
    "readThing: with the query wide: ? | 399 | failed | status is 399; expected an error status",
    "readThing: with the query limit: ? | 404 | passed",
    "readThing: with the query mode: ? | 404 | passed",
    "readThing: with the header X-Reason: ? | 404 | passed",
    "keepThing: without a token | 201 | failed | status is 201; expected an error status",
    "keepThing: with the token locked-key | 201 | failed | status is 201; expected 401",
    "keepThing: kept | 201 | passed",
    "keepThing: 204 | 409 | failed | status is 409; expected 201 or 204",
    "keepThing: kept, with every field | 204 | passed",
    "keepThing: with the header X-Dry: ? | 409 | failed | status is 409; expected 400",
    "keepThing: a body that is not JSON | 409 | failed | status is 409; expected 400",
    `keepThing: kept, with /name again | 204 | failed | status is 204; expected 409: ${forgets}`,
    "dropThings: 204 | 204 | passed",
  ]);
  expect(outcome).toBe("deviates");
  expect(reason).toBe("These must succeed, but none of their requests did, or none was sent: keepThing: 204.");
  // What the server had already was sent once more.
  expect(received).toHaveLength(lines.length + 2);
});

test("each success to which nothing was sent is named", async () => {
  const { url } = await startServer(({ method }, response) => void reply(response, method === "PUT" ? 201 : 204, ""));
  const { reason } = await verifyOf(things, { baseUrl: url, skip: [...skip, "dropThings", "keepThing: 204"] });
  expect(reason).toMatch(/^These must succeed, .*: keepThing: 204, dropThings: 204\.$/);
});
