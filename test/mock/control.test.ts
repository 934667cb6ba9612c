/** The control paths of a mock over HTTP. */
import { networkInterfaces } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import { sessionTokenHeader } from "../../generated/contract.js";
import { type StartMockOptions, startMock } from "../../src/mock-server.js";
import { creatingOAuth, memberOf, ownOAuth, sentBy } from "./requests.js";
import { type Sent, sendOver } from "./transports.js";

async function start(options: StartMockOptions = {}) {
  const log: string[] = [];
  const mock = await startMock({ log: (line) => log.push(line), ...options });
  onTestFinished(() => mock.close());
  /** Calls a control path. A string is sent as it is, anything else as JSON. */
  const call = async (action: string, body?: unknown, headers: Record<string, string> = {}) => {
    const [method = "", name] = action.split(" ");
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const content = typeof body === "string" ? body : JSON.stringify(body);
    const init = { method, headers: { ...type, ...headers }, body: content ?? null };
    const response = await fetch(`${mock.url}/_mock/${name}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
  };
  return { mock, log, call, send: (sent: Sent = creatingOAuth()) => sendOver(mock.url, sent) };
}

test("they do not exist unless they are asked for, but for the one that tells whether the mock is ready", async () => {
  const { call, mock } = await start();
  expect(await call("GET health")).toMatchObject({ status: 200, body: { status: "ok" } });
  for (const action of ["GET requests", "POST reset"])
    expect(await call(action)).toMatchObject({ status: 404, body: { error: { message: expect.stringContaining("no path") } } });
  expect(mock.requests).toEqual([]);
});

test("they queue responses, and list those that nothing took", async () => {
  const { call, send } = await start({ control: "loopback" });
  const forNobody = { status: 503, match: { sessionToken: "nobody" } };
  for (const rule of [forNobody, { status: 500 }, { scenario: "expired-session" }])
    expect((await call("POST next", rule)).status).toBe(204);
  expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([500, 401, 200]);
  expect((await call("GET unused")).body).toEqual([forNobody]);
});

test("users at the same time each get the responses that they asked for, and nobody else's", async () => {
  const { call, send, mock } = await start({ control: "loopback" });
  const users = Array.from({ length: 20 }, (_, user) => `user-${user}`);
  const statusesOf = async (sessionToken: string) => {
    for (const status of [503, 401]) await call("POST next", { status, match: { sessionToken } });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await send(sentBy(sessionToken))).status);
    return statuses;
  };
  expect(await Promise.all(users.map(statusesOf))).toEqual(users.map(() => [503, 401, 200]));
  expect(mock.unused).toEqual([]);
});

test.each<[body: unknown, status: number, message: string, type?: string]>([
  [{ status: 302 }, 400, "It has: code=200, example=standard;"],
  ["{", 400, "The body must be a JSON object: the next response."],
  ["[]", 400, "The body must be a JSON object: the next response."],
  [undefined, 400, "The body must be a JSON object: the next response."],
  [{ status: 503 }, 415, "Content-Type must be application/json", "text/plain"],
  [{ status: 503 }, 415, "Content-Type must be application/json", "application/x-www-form-urlencoded"],
  [{ status: 503 }, 204, "", "application/json; charset=utf-8"],
])("%j as the next response gives %i %s", async (next, status, message, type = "application/json") => {
  const { call, mock } = await start({ control: "loopback" });
  const response = await call("POST next", next, { "Content-Type": type });
  expect(response.status).toBe(status);
  if (message) expect(response.body.error).toContain(message);
  expect(mock.unused).toHaveLength(status === 204 ? 1 : 0);
});

test("they give the journal, without secrets and without what came to them", async () => {
  const { call, send, mock } = await start({ control: "loopback", log: undefined });
  await send(sentBy("Zq8-token", memberOf("created")));
  const { status, body } = await call("GET requests");
  expect({ status, body }).toEqual({ status: 200, body: JSON.parse(JSON.stringify(mock.requests)) });
  expect(body).toHaveLength(1);
  expect(JSON.stringify(body)).not.toMatch(/Zq8|example-(login|password)/);
});

test("they give the members, of all users or of one, and forget all on reset", async () => {
  const { call, send } = await start({ control: "loopback", stateful: true });
  for (const token of ["one", "two"]) await send(sentBy(token, { ...ownOAuth, external_guid: token }));
  const names = async (headers?: Record<string, string>) =>
    (await call("GET members", undefined, headers)).body.map((one: { external_guid: string }) => one.external_guid);
  expect(await names()).toEqual(["one", "two"]);
  expect(await names({ [sessionTokenHeader]: "two" })).toEqual(["two"]);
  expect((await call("POST reset")).status).toBe(204);
  expect(await names()).toEqual([]);
  expect((await call("GET requests")).body).toEqual([]);
});

test("they say what there is, write a line to the log, and have no headers for pages of other sites", async () => {
  const { call, log } = await start({ control: "loopback" });
  const { status, body, headers } = await call("GET next");
  const all =
    "POST /_mock/next, GET /_mock/unused, GET /_mock/requests, GET /_mock/members, POST /_mock/reset, GET /_mock/health";
  expect({ status, body }).toEqual({ status: 404, body: { error: `There is no such control path. There are: ${all}` } });
  expect(headers.has("Access-Control-Allow-Origin")).toBe(false);
  expect(headers.get("Content-Type")).toBe("application/json");
  expect((await call("OPTIONS next")).status).toBe(404);
  expect(log).toEqual(["GET 404 control", "OPTIONS 404 control"]);
});

// What a browser sends of its own accord for a page of another site; `Host` is that of a name that points here.
test.each<[string, Partial<Sent>, forLoopback: number, forAnywhere: number]>([
  ["a program", {}, 200, 200],
  ["a program that calls localhost", { headers: { Host: "localhost:4010" } }, 200, 200],
  ["a program that calls another name", { headers: { Host: "mock:4010" } }, 403, 200],
  ["a program that sends a broken Host", { headers: { Host: "[mock" } }, 400, 400],
  ["a whole URL with another name", { path: "http://mock/_mock/requests", headers: { Host: "localhost" } }, 403, 200],
  [
    "a page of the mock itself",
    { headers: { Host: "localhost:4010", Origin: "http://localhost:4010", "Sec-Fetch-Site": "same-origin" } },
    200,
    200,
  ],
  ["a person who types the URL", { headers: { "Sec-Fetch-Site": "none" } }, 200, 200],
  ["a page of another port", { headers: { Host: "localhost:4010", Origin: "http://localhost:3000" } }, 403, 403],
  ["a page without an origin", { headers: { Origin: "null" } }, 403, 403],
  ["a page of another site", { headers: { "Sec-Fetch-Site": "cross-site" } }, 403, 403],
  ["a page of the same site", { headers: { "Sec-Fetch-Site": "same-site" } }, 403, 403],
])("to %s, they give other statuses for loopback and for anywhere", async (_, sent, forLoopback, forAnywhere) => {
  const statuses = [];
  for (const control of ["loopback", "anywhere"] as const) {
    const { send } = await start({ control });
    statuses.push((await send({ method: "GET", path: "/_mock/requests", headers: {}, text: "", ...sent })).status);
    expect((await send({ method: "GET", path: "/_mock/health", text: "" })).status).toBe(200);
  }
  expect(statuses).toEqual([forLoopback, forAnywhere]);
});

describe("the addresses that may use them", () => {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const hasIPv6 = addresses.some(({ address }) => address === "::1");
  const outside = addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address;

  test.skipIf(!hasIPv6)("every address of this machine, in each notation", async () => {
    const { mock } = await start({ control: "loopback", host: "::" });
    const { port } = new URL(mock.url);
    // An IPv4 address that reaches a socket of IPv6 comes as ::ffff:127.0.0.1.
    for (const host of ["[::1]", "127.0.0.1", "127.8.9.10"])
      expect((await fetch(`http://${host}:${port}/_mock/requests`)).status, host).toBe(200);
  });

  test.skipIf(!outside).each([
    ["loopback", 403],
    ["anywhere", 200],
  ] as const)("for %s, another address: %i", async (control, status) => {
    const { mock } = await start({ control, host: "0.0.0.0" });
    const { port } = new URL(mock.url);
    // With the Host of this machine, so that it is the address that decides.
    const sent = { method: "GET", path: "/_mock/requests", headers: { Host: "localhost" }, text: "" };
    const response = await sendOver(`http://${outside}:${port}`, sent);
    expect(response.status).toBe(status);
    if (status === 403) expect(response.body).toEqual({ error: expect.stringContaining("--control-anywhere") });
  });
});
