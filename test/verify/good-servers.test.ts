import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { mediaType } from "../../generated/contract.js";
import { startMock } from "../../src/mock-server.js";
import { verify } from "../../src/verify.js";
import { startServer } from "../support/server.js";
import { changedMock, type Json, type Reply, send, withBody } from "./servers.js";

// Servers that differ in what the contract leaves open. Each of them conforms.
// What the fields may hold is tested with the validators.

/** Changes the member of every success. */
const member = (change: (member: Json) => void) => (reply: Reply) =>
  withBody(reply, (body) => {
    if (body.member) change(body.member);
  });

const reversed = (value: Json): Json => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]) => [key, reversed(child)] as const)
      .reverse(),
  );
};

const required = [
  "guid",
  "user_guid",
  "institution_guid",
  "name",
  "connection_status",
  "is_being_aggregated",
  "is_managed_by_user",
  "is_user_created",
];
const requiredOfOAuth = [...required, "is_oauth", "oauth_window_uri"];

const servers: Record<string, (reply: Reply) => Reply | Promise<Reply>> = {
  "is the mock": (reply) => reply,
  "adds fields to everything": (reply) =>
    withBody(reply, (body) => {
      Object.assign(body.member ?? body.error, { added: { since: 2030, list: [null] } });
      return { ...body, meta: { page: 1 } };
    }),
  "returns fields in reverse order": (reply) => withBody(reply, reversed),
  "returns required fields only": member((one) => {
    for (const key of Object.keys(one)) if (!(one.is_oauth ? requiredOfOAuth : required).includes(key)) delete one[key];
  }),
  "returns an empty list, and lists in another order": member((one) => {
    one.use_cases = one.use_cases?.toReversed() ?? [];
  }),
  "rejects without a body": (reply) => (reply.status >= 400 ? { ...reply, headers: {}, body: "" } : reply),
  "adds parameters to the media type": (reply) => ({
    ...reply,
    headers: { ...reply.headers, "content-type": `${mediaType}; charset=utf-8; version="1"` },
  }),
  "writes the media type in upper case": (reply) => ({
    ...reply,
    headers: { ...reply.headers, "content-type": `${mediaType.toUpperCase()} ;charset=UTF-8` },
  }),
  "writes header names in another case": ({ headers, ...reply }) => ({
    ...reply,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
  }),
  "adds headers": (reply) => ({
    ...reply,
    headers: { ...reply.headers, "Set-Cookie": "a=b; HttpOnly", "Retry-After": "1", Location: "/elsewhere", Via: "1.1 proxy" },
  }),
  "closes every connection": (reply) => ({ ...reply, headers: { ...reply.headers, Connection: "close" } }),
  "compresses bodies": ({ body, ...reply }) => ({ ...reply, body, headers: { ...reply.headers, "x-compress": "gzip" } }),
  "indents its JSON": (reply) => ({
    ...reply,
    body: reply.body && `\n${JSON.stringify(JSON.parse(reply.body), null, "\t")}\r\n`,
  }),
  "escapes the capital letters of its strings": (reply) => ({
    ...reply,
    body: reply.body.replaceAll(/[A-Z]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
  }),
  "is slow": async (reply) => {
    await setTimeout(20);
    return reply;
  },
};

test.each(Object.entries(servers))("conforms: a server that %s", async (_, change) => {
  const { url, received } = await changedMock(change, (response, reply) => {
    const { "x-compress": encoding, ...headers } = reply.headers;
    if (!encoding) return send(response, reply);
    return response.writeHead(reply.status, { ...headers, "Content-Encoding": encoding }).end(gzipSync(reply.body));
  });
  await expectToConform(url);
  expect(received.length).toBeGreaterThan(15);
});

test("conforms: a server that sends a chunk for each byte, after an early hint", async () => {
  const { url } = await changedMock(
    (reply) => reply,
    (response, { status, headers: { "content-length": _, ...headers }, body }) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload" });
      response.writeHead(status, headers);
      for (const byte of Buffer.from(body)) response.write(Buffer.from([byte]));
      response.end();
    },
  );
  await expectToConform(url);
});

test("conforms: a server that ends a body by closing the connection", async () => {
  const { url } = await changedMock(
    (reply) => reply,
    ({ socket }, { status, headers, body }) => {
      socket?.end(`HTTP/1.0 ${status} \r\ncontent-type: ${headers["content-type"]}\r\n\r\n${body}`);
    },
  );
  await expectToConform(url);
});

test("conforms: a server that keeps what it created, in the second run too", async () => {
  const mock = await startMock({ stateful: true });
  await expectToConform(mock.url);
  const inFirst = mock.members.length;
  await expectToConform(mock.url);
  expect(inFirst).toBeGreaterThan(3);
  expect(mock.members.length).toBe(2 * inFirst);
  await mock.close();
});

test("conforms below a path", async () => {
  const mock = await startMock({ stateful: true });
  const { url } = await startServer(async ({ method = "", path = "", headers, body }, response) => {
    if (!path.startsWith("/api/v1/")) return void response.writeHead(404).end();
    const init = { method, headers: headers as Record<string, string>, body };
    const { "content-length": _, ...sent } = init.headers;
    const found = await mock.fetch(`http://mock.example${path.slice("/api/v1".length)}`, { ...init, headers: sent });
    return void send(response, { status: found.status, headers: Object.fromEntries(found.headers), body: await found.text() });
  });
  await expectToConform(`${url}/api/v1/`);
  await mock.close();
});

/** Requests with one thing wrong lead to the same response; `broken-servers` has servers that differ in that. */
const skip = [", /", ", without", ", the body"];

async function expectToConform(baseUrl: string) {
  const { outcome, checks, reason } = await verify({ baseUrl, skip });
  expect(checks.filter((check) => check.outcome !== "passed")).toEqual([]);
  expect({ outcome, reason }).toEqual({ outcome: "conforms" });
}
