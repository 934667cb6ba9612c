/** The mock knows no operation by name: here it serves a contract of things rather than members. */
import { describe, expect, onTestFinished, test } from "vitest";
import { mockOf } from "../../src/mock/mock.js";
import { serveMock } from "../../src/mock/server.js";
import { scenarioHeader } from "../../src/mock.js";
import { things } from "./things.js";

function start() {
  const mock = mockOf(things, { stateful: true });
  const send = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
    const content = body === undefined ? null : JSON.stringify(body);
    const json = content === null ? {} : { "Content-Type": "application/json" };
    const response = await mock.fetch(`https://things.example${path}`, {
      method,
      headers: { ...json, ...headers },
      body: content,
    });
    const text = await response.text();
    return {
      status: response.status,
      scenario: response.headers.get(scenarioHeader),
      body: text && JSON.parse(text),
      headers: response.headers,
    };
  };
  return { mock, send };
}

const reason = { "X-Reason": "curious" };

describe("parameters", () => {
  test.each([
    ["/things/THG-1", "found"],
    ["/things/THG-0", "gone"],
    ["/things/THG%2D0", "gone"],
    ["/things/%zz", "found"],
    ["/things/THG-1?depth=7", "deep"],
    ["/things/THG-1?depth=8&wide=true", "found"],
    ["/things/THG-1?depth=9&wide=true", "deep-and-wide"],
    ["/things/THG-1?depth=9&wide=false", "found"],
    ["/things/THG-1?depth=9", "found"],
    ["/things/THG-1?ratio=0.5", "found"],
    ["/things/true", "found"],
    ["/things/7", "found"],
  ])("%s leads to %s", async (path, name) => {
    const { send } = start();
    expect(await send("GET", path, reason)).toMatchObject({ scenario: name, body: { name } });
  });

  test.each([
    ["/things/THG-1?depth=deep", reason, [{ in: "query depth", rule: "type" }]],
    ["/things/THG-1?depth=%20", reason, [{ in: "query depth", rule: "type" }]],
    ["/things/THG-1?wide=yes", reason, [{ in: "query wide", rule: "type" }]],
    ["/things/THG-1?wide=xtrue", reason, [{ in: "query wide", rule: "type" }]],
    ["/things/THG-1?wide=truex", reason, [{ in: "query wide", rule: "type" }]],
    ["/things/THG-1", {}, [{ in: "header X-Reason", rule: "required", message: "is required", path: [] }]],
  ])("%s with %j does not match the contract", async (path, headers, issues) => {
    const { mock, send } = start();
    const response = await send("GET", path, headers as Record<string, string>);
    const message = "The request does not match the contract";
    expect(response).toMatchObject({ status: 400, scenario: "none", body: { problems: { detail: message } } });
    expect(mock.requests[0]?.issues).toMatchObject(issues);
  });
});

test("a path has the methods of all its operations", async () => {
  const { send } = start();
  const { status, headers } = await send("PATCH", "/things/THG-1");
  expect({ status, allow: headers.get("Allow") }).toEqual({ status: 405, allow: "GET, PUT, POST, OPTIONS" });
  const { status: unknown, body } = await send("GET", "/things/");
  expect({ unknown, body }).toEqual({
    unknown: 404,
    body: { problems: { detail: "The contract has no path /things/. It has: /things/{guid}, /things" } },
  });
});

test("a token that no scenario is about", async () => {
  const { send } = start();
  const { status, body } = await send("PUT", "/things/THG-1", {}, {});
  expect({ status, body }).toEqual({
    status: 401,
    body: { problems: { detail: "A request needs the header x-key or x-other-key" } },
  });
});

test("a response without a body, and a body that may be missing", async () => {
  const { mock, send } = start();
  expect(await send("PUT", "/things/THG-1", { "X-Key": "k" }, { list: [1] })).toMatchObject({ status: 204, body: "" });
  expect(await send("PUT", "/things/THG-1", { "X-Key": "k" })).toMatchObject({ status: 204, body: "" });
  expect(mock.members).toEqual([]);
});

test("a query arrives over HTTP too", async () => {
  const mock = await serveMock(things);
  onTestFinished(() => mock.close());
  const response = await fetch(`${mock.url}/things/THG-1?depth=7`, { headers: reason });
  expect(response.headers.get(scenarioHeader)).toBe("deep");
  expect(response.headers.get("Content-Length")).toBe(String((await response.text()).length));
});

test("a scenario that is recognized by two values needs both", async () => {
  const { send } = start();
  const headers = { "X-Key": "k" };
  expect((await send("PUT", "/things/THG-1", headers, { one: 1, two: 2, three: 3 })).scenario).toBe("pair");
  expect((await send("PUT", "/things/THG-1", headers, { one: 1, two: 3 })).scenario).not.toBe("pair");
});

test("a response without a body has nothing to break off", async () => {
  const mock = await serveMock(things);
  onTestFinished(() => mock.close());
  for (const send of [fetch, mock.fetch]) {
    mock.next({ cut: "body" });
    const response = await send(`${mock.url}/things/THG-1`, { method: "PUT", headers: { "X-Key": "k" } });
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 204, body: "" });
    expect(response.headers.has("Content-Type")).toBe(false);
  }
});

test("a list is not the object that has the same keys; only texts become unique", async () => {
  const { send } = start();
  const { scenario: name, body } = await send("PUT", "/things/THG-1", { "X-Key": "k" }, { list: { 0: 1 } });
  expect({ name, number: body.number }).toEqual({ name: "as-list", number: 1 });
  expect(body.name).toMatch(/^THG-[0-9a-f]{8}-/);
});

test("the journal shows the fields of this contract", async () => {
  const { mock, send } = start();
  await send("PUT", "/things/THG-1", { "X-Key": "k" }, { list: [1, { secret: 2 }], "odd/name": 3, other: 4 });
  await send("GET", "/things/THG-1?depth=1&wide=false", reason);
  expect(mock.requests).toMatchObject([
    { session: 1, body: { list: [1, {}], "odd/name": 3 }, response: { status: 204 } },
    { params: { path: { guid: "THG-1" }, query: { depth: 1, wide: false }, header: { "x-reason": "curious" } } },
  ]);
  expect(mock.requests[0]?.body).not.toHaveProperty("other");

  const long = Array.from({ length: 12 }, (_, index) => index);
  await send("PUT", "/things/THG-1", { "X-Key": "k" }, { list: long });
  expect(mock.requests[2]?.body).toEqual({ list: long });
});

test("a value that is taken for one operation is free for another", async () => {
  const { send } = start();
  const body = { name: "THG-7" };
  const scenarios = [];
  for (const path of ["/things", "/things/THG-1", "/things", "/things/THG-1"])
    scenarios.push((await send("POST", path, {}, body)).scenario);
  expect(scenarios).toEqual(["added", "added", "taken", "taken"]);
});

test("an operation without a success says so", async () => {
  const { send } = start();
  const { status, body } = await send("DELETE", "/things");
  expect({ status, body }).toEqual({
    status: 501,
    body: { problems: { detail: "The contract has no example of a success of dropThings" } },
  });
});

test("an error status that the contract describes nowhere cannot be asked for", async () => {
  const { mock } = start();
  expect(() => mock.next({ status: 503 })).toThrow("It has: code=200, example=found;");
});

test("a rule waits for a request of an operation that has its response", async () => {
  const { mock, send } = start();
  mock.next({ scenario: "gone" });
  expect((await send("DELETE", "/things")).status).toBe(501);
  expect((await send("GET", "/things/THG-1", reason)).scenario).toBe("gone");
  const { status, body } = await send("DELETE", "/things", { Prefer: "example=found" });
  expect({ status, detail: body.problems.detail }).toEqual({
    status: 400,
    detail: expect.stringContaining("It has: code=409, example=in-use;"),
  });
});

test("a mock lists its paths behind its base path", async () => {
  const mock = mockOf(things, { basePath: "/api" });
  const { status } = await mock.fetch("https://things.example/api/things/THG-1?depth=7", { headers: reason });
  const home = await mock.fetch("https://things.example/");
  expect({ status, text: await home.text() }).toEqual({
    status: 200,
    text: "Mock of Things, version 1.2.3. It has: /api/things/{guid}, /api/things\n",
  });
});
