/** The mock knows no operation by name: here it serves a contract of things rather than members. */
import { expect, onTestFinished, test } from "vitest";
import { mockOf } from "../../src/mock/mock.js";
import { serveMock } from "../../src/mock/server.js";
import { scenarioHeader } from "../../src/mock.js";
import { things } from "./things.js";

function start() {
  const mock = mockOf(things, { stateful: true });
  /** @param target Method and path. */
  const send = async (target: string, headers: Record<string, string> = {}, body?: unknown) => {
    const [method = "", path] = target.split(" ");
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const init = { method, headers: { ...type, ...headers }, body: body === undefined ? null : JSON.stringify(body) };
    const response = await mock.fetch(`https://things.example${path}`, init);
    const text = await response.text();
    const scenario = response.headers.get(scenarioHeader);
    return { status: response.status, scenario, body: text && JSON.parse(text), headers: response.headers };
  };
  return { mock, send };
}

const reason = { "X-Reason": "curious" };
const key = { "X-Key": "k" };

test.each([
  ["GET /things/THG-1", "found"],
  ["GET /things/THG-0", "gone"],
  ["GET /things/THG%2D0", "gone"],
  ["GET /things/%zz", "found"],
  ["GET /things/THG-1?depth=7", "deep"],
  ["GET /things/THG-1?depth=8&wide=true", "found"],
  ["GET /things/THG-1?depth=9&wide=true", "deep-and-wide"],
  ["GET /things/THG-1?depth=9&wide=false", "found"],
  ["GET /things/THG-1?depth=9", "found"],
  ["GET /things/THG-1?ratio=0.5", "found"],
  ["GET /things/true", "found"],
  ["GET /things/7", "found"],
])("the parameters of %s lead to %s", async (target, name) => {
  const { send } = start();
  expect(await send(target, reason)).toMatchObject({ scenario: name, body: { name } });
});

test.each([
  ["GET /things/THG-1?depth=deep", reason, { in: "query depth", rule: "type" }],
  ["GET /things/THG-1?depth=%20", reason, { in: "query depth", rule: "type" }],
  ["GET /things/THG-1?wide=xtrue", reason, { in: "query wide", rule: "type" }],
  ["GET /things/THG-1?wide=truex", reason, { in: "query wide", rule: "type" }],
  ["GET /things/THG-1", {}, { in: "header X-Reason", rule: "required", message: "is required", path: [] }],
])("the parameters of %s with %j do not match the contract", async (target, headers, issue) => {
  const { mock, send } = start();
  const detail = "The request does not match the contract";
  expect(await send(target, headers)).toMatchObject({ status: 400, scenario: "none", body: { problems: { detail } } });
  expect(mock.requests[0]?.issues).toMatchObject([issue]);
});

test.each<[target: string, headers: Record<string, string>, status: number, detail: string]>([
  ["PATCH /things/THG-1", {}, 405, "This path allows GET, PUT, POST, OPTIONS"],
  ["GET /things/", {}, 404, "The contract has no path /things/. It has: /things/{guid}, /things"],
  ["PUT /things/THG-1", {}, 401, "A request needs the header x-key or x-other-key"],
  ["DELETE /things", {}, 501, "The contract has no example of a success of dropThings"],
  ["DELETE /things", { Prefer: "example=found" }, 400, "It has: code=409, example=in-use;"],
])("%s with %j is %i: %s", async (target, headers, status, detail) => {
  const { send } = start();
  const response = await send(target, headers, target.startsWith("PUT") ? {} : undefined);
  expect(response).toMatchObject({ status, scenario: "none", body: { problems: { detail: expect.stringContaining(detail) } } });
});

test.each<[what: string, body: unknown, scenario: string]>([
  ["a body that the response does not repeat", { list: [1] }, "kept"],
  ["no body, which may be missing", undefined, "kept"],
  ["both values by which a scenario is recognized", { one: 1, two: 2, three: 3 }, "pair"],
  ["one of the two values", { one: 1, two: 3 }, "kept"],
  ["an object that has the same keys as a list", { list: { 0: 1 } }, "as-list"],
])("%s leads to its scenario", async (_, body, scenario) => {
  const { send } = start();
  const response = await send("PUT /things/THG-1", key, body);
  expect(response.scenario).toBe(scenario);
  if (scenario === "kept") expect(response).toMatchObject({ status: 204, body: "" });
});

test("only texts become unique, in the headers too", async () => {
  const { send } = start();
  const { body, headers } = await send("PUT /things/THG-1", key, { list: { 0: 1 } });
  expect(body).toEqual({ number: 1, name: expect.stringMatching(/^THG-[0-9a-f]{8}-/) });
  expect(headers.get("Location")).toBe(`/things/${body.name}`);
});

test("a query arrives over HTTP too; a response without a body has nothing to break off", async () => {
  const mock = await serveMock(things);
  onTestFinished(() => mock.close());
  const deep = await fetch(`${mock.url}/things/THG-1?depth=7`, { headers: reason });
  expect(deep.headers.get(scenarioHeader)).toBe("deep");
  expect(deep.headers.get("Content-Length")).toBe(String((await deep.text()).length));
  for (const send of [fetch, mock.fetch]) {
    mock.next({ cut: "body" });
    const response = await send(`${mock.url}/things/THG-1`, { method: "PUT", headers: key });
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 204, body: "" });
    expect(response.headers.has("Content-Type")).toBe(false);
  }
});

test("the journal shows the fields of this contract", async () => {
  const { mock, send } = start();
  const list = Array.from({ length: 12 }, (_, index) => index);
  await send("PUT /things/THG-1", key, { list: [...list, { secret: 2 }], "odd/name": 3, other: 4 });
  await send("GET /things/THG-1?depth=1&wide=false", reason);
  expect(mock.requests).toMatchObject([
    { session: 1, response: { status: 204 } },
    { params: { path: { guid: "THG-1" }, query: { depth: 1, wide: false }, header: { "x-reason": "curious" } } },
  ]);
  expect(mock.requests[0]?.body).toEqual({ list: [...list, {}], "odd/name": 3 });
});

test("a value that is taken for one operation is free for another", async () => {
  const { send } = start();
  const scenarios = [];
  for (const target of ["POST /things", "POST /things/THG-1", "POST /things", "POST /things/THG-1"])
    scenarios.push((await send(target, {}, { name: "THG-7" })).scenario);
  expect(scenarios).toEqual(["added", "added", "taken", "taken"]);
});

test("a rule waits for a request of an operation that has its response, which a rule must have", async () => {
  const { mock, send } = start();
  mock.next({ scenario: "gone" });
  expect((await send("DELETE /things")).status).toBe(501);
  expect((await send("GET /things/THG-1", reason)).scenario).toBe("gone");
  expect(() => mock.next({ status: 503 })).toThrow("It has: code=200, example=found;");
});
