import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { type CreateMemberFailure, createNexusClient, type NexusResponseError } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, rejectionOf, sessionToken, status } from "./client.js";

const json = JSON.stringify(created);
const byteByByte = (text: string) =>
  new ReadableStream({
    start(controller) {
      for (const byte of new TextEncoder().encode(text)) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });

test.each([200, 204, 299, 300, 308, 399])(
  "a status of %i without a member is an error: no redirect is followed",
  async (code) => {
    const fetch = vi.fn((_: Request) => status(code, { Location: "https://login.example.com" })());
    const expected = { name: "NexusResponseError", mayExist: true, status: code, attempts: 1 };
    await expect(clientWith(fetch).createMember(member)).rejects.toMatchObject(expected);
    expect(fetch.mock.calls.map(([{ redirect }]) => redirect)).toEqual(["manual"]);
  },
);

describe("a created member is never lost", () => {
  test.each<[string, number, { member: object }]>([
    ["with a status that is not known", 200, { member: { ...created.member, connection_status: "SLEEPING" } }],
    ["with a field that is not known", 200, { member: { ...created.member, mood: "good" } }],
    ["with a guid of another form, and nothing else", 202, { member: { guid: "1" } }],
    ["with letters of several bytes, which arrive byte by byte", 200, { member: { ...created.member, name: "Zürich — 銀行" } }],
  ])("%s", async (_, status, body) => {
    const headers = { "Content-Type": "text/html" };
    const nexus = clientWith(() => new Response(byteByByte(JSON.stringify(body)), { status, headers }));
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, status, member: body.member });
  });

  test.each<[string, unknown]>([
    ["a stream of Node, as that of node-fetch", Readable.from([json])],
    ["none, as in React Native", undefined],
  ])("if the body of the response is no web stream: %s", async (_, body) => {
    const response = Object.assign(
      foreign(200, async () => json),
      { body },
    );
    expect(await clientWith(() => response).createMember(member)).toMatchObject({ ok: true, member: created.member });
  });
});

/** A response of another library, without a web stream. */
const foreign = (status: number, text: () => Promise<string>) =>
  ({ ok: status < 400, status, headers: new Headers(), body: undefined, text }) as unknown as Response;

describe("a success without a readable member may have created it", () => {
  test.each([
    ["an empty body", ""],
    ["HTML", "<h1>Welcome</h1>"],
    ["no member", "{}"],
    ["a member without guid", '{"member":{"name":"Chase Bank"}}'],
    ["a guid that is a number", '{"member":{"guid":1}}'],
    ["an empty guid", '{"member":{"guid":""}}'],
    ["more than 1 MB", `${json}${" ".repeat(1_000_000)}`],
  ])("%s", async (_, body) => {
    for (const response of [new Response(body), foreign(200, async () => body)]) {
      const call = clientWith(() => response).createMember(member);
      await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status: 200, mayExist: true, attempts: 1 });
      await expect(call).rejects.toThrow(
        "Nexus responded with 200 and no readable member.guid. The member may or may not exist: ",
      );
    }
  });

  test("that breaks off after any of its bytes", async () => {
    const bytes = new TextEncoder().encode(json);
    for (let length = 0; length < bytes.length; length++) {
      const error = await rejectionOf(clientWith(() => new Response(bytes.slice(0, length))).createMember(member));
      expect(error, `after ${length} bytes`).toMatchObject({ name: "NexusResponseError", mayExist: true });
    }
  });
});

test("a redirect that a browser hides is an error that has the response", async () => {
  const error = (await rejectionOf(clientWith(() => Response.error()).createMember(member))) as NexusResponseError;
  expect(error).toMatchObject({ name: "NexusResponseError", status: 0, mayExist: true, response: expect.any(Response) });
  expect(error.message).toBe(
    "Nexus responded with 0 and a redirect. The member may or may not exist: look for its external_guid among the user's members before you create it again.",
  );
});

describe("an error status is a result", () => {
  test.each<[string, number, string, object?]>([
    ["the contract's error", 422, '{"error":{"code":4220,"message":"In use"}}', { code: 4220, message: "In use" }],
    ["an empty body", 500, ""],
    ["HTML from a gateway", 502, "<h1>Bad gateway</h1>"],
    ["a JSON string", 400, '"Member cannot use OAuth"'],
    ["code and message at the top", 400, '{"code":4001,"message":"Missing"}', { code: 4001, message: "Missing" }],
    ["a code that is a string", 400, '{"error":{"code":"4001"}}', { code: "4001" }],
    ["an error that is a string", 400, '{"error":"Refused"}', { message: "Refused" }],
    ["code and message of another type", 400, '{"error":{"code":{},"message":[]}}'],
    ["an error of null", 400, '{"error":null}'],
    ["JSON that breaks off", 503, '{"error":{"code":1'],
    ["a message that is no sentence any more", 500, JSON.stringify({ code: 1, message: "x".repeat(1_001) }), { code: 1 }],
    ["keys that objects inherit", 400, '{"__proto__":{"x":1},"constructor":"c","error":{"__proto__":{"code":1}}}'],
  ])("with %s", async (_, status, text, said = {}) => {
    const result = (await clientWith(() => new Response(text, { status })).createMember(member)) as CreateMemberFailure;
    const mayExist = status >= 500 || status === 422;
    expect(result).toEqual({ ok: false, status, mayExist, error: said, response: expect.any(Response), attempts: 1 });
    expect(result.response.bodyUsed).toBe(true);
    expect(result.error.body).toEqual(bodyOf(text));
  });

  const bodyOf = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return text === "" ? undefined : text;
    }
  };

  test.each<[string, () => Response]>([
    ["that is missing", status(503)],
    ["of more than 1 MB", () => new Response(" ".repeat(1_000_001), { status: 503 })],
    ["that is no web stream and breaks off", () => foreign(503, () => Promise.reject(new Error("lost")))],
  ])("without a body %s", async (_, respond) => {
    expect(await clientWith(respond).createMember(member)).toMatchObject({ status: 503, error: { body: undefined } });
  });

  test("is read no further than 1 MB, also if it was sent as less by gzip", async () => {
    const gzipped = gzipSync(Buffer.alloc(50_000_000, "[1]"));
    const { url } = await startServer((_, response) => {
      response.writeHead(500, { "Content-Encoding": "gzip" }).end(gzipped);
    });
    const before = process.memoryUsage().arrayBuffers;
    const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
    expect(result).toMatchObject({ status: 500, error: { body: undefined } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(25_000_000);
  });

  test("and 1 MB is read", async () => {
    const nexus = clientWith(() => new Response(json + " ".repeat(1_000_000 - json.length)));
    expect(await nexus.createMember(member)).toMatchObject({ ok: true });
  });
});

test("a body that is nested deeply is a result", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  for (const body of [deep, deep.slice(1), `{"error":${deep}}`])
    expect(await clientWith(() => new Response(body, { status: 400 })).createMember(member)).toMatchObject({ status: 400 });
  const body = `{"member":{"guid":"MBR-1","deep":${deep}}}`;
  expect(await clientWith(() => new Response(body)).createMember(member)).toMatchObject({ member: { guid: "MBR-1" } });
});

describe("whether the member may exist after a 422 to a member with", () => {
  const { external_guid, ...withoutGuid } = member;

  test.each<[string, object, boolean]>([
    ["an external_guid, which an earlier call may have taken", member, true],
    ["none", withoutGuid, false],
    ["one that JSON leaves out", { ...member, external_guid: undefined }, false],
    ["one that only toJSON has", { toJSON: () => member }, true],
  ])("%s", async (_, request, mayExist) => {
    const result = await clientWith(status(422)).createMember(request as typeof member);
    expect(result).toMatchObject({ ok: false, status: 422, mayExist });
  });
});
