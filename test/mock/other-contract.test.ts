/** The mock knows no operation by name: here it serves a library. What it makes of more descriptions is in test/contract/subset.yaml. */
import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { mockOf } from "../../src/mock/mock.js";
import { serveMock } from "../../src/mock/server.js";
import { scenarioHeader } from "../../src/mock.js";
import { contractFrom } from "../support/contract-from.js";

const library = contractFrom(parse(readFileSync(new URL("../contract/foreign.yaml", import.meta.url), "utf8")));
const [listBooks, addBook] = library.operations as [(typeof library.operations)[0], (typeof library.operations)[0]];

function start(contract = library) {
  const mock = mockOf(contract, { stateful: true });
  /** @param target Method and path. */
  const send = async (target: string, headers: Record<string, string> = {}, sent?: unknown) => {
    const [method = "", path] = target.split(" ");
    const all = { Authorization: "Bearer example", "Content-Type": "application/json", ...headers };
    const body = sent === undefined ? null : JSON.stringify(sent);
    const response = await mock.fetch(`https://library.example${path}`, { method, headers: all, body });
    return { status: response.status, scenario: response.headers.get(scenarioHeader), body: await response.json() };
  };
  return { mock, send };
}

test.each([
  ["GET /books?shelf=a", {}, { in: "query shelf", rule: "type" }],
  ["GET /books/OLD-1", {}, { in: "path book_id", rule: "pattern" }],
  ["GET /books", { "X-Trace": "1" }, { in: "header X-Trace", rule: "format" }],
])("%s with %j: the journal says which parameter does not match the contract", async (target, headers, issue) => {
  const { mock, send } = start();
  const body = { detail: "The request does not match the contract" };
  expect(await send(target, headers)).toMatchObject({ status: 400, scenario: "none", body });
  expect(mock.requests[0]?.issues).toMatchObject([issue]);
});

test.each<[target: string, headers: Record<string, string>, status: number, detail: string]>([
  ["PATCH /books/BK-1", {}, 405, "This path allows GET, DELETE, OPTIONS"],
  ["GET /books", { Authorization: "" }, 401, "A request needs the header authorization"],
])("%s with %j is %i: %s", async (target, headers, status, detail) => {
  const { send } = start();
  const body = { detail: expect.stringContaining(detail) };
  expect(await send(target, headers)).toMatchObject({ status, scenario: "none", body });
});

test("an operation that has no success yet is 501", async () => {
  const { send } = start({ ...library, operations: [{ ...listBooks, scenarios: [] }] });
  const detail = "The contract has no example of a success of listBooks";
  expect(await send("GET /books")).toMatchObject({ status: 501, body: { detail } });
});

test("a query arrives over HTTP too; a response without a body has nothing to break off", async () => {
  const mock = await serveMock(library);
  onTestFinished(() => mock.close());
  const headers = { Authorization: "Bearer example" };
  const onShelf = await fetch(`${mock.url}/books?shelf=3&shelf=4`, { headers });
  expect(onShelf.headers.get(scenarioHeader)).toBe("by-shelf");
  expect(onShelf.headers.get("Content-Length")).toBe(String((await onShelf.text()).length));
  for (const send of [fetch, mock.fetch]) {
    mock.next({ cut: "body" });
    const response = await send(`${mock.url}/books/BK-1`, { method: "DELETE", headers });
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 204, body: "" });
    expect(response.headers.has("Content-Type")).toBe(false);
  }
});

test("a value that is taken for one operation is free for another", async () => {
  const addOldBook = { ...addBook, operationId: "addOldBook", path: "/old" };
  const { send } = start({ ...library, operations: [addBook, addOldBook] });
  const scenarios = [];
  for (const target of ["POST /books", "POST /old", "POST /books", "POST /old"])
    scenarios.push((await send(target, {}, { title: "Emma", kind: "printed", pages: 7 })).scenario);
  expect(scenarios).toEqual(["printed", "printed", "on-shelf", "on-shelf"]);
});

test("a rule waits for a request of an operation that has its response", async () => {
  const { mock, send } = start();
  mock.next({ scenario: "unknown-book" });
  expect((await send("GET /books")).scenario).toBe("all");
  expect((await send("GET /books/BK-1")).scenario).toBe("unknown-book");
});
