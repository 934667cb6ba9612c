import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { isErrorResponseBody } from "../../generated/validators.js";
import { createNexusClient } from "../../src/index.js";
import { isLoopbackAddress } from "../../src/mock/control.js";
import { type StartMockOptions, startMock } from "../../src/mock-server.js";
import { requiredHeaders } from "../support/contract.js";
import { type Sent, sendOver, validHeaders } from "./transports.js";

const { member } = examples.createMember.oauth.request;

async function start(options: StartMockOptions = {}) {
  const log: string[] = [];
  const mock = await startMock({ log: (line) => log.push(line), ...options });
  onTestFinished(() => mock.close());
  const { port } = new URL(mock.url);
  /** Sends bytes as they are. Returns the response as it came, once the connection has ended. */
  const sendRaw = async (bytes: string) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(bytes);
    return text(socket);
  };
  const control = async (method: string, name: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${mock.url}/_mock/${name}`, {
      method,
      headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const content = await response.text();
    return { status: response.status, headers: response.headers, body: content && JSON.parse(content) };
  };
  return { mock, log, sendRaw, control, send: (sent: Sent = {}) => sendOver(mock.url, { body: { member }, ...sent }) };
}

describe("every request gets a response and a line in the log", () => {
  test.each<[what: string, bytes: string, status: number]>([
    ["no HTTP", "hello\r\n\r\n", 400],
    ["an unknown method", "BREW /members HTTP/1.1\r\nHost: mock\r\n\r\n", 400],
    ["a broken header", "POST /members HTTP/1.1\r\nHost: mock\r\nBad Header: 1\r\n\r\n", 400],
    ["two lengths", "POST /members HTTP/1.1\r\nHost: mock\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400],
    ["headers that are too large", `POST /members HTTP/1.1\r\nHost: mock\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a broken chunk", "POST /members HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400],
    ["no Host", "POST /members HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["no Host, as in HTTP/1.0", "POST /members HTTP/1.0\r\n\r\n", 401],
    ["a Host that is none", "POST /members HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400],
    ["a whole URL that is none", "GET http://[::x/members HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n", 400],
    ["TRACE", "TRACE /members HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n", 405],
    ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n", 204],
    ["an expectation that cannot be met", "GET /x HTTP/1.1\r\nHost: mock\r\nExpect: tea\r\nConnection: close\r\n\r\n", 404],
    ["Accept with the quality 0", "POST /members HTTP/1.1\r\nHost: m\r\nAccept: */*;q=0\r\nConnection: close\r\n\r\n", 406],
    ["a target without a slash", "POST members HTTP/1.1\r\nHost: mock\r\n\r\n", 400],
  ])("%s", async (_, bytes, status) => {
    const { log, sendRaw } = await start();
    const response = await sendRaw(bytes);
    expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .+\r\n`));
    expect(response).toMatch(/^access-control-allow-origin: \*\r$/im);
    expect(response).toMatch(/^connection: close\r$/im);
    for (const line of response.split("\r\n\r\n")[0]?.split("\r\n").slice(1) ?? []) expect(line).toMatch(/^[\w-]+: [^\r]+$/);
    if (status !== 204) {
      expect(response).toContain(mediaType);
      const [, body = ""] = response.split("\r\n\r\n");
      const json = JSON.parse(/\{.*\}/s.exec(body)?.[0] ?? "null");
      expect(isErrorResponseBody.issues(json, { strict: true })).toEqual([]);
    }
    expect(log).toEqual([expect.stringMatching(new RegExp(`^(-|[A-Z]+) ${status}`))]);
  });
});

test("a client that hangs up in the middle of a request disturbs nobody", async () => {
  const { mock, log, send } = await start();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  await once(socket, "connect");
  await new Promise((resolve) => socket.write("POST /memb", resolve));
  socket.resetAndDestroy();
  await expect.poll(() => log).toEqual([expect.stringMatching(/^- 400 /)]);
  expect((await send()).status).toBe(200);
});

test.each([
  ["as curl does", "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n"],
  ["with bytes that follow", "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\nmore"],
  ["half way", "CONNECT x"],
])("a client that takes it for a proxy, %s, and resets the connection does not end it", async (_, bytes) => {
  const { mock, send } = await start();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  await new Promise((resolve) => socket.write(bytes, resolve));
  expect((await send()).status).toBe(200); // By now the mock has read those bytes.
  socket.resetAndDestroy();
  expect((await send()).status).toBe(200);
});

test("says why a request could not be read", async () => {
  const { sendRaw } = await start();
  expect(await sendRaw("hello\r\n\r\n")).toContain("The request could not be read: HPE_INVALID_METHOD");
});

test("takes the whole URL that a proxy sends", async () => {
  const { mock, send } = await start();
  expect((await send({ path: `${mock.url}/members?x=1` })).status).toBe(200);
  expect((await send({ path: mock.url })).body.error.message).toContain("The contract has no path /. It has");
});

test("joins a header that comes twice", async () => {
  const { mock } = await start();
  const request = httpRequest(`${mock.url}/members`, { method: "POST" });
  for (const [name, value] of Object.entries(validHeaders)) request.setHeader(name, value);
  request.setHeader("Prefer", ["code=422", "example=external-guid-taken"]);
  const [response] = (await once(request.end("{}"), "response")) as [IncomingMessage];
  expect({ status: response.statusCode, body: await text(response) }).toMatchObject({
    status: 422,
    body: JSON.stringify(examples.createMember["external-guid-taken"].response),
  });
});

test.each([
  ["::1", "[::1]"],
  ["0.0.0.0", "127.0.0.1"],
  ["::", "[::1]"],
])("listens on %s, and has a URL that a client accepts", async (host, shown) => {
  const { mock } = await start({ host });
  expect(new URL(mock.url).hostname).toBe(shown);
  const nexus = createNexusClient({ baseUrl: mock.url, sessionToken: "one", headers: requiredHeaders });
  expect(await nexus.createMember(member)).toMatchObject({ ok: true });
});

test.each<[string, object, string]>([
  ["no address", { host: "" }, "host must be an address to listen on"],
  ["a misspelt option", { statefull: true }, "The mock has no option statefull. It has: stateful, journal, log"],
  ["an option of the wrong type", { port: "4010" }, "The option port of the mock must be a number."],
  ["another control", { control: "everyone" }, "control must be loopback or anywhere."],
  ["a base path without a slash", { basePath: "nexus" }, "basePath must be a path that begins with a slash"],
  ["a base path with a query", { basePath: "/nexus?a=1" }, "basePath must be a path that begins with a slash"],
])("does not start with %s", async (_, options, message) => {
  await expect(startMock(options)).rejects.toThrow(new RegExp(`^${message.replaceAll(".", "\\.")}`));
});

test("keeps a connection for 65 seconds, longer than most clients and load balancers", async () => {
  const { mock } = await start();
  expect((await fetch(mock.url)).headers.get("Keep-Alive")).toBe("timeout=65");
});

test("`await using` closes it", async () => {
  const started = async () => {
    await using mock = await startMock();
    return (await fetch(mock.url)).ok ? mock.url : "";
  };
  await expect(fetch(await started())).rejects.toThrow("fetch failed");
});

test("close() may be called twice", async () => {
  const { mock } = await start();
  await mock.close();
  await mock.close();
});

test.each([
  ["the user", { user: () => expect.fail("no such user") }, "/members"],
  ["a response of one's own", { otherwise: () => expect.fail("no such page") }, "/other"],
  ["a response that cannot be sent", { otherwise: () => Response.error() }, "/other"],
])("an error of the code for %s is a 500, and the mock goes on", async (_, options, path) => {
  const { mock, log } = await start(options);
  const response = await fetch(`${mock.url}${path}`, { method: "POST", headers: validHeaders, body: "{}" });
  expect({ status: response.status, text: await response.text() }).toEqual({
    status: 500,
    text: expect.stringContaining("The mock failed: "),
  });
  expect(log.at(-1)).toContain("- 500 (The mock failed: ");
  expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200);
});

/** As Playwright waits for the server of its option `webServer`: 404 and 405 are not up. */
test("tells what it is at its root, and that it is ready", async () => {
  const { mock } = await start();
  const home = await fetch(mock.url);
  expect({ status: home.status, type: home.headers.get("Content-Type"), text: await home.text() }).toEqual({
    status: 200,
    type: "text/plain; charset=utf-8",
    text: expect.stringMatching(/^Mock of .*\. It has: \/members.*\n$/),
  });
  const health = await fetch(`${mock.url}/_mock/health`);
  expect({ status: health.status, body: await health.json() }).toEqual({ status: 200, body: { status: "ok" } });
  expect(mock.requests).toEqual([]);
});

test("two mocks do not disturb each other", async () => {
  const [one, other] = [await start({ stateful: true }), await start({ stateful: true })];
  one.mock.next({ status: 503 });
  expect((await other.send()).status).toBe(200);
  expect({ one: one.mock.members.length, other: other.mock.members.length }).toEqual({ one: 0, other: 1 });
  expect((await one.send()).status).toBe(503);
});

test("a client that stops half way through its body holds nobody up, and close() does not wait for it", async () => {
  const { mock, send } = await start();
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write("POST /members HTTP/1.1\r\nHost: mock\r\nContent-Length: 1000\r\n\r\n{");
  expect((await send()).status).toBe(200);
  const closed = once(socket, "close");
  await mock.close();
  await closed;
});

test("a port in use rejects", async () => {
  const { mock } = await start();
  await expect(startMock({ port: Number(new URL(mock.url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

describe("the control paths", () => {
  test("do not exist unless they are asked for", async () => {
    const { control } = await start();
    for (const [method, name] of [
      ["GET", "requests"],
      ["POST", "reset"],
    ] as const) {
      const { status, body } = await control(method, name);
      expect({ status, message: body.error.message }).toMatchObject({
        status: 404,
        message: expect.stringContaining("no path"),
      });
    }
  });

  test.each(["loopback", "anywhere"] as const)("queue responses, for %s", async (who) => {
    const { control, send } = await start({ control: who });
    expect((await control("POST", "next", { status: 503 })).status).toBe(204);
    expect((await control("POST", "next", { scenario: "expired-session" })).status).toBe(204);
    const statuses = [(await send()).status, (await send()).status, (await send()).status];
    expect(statuses).toEqual([503, 401, 200]);
  });

  test.each<[unknown, string]>([
    [{ status: 302 }, "It has: code=200, example=standard;"],
    [{ delya: 1 }, "has no option delya"],
    [{ headers: { Trailer: "x" } }, "headers of the next response must be"],
    ["{", "The body must be JSON"],
    ["", "The body must be JSON"],
    ["[]", "must be an object"],
  ])("reject %j as the next response, and say why", async (next, message) => {
    const { control, send } = await start({ control: "loopback" });
    expect(await control("POST", "next", next)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(message) },
    });
    expect((await send()).status).toBe(200);
  });

  test("work without a log", async () => {
    const { control } = await start({ control: "loopback", log: undefined });
    expect(await control("GET", "requests")).toMatchObject({ status: 200, body: [] });
  });

  test("give the journal, without secrets and without what came to them", async () => {
    const { control, send, mock } = await start({ control: "loopback" });
    await send({
      headers: { ...validHeaders, [sessionTokenHeader]: "Zq8-token" },
      body: examples.createMember.created.request,
    });
    const { status, body } = await control("GET", "requests");
    expect({ status, body }).toEqual({ status: 200, body: JSON.parse(JSON.stringify(mock.requests)) });
    expect(body).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(/Zq8|example-(login|password)/);
  });

  test("give the members, of all users or of one, and forget all on reset", async () => {
    const { control, send } = await start({ control: "loopback", stateful: true });
    for (const token of ["one", "two"])
      await send({
        headers: { ...validHeaders, [sessionTokenHeader]: token },
        body: { member: { ...member, external_guid: token } },
      });
    const guids = async (headers?: Record<string, string>) =>
      (await control("GET", "members", undefined, headers)).body.map((one: { external_guid: string }) => one.external_guid);
    expect(await guids()).toEqual(["one", "two"]);
    expect(await guids({ [sessionTokenHeader]: "two" })).toEqual(["two"]);
    expect((await control("POST", "reset")).status).toBe(204);
    expect(await guids()).toEqual([]);
    expect((await control("GET", "requests")).body).toEqual([]);
  });

  test("say what there is, write a line to the log, and are closed to pages of other sites", async () => {
    const { control, log } = await start({ control: "loopback" });
    const { status, body, headers } = await control("GET", "next");
    expect({ status, body }).toEqual({
      status: 404,
      body: {
        error:
          "There is no such control path. There are: POST /_mock/next, GET /_mock/unused, GET /_mock/requests, GET /_mock/members, POST /_mock/reset, GET /_mock/health",
      },
    });
    expect(headers.has("Access-Control-Allow-Origin")).toBe(false);
    expect(headers.get("Content-Type")).toBe("application/json");
    expect((await control("OPTIONS", "next")).status).toBe(404);
    expect(log).toEqual(["GET 404 control", "OPTIONS 404 control"]);
  });

  test("list the rules that nothing took", async () => {
    const { control, send } = await start({ control: "loopback" });
    await control("POST", "next", { status: 503, match: { sessionToken: "nobody" } });
    await control("POST", "next", { status: 500 });
    expect((await send()).status).toBe(500);
    expect((await control("GET", "unused")).body).toEqual([{ status: 503, match: { sessionToken: "nobody" } }]);
  });

  // What a browser sends of its own accord for a page of another site; `Host` is that of a name that points here.
  test.each<[string, Record<string, string>, number, number]>([
    ["a program", {}, 200, 200],
    ["a program that calls localhost", { Host: "localhost:4010" }, 200, 200],
    ["a program that calls another name", { Host: "mock:4010" }, 403, 200],
    ["a program that sends a broken Host", { Host: "[mock" }, 400, 400],
    [
      "a page of the mock itself",
      { Host: "localhost:4010", Origin: "http://localhost:4010", "Sec-Fetch-Site": "same-origin" },
      200,
      200,
    ],
    ["a person who types the URL", { "Sec-Fetch-Site": "none" }, 200, 200],
    ["a page of another port", { Host: "localhost:4010", Origin: "http://localhost:3000" }, 403, 403],
    ["a page without an origin", { Origin: "null" }, 403, 403],
    ["a page of another site", { "Sec-Fetch-Site": "cross-site" }, 403, 403],
    ["a page of the same site", { "Sec-Fetch-Site": "same-site" }, 403, 403],
    ["a page whose name was rebound", { Host: "evil.example:4010" }, 403, 200],
  ])("for loopback and for anywhere, to %s", async (_, headers, forLoopback, forAnywhere) => {
    const statuses = [];
    for (const control of ["loopback", "anywhere"] as const) {
      const { send } = await start({ control });
      const { status } = await send({ method: "GET", path: "/_mock/requests", headers, text: "" });
      statuses.push(status);
      expect((await send({ method: "GET", path: "/_mock/health", text: "" })).status).toBe(200);
    }
    expect(statuses).toEqual([forLoopback, forAnywhere]);
  });

  test("are closed to a whole URL with another name", async () => {
    const { send } = await start({ control: "loopback" });
    const sent = { method: "GET", headers: { Host: "localhost" }, text: "" };
    expect((await send({ ...sent, path: "http://localhost/_mock/requests" })).status).toBe(200);
    expect((await send({ ...sent, path: "http://evil.example/_mock/requests" })).status).toBe(403);
  });

  test.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["application/json", 204],
    ["application/json; charset=utf-8", 204],
  ])("take a body of the type %s: %i", async (type, status) => {
    const { control, mock } = await start({ control: "loopback" });
    expect((await control("POST", "next", { status: 503 }, { "Content-Type": type })).status).toBe(status);
    expect(mock.unused).toHaveLength(status === 204 ? 1 : 0);
  });

  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address;
  test.skipIf(!outside).each([
    ["loopback", 403],
    ["anywhere", 200],
  ] as const)("for %s give %i to another address", async (who, status) => {
    const { mock } = await start({ control: who, host: "0.0.0.0" });
    const { port } = new URL(mock.url);
    const response = await fetch(`http://${outside}:${port}/_mock/requests`);
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toEqual({ error: expect.stringContaining("--control-anywhere") });
    expect((await fetch(`http://127.0.0.1:${port}/_mock/requests`)).status).toBe(200);
  });

  test.each([
    ["127.0.0.1", true],
    ["127.8.9.10", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["::ffff:192.168.1.7", false],
    ["10.0.0.1", false],
    ["fe80::1", false],
    ["2001:db8::127", false],
    ["", false],
  ])("are for this machine: %s is %s", (address, expected) => {
    expect(isLoopbackAddress(address)).toBe(expected);
  });
});
