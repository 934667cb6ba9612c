import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { isErrorResponseBody } from "../../generated/validators.js";
import { isLoopbackAddress } from "../../src/mock/control.js";
import { type StartMockOptions, startMock } from "../../src/mock-server.js";
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
      headers,
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
    ["no Host", "POST /members HTTP/1.1\r\nConnection: close\r\n\r\n", 401],
    ["TRACE", "TRACE /members HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n", 405],
    ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n", 204],
    ["an expectation that cannot be met", "GET / HTTP/1.1\r\nHost: mock\r\nExpect: tea\r\nConnection: close\r\n\r\n", 404],
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
  await expect.poll(() => log).toEqual(["- 400 none"]);
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

test("listens where it is told to", async () => {
  const { mock } = await start({ host: "::1" });
  expect(mock.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await fetch(mock.url)).status).toBe(404);
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
    ["{", "must be an object"],
    ["", "must be an object"],
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
          "There is no such control path. There are: POST /_mock/next, GET /_mock/requests, GET /_mock/members, POST /_mock/reset",
      },
    });
    expect(headers.has("Access-Control-Allow-Origin")).toBe(false);
    expect(headers.get("Content-Type")).toBe("application/json");
    expect((await control("OPTIONS", "next")).status).toBe(404);
    expect(log).toEqual(["GET 404 control", "OPTIONS 404 control"]);
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
