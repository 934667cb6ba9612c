/** What is special about a mock over HTTP: bytes that are no request, connections, addresses, its start and its end. */
import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { isErrorResponseBody } from "../../generated/validators.js";
import { createNexusClient } from "../../src/index.js";
import { createMock } from "../../src/mock.js";
import { type StartMockOptions, startMock } from "../../src/mock-server.js";
import { requiredHeaders } from "../support/contract.js";
import { creatingOAuth } from "./requests.js";
import { type Sent, sendOver, validHeaders } from "./transports.js";

async function start(options: StartMockOptions = {}) {
  const log: string[] = [];
  const mock = await startMock({ log: (line) => log.push(line), ...options });
  onTestFinished(() => mock.close());
  /** A connection that has sent these bytes. */
  const open = async (bytes: string) => {
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    await new Promise((resolve) => socket.write(bytes, resolve));
    return socket;
  };
  return { mock, log, open, send: (sent?: Sent) => sendOver(mock.url, { ...creatingOAuth(), ...sent }) };
}

const close = "Connection: close\r\n\r\n";
test.each<[what: string, bytes: string, status: number]>([
  ["no HTTP", "hello\r\n\r\n", 400],
  ["an unknown method", "BREW /members HTTP/1.1\r\nHost: mock\r\n\r\n", 400],
  ["a broken header", "POST /members HTTP/1.1\r\nHost: mock\r\nBad Header: 1\r\n\r\n", 400],
  ["two lengths", "POST /members HTTP/1.1\r\nHost: mock\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400],
  ["headers that are too large", `POST /members HTTP/1.1\r\nHost: mock\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ["a broken chunk", "POST /members HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400],
  ["no Host", `POST /members HTTP/1.1\r\n${close}`, 400],
  ["no Host, as in HTTP/1.0", "POST /members HTTP/1.0\r\n\r\n", 401],
  ["a Host that is none", `POST /members HTTP/1.1\r\nHost: a b\r\n${close}`, 400],
  ["a whole URL that is none", `GET http://[::x/members HTTP/1.1\r\nHost: mock\r\n${close}`, 400],
  ["TRACE", `TRACE /members HTTP/1.1\r\nHost: mock\r\n${close}`, 405],
  ["OPTIONS *", `OPTIONS * HTTP/1.1\r\nHost: mock\r\n${close}`, 204],
  ["OPTIONS * of a host with a port", `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:4010\r\n${close}`, 204],
  ["an expectation that cannot be met", `GET /x HTTP/1.1\r\nHost: mock\r\nExpect: tea\r\n${close}`, 404],
  ["Accept with the quality 0", `POST /members HTTP/1.1\r\nHost: m\r\nAccept: */*;q=0\r\n${close}`, 406],
  ["a target without a slash", "POST members HTTP/1.1\r\nHost: mock\r\n\r\n", 400],
])("%s gets a response of the contract and a line in the log", async (_, bytes, status) => {
  const { log, open } = await start();
  const response = await text(await open(bytes));
  expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .+\r\n`));
  expect(response).toMatch(/^access-control-allow-origin: \*\r$/im);
  expect(response).toMatch(/^connection: close\r$/im);
  const [head = "", body = ""] = response.split("\r\n\r\n");
  for (const line of head.split("\r\n").slice(1)) expect(line).toMatch(/^[\w-]+: [^\r]+$/);
  if (status !== 204) {
    expect(head).toContain(mediaType);
    const json = JSON.parse(/\{.*\}/s.exec(body)?.[0] ?? "null");
    expect(isErrorResponseBody.issues(json, { strict: true })).toEqual([]);
  }
  expect(log).toEqual([expect.stringMatching(new RegExp(`^(-|[A-Z]+) ${status}`))]);
});

describe("a connection that breaks disturbs nobody", () => {
  test.each([
    ["in the middle of a request", "POST /memb"],
    ["in the middle of a body", "POST /members HTTP/1.1\r\nHost: mock\r\nContent-Length: 1000\r\n\r\n{"],
    ["of a client that takes it for a proxy, as curl does", "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n"],
    ["of such a client, with bytes that follow", "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n\r\nmore"],
    ["of such a client, half way", "CONNECT x"],
  ])("%s", async (_, bytes) => {
    const { open, send } = await start();
    const socket = await open(bytes);
    expect((await send()).status).toBe(200); // By now the mock has read those bytes.
    socket.resetAndDestroy();
    expect((await send()).status).toBe(200);
  });

  test("and has a line in the log", async () => {
    const { log, open } = await start();
    (await open("POST /memb")).resetAndDestroy();
    await expect.poll(() => log).toEqual([expect.stringMatching(/^- 400 /)]);
  });
});

test("close() waits for no client that stops half way through its body, and may be called twice", async () => {
  const { mock, open, send } = await start();
  const socket = await open("POST /members HTTP/1.1\r\nHost: mock\r\nContent-Length: 1000\r\n\r\n{");
  expect((await send()).status).toBe(200);
  const closed = once(socket, "close");
  const order: string[] = [];
  await Promise.all([mock.close().then(() => order.push("first")), mock.close().then(() => order.push("second"))]);
  expect(order).toEqual(["first", "second"]);
  await closed;
  await mock.close();
});

test("says why a request could not be read", async () => {
  const { open } = await start();
  expect(await text(await open("hello\r\n\r\n"))).toContain("The request could not be read: HPE_INVALID_METHOD");
});

test("goes on when its log throws, whatever arrives", async () => {
  const throwing = () => {
    throw new Error("full disk");
  };
  const { open, send } = await start({ log: throwing, control: "loopback" });
  expect(await text(await open("hello\r\n\r\n"))).toMatch(/^HTTP\/1\.1 400 /);
  for (const path of ["/members", "/other", "/_mock/health"]) {
    const { status, text } = await send({ method: "GET", path });
    expect(status, path).toBeLessThan(500);
    expect(text).not.toContain("full disk");
  }
  expect((await send()).status).toBe(200);
});

test("takes the whole URL that a proxy sends", async () => {
  const { mock, send } = await start();
  expect((await send({ path: `${mock.url}/members?x=1` })).status).toBe(200);
  expect((await send({ path: mock.url })).body.error.message).toContain("The contract has no path /. It has");
});

test("joins a header that comes twice", async () => {
  const { mock } = await start();
  const request = httpRequest(`${mock.url}/members`, { method: "POST", headers: validHeaders });
  request.setHeader("Prefer", ["code=422", "example=external-guid-taken"]);
  const [response] = (await once(request.end("{}"), "response")) as [IncomingMessage];
  expect(JSON.parse(await text(response))).toEqual(examples.createMember["external-guid-taken"].response);
});

test("of 64 creates with one external_guid at the same time, one makes a member, whoever comes first", async () => {
  const { mock } = await start({ stateful: true });
  const connections = new Agent({ keepAlive: true, maxSockets: 64 });
  const sent = creatingOAuth({ external_guid: "link-1" });
  const responses = await Promise.all(Array.from({ length: 64 }, () => sendOver(mock.url, sent, connections)));
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(responses.filter(({ status }) => status === 422)).toHaveLength(63);
  expect(mock.members).toHaveLength(1);
  await mock.close(); // Though those connections are kept.
  connections.destroy();
});

test.each([
  ["::1", "[::1]"],
  ["0.0.0.0", "127.0.0.1"],
  ["::", "[::1]"],
])("listens on %s, and has a URL that a client accepts", async (host, shown) => {
  const { mock } = await start({ host });
  expect(new URL(mock.url).hostname).toBe(shown);
  const nexus = createNexusClient({ baseUrl: mock.url, sessionToken: "one", headers: requiredHeaders });
  expect(await nexus.createMember({ institution_guid: "INS-1", is_oauth: true })).toMatchObject({ ok: true });
});

test.each<[string, object, string]>([
  ["a misspelt option", { statefull: true }, "The mock: statefull is not an option. The options are stateful, journal, log"],
  ["an option of the wrong type", { stateful: "yes" }, "The mock: stateful must be true or false."],
  ["a base path without a slash", { basePath: "nexus" }, "The mock: basePath must be a path that begins with a slash"],
  ["a base path with a query", { basePath: "/nexus?a=1" }, "The mock: basePath must be"],
])("no mock starts with %s", async (_, options, message) => {
  expect(() => createMock(options)).toThrow(message);
  await expect(startMock(options)).rejects.toThrow(message);
});

test.each<[string, object, string]>([
  ["no address", { host: "" }, "The mock: host must be an address to listen on, such as 127.0.0.1 or 0.0.0.0."],
  ["a port that is no number", { port: "4010" }, "The mock: port must be a whole number from 0 to 65535."],
  ["another control", { control: "everyone" }, "The mock: control must be loopback or anywhere."],
])("no server starts with %s; without one, that is no option", async (_, options, message) => {
  await expect(startMock(options)).rejects.toThrow(message);
  expect(() => createMock(options)).toThrow("is not an option.");
});

test("`await using` closes it", async () => {
  const started = async () => {
    await using mock = await startMock();
    return (await fetch(mock.url)).ok ? mock.url : "";
  };
  await expect(fetch(await started())).rejects.toThrow("fetch failed");
});

test.each([
  ["the user", { user: () => expect.fail("no such user") }, "/members"],
  ["a response of one's own", { otherwise: () => expect.fail("no such page") }, "/other"],
  ["a response that cannot be sent", { otherwise: () => Response.error() }, "/other"],
])("an error of the code for %s is a 500, and the mock goes on", async (_, options, path) => {
  const { mock, log } = await start(options);
  const response = await fetch(`${mock.url}${path}`, { method: "POST", headers: validHeaders, body: "{}" });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("The mock failed: ");
  expect(log.at(-1)).toContain("- 500 (The mock failed: ");
  expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200);
});

/** As Playwright waits for the server of its option `webServer`: 404 and 405 are not up. */
test("tells what it is at its root, and keeps a connection for 65 seconds, longer than most clients", async () => {
  const { mock } = await start();
  const home = await fetch(mock.url);
  expect(home.status).toBe(200);
  expect(home.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  expect(home.headers.get("Keep-Alive")).toBe("timeout=65");
  expect(await home.text()).toMatch(/^Mock of .*\. It has: \/members.*\n$/);
  expect(mock.requests).toEqual([]);
});
