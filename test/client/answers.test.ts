import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient, NexusConnectionError, NexusResponseError } from "../../src/index.js";
import { freePort } from "../support/prism.mjs";
import { reply, startServer } from "../support/server.js";

const sessionToken = "example-session";
const standard = examples.standard.request.member;
const oauth = examples.oauth.request.member;
const created = examples.created.response.member;
const unknownOutcome = /may or may not exist\. Repeating with the same external_guid is safe/;

/** A call to a server that answers in this way. */
async function call(answer: (response: ServerResponse) => unknown, options: { timeout?: number; signal?: AbortSignal } = {}) {
  const { url, received } = await startServer((_, response) => void answer(response));
  return { received, url, result: createNexusClient({ baseUrl: url, sessionToken }).createMember(standard, options) };
}

describe("a created member is never lost", () => {
  test.each([
    ["as the contract has it", 200, { member: created }],
    ["with 201", 201, { member: created }],
    ["with a status that is not known", 200, { member: { ...created, connection_status: "SLEEPING" } }],
    ["with a field that is not known", 200, { member: { ...created, mood: "good" }, request_id: "1" }],
    ["with nothing but its guid", 200, { member: { guid: created.guid } }],
    ["with a guid of another form", 202, { member: { guid: "1" } }],
  ])("%s", async (_, status, body) => {
    const { result } = await call((response) => reply(response, status, JSON.stringify(body)));
    expect(await result).toMatchObject({ ok: true, status, member: body.member });
  });

  test("as JSON of another content type", async () => {
    const { result } = await call((response) =>
      reply(response, 200, JSON.stringify({ member: created }), { "Content-Type": "text/html" }),
    );
    expect(await result).toMatchObject({ ok: true, member: created });
  });

  test("as an OAuth member without its URI", async () => {
    const { oauth_window_uri, ...member } = examples.oauth.response.member;
    const { url } = await startServer(() => ({ member }));
    const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember(oauth);
    expect(result).toMatchObject({ ok: true, member });
    expect(result).not.toHaveProperty("member.oauth_window_uri");
  });

  test("the response is there for its headers", async () => {
    const { result } = await call((response) =>
      reply(response, 200, JSON.stringify({ member: created }), { "X-Request-Id": "r-1" }),
    );
    expect((await result).response.headers.get("X-Request-Id")).toBe("r-1");
  });
});

describe("success without a readable member is an unknown outcome", () => {
  test.each([
    ["an empty body", ""],
    ["HTML", "<h1>Welcome</h1>"],
    ["cut-off JSON", '{"member":{"guid":"MBR-1"'],
    ["null", "null"],
    ["no member", "{}"],
    ["a member of null", '{"member":null}'],
    ["a member without guid", '{"member":{"name":"Chase Bank"}}'],
    ["a guid that is a number", '{"member":{"guid":1}}'],
    ["an empty guid", '{"member":{"guid":""}}'],
  ])("%s", async (_, body) => {
    const { result, received } = await call((response) => reply(response, 200, body));
    await expect(result).rejects.toThrow(NexusResponseError);
    await expect(result).rejects.toThrow(unknownOutcome);
    await expect(result).rejects.toMatchObject({
      status: 200,
      message: expect.stringMatching(/^Nexus answered 200 without a member.guid\. /),
    });
    expect(received).toHaveLength(1);
  });

  test("204", async () => {
    const { result } = await call((response) => response.writeHead(204).end());
    await expect(result).rejects.toMatchObject({ name: "NexusResponseError", status: 204 });
  });
});

describe("a redirect is not followed", () => {
  test.each([
    [301, "https://login.example.com/sign-in?next=members", "login.example.com"],
    [307, "/elsewhere", "127.0.0.1:"],
    [308, "http://:::", "a hidden host"],
    [302, undefined, "a hidden host"],
    [304, undefined, "a hidden host"],
  ])("%i to %s", async (status, location, host) => {
    const { result, received } = await call((response) => reply(response, status, "", location ? { Location: location } : {}));
    await expect(result).rejects.toThrow(NexusResponseError);
    await expect(result).rejects.toThrow(`Nexus answered ${status} with a redirect to ${host}`);
    await expect(result).rejects.toThrow(unknownOutcome);
    await expect(result).rejects.toMatchObject({ status });
    expect(received).toHaveLength(1);
  });

  test("nor is one that a browser hides", async () => {
    const hidden = { ok: false, status: 0, type: "opaqueredirect", headers: new Headers(), text: async () => "" };
    const nexus = createNexusClient({ server: "integration", sessionToken, fetch: async () => hidden as unknown as Response });
    await expect(nexus.createMember(standard)).rejects.toMatchObject({
      name: "NexusResponseError",
      status: 0,
      message: expect.stringContaining("a redirect to a hidden host"),
    });
  });
});

describe("an error status is a result", () => {
  test.each<[string, number, string, object]>([
    [
      "the contract's error",
      422,
      '{"error":{"code":4220,"message":"In use"}}',
      { code: 4220, message: "In use", body: { error: { code: 4220, message: "In use" } } },
    ],
    ["an empty body", 500, "", { body: undefined }],
    ["HTML from a gateway", 502, "<h1>Bad gateway</h1>", { body: "<h1>Bad gateway</h1>" }],
    ["a JSON string", 400, '"Member cannot use OAuth"', { body: "Member cannot use OAuth" }],
    [
      "code and message at the top",
      400,
      '{"code":4001,"message":"Missing"}',
      { code: 4001, message: "Missing", body: { code: 4001, message: "Missing" } },
    ],
    ["a code as text", 400, '{"error":{"code":"4001"}}', { code: "4001", body: { error: { code: "4001" } } }],
    ["an error that is a text", 400, '{"error":"Refused"}', { message: "Refused", body: { error: "Refused" } }],
    [
      "code and message of another type",
      400,
      '{"error":{"code":{},"message":[]}}',
      { body: { error: { code: {}, message: [] } } },
    ],
    ["an error of null", 400, '{"error":null}', { body: { error: null } }],
    ["null", 500, "null", { body: null }],
    ["a list", 500, "[1]", { body: [1] }],
    ["cut-off JSON", 503, '{"error":{"code":1', { body: '{"error":{"code":1' }],
  ])("with %s", async (_, status, body, error) => {
    const { result, received } = await call((response) => reply(response, status, body));
    expect(await result).toEqual({ ok: false, status, error, response: expect.any(Response) });
    expect(received).toHaveLength(1);
  });

  test("with a body that stops half way", async () => {
    const { result } = await call((response) => {
      response.writeHead(400, { "Content-Length": "1000" });
      response.write('{"error":', () => response.destroy());
    });
    expect(await result).toMatchObject({ ok: false, status: 400, error: { body: undefined } });
  });

  test("with a body that never ends", async () => {
    const { url } = await startServer((_, response) => void response.writeHead(503).write("…"));
    const abort = new AbortController();
    const fetchHead = async (request: Request) => {
      const response = await fetch(request);
      abort.abort();
      return response;
    };
    const nexus = createNexusClient({ baseUrl: url, sessionToken, fetch: fetchHead });
    const result = nexus.createMember(standard, { signal: abort.signal });
    expect(await result).toMatchObject({ ok: false, status: 503, error: { body: undefined } });
  });

  test("with 10,000 characters of text, which are kept", async () => {
    const body = "x".repeat(10_000);
    const { result } = await call((response) => reply(response, 500, body));
    expect(await result).toMatchObject({ error: { body } });
  });

  test("with 10 MB of text, of which 10,000 characters are kept", async () => {
    const { result } = await call((response) => reply(response, 500, "x".repeat(10_000_000)));
    const { error } = (await result) as { error: { body: string } };
    expect(error.body).toBe(`${"x".repeat(10_000)}…`);
  });

  test("with 10 MB of JSON, of which 10,000 characters are kept, and the code", async () => {
    const body = JSON.stringify({ error: { code: 1, message: "x".repeat(9_500_000) }, list: Array(100_000).fill("1") });
    const { result } = await call((response) => reply(response, 500, body));
    const { error } = (await result) as { error: { code: number; message: string; body: unknown } };
    expect(error.code).toBe(1);
    expect(error.message).toHaveLength(10_001);
    expect(error.body).toHaveLength(10_001);
  });
});

describe("no whole answer is an unknown outcome", () => {
  test.each<[string, (response: ServerResponse) => unknown]>([
    ["a connection reset before the headers", (response) => response.destroy()],
    [
      "a connection reset after the headers",
      (response) => {
        response.writeHead(200, { "Content-Length": "1000" }).flushHeaders();
        setImmediate(() => response.destroy());
      },
    ],
    [
      "a member that stops half way",
      (response) => {
        response.writeHead(200, { "Content-Length": "1000" });
        response.write('{"member":{"guid":"MBR-1",', () => response.destroy());
      },
    ],
    ["an answer that is no HTTP", (response) => response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n")],
  ])("%s", async (_, answer) => {
    const { result, received } = await call(answer);
    await expect(result).rejects.toThrow(NexusConnectionError);
    await expect(result).rejects.toThrow(unknownOutcome);
    await expect(result).rejects.toMatchObject({ cause: expect.any(Error) });
    expect(received).toHaveLength(1);
  });

  test("a server that is not there", async () => {
    const result = createNexusClient({ baseUrl: `http://127.0.0.1:${await freePort()}`, sessionToken }).createMember(standard);
    await expect(result).rejects.toMatchObject({ name: "NexusConnectionError", cause: { cause: { code: "ECONNREFUSED" } } });
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ["an answer that never comes", () => undefined],
    ["a member that never ends", (response) => response.writeHead(200).write('{"member":')],
  ])("a time-out: %s", async (_, answer) => {
    const { result, received } = await call(answer, { timeout: 200 });
    await expect(result).rejects.toThrow(unknownOutcome);
    await expect(result).rejects.toMatchObject({ cause: { name: "TimeoutError", message: "200 ms" } });
    expect(received).toHaveLength(1);
  });

  test.each<[string, () => unknown, string]>([
    ["gives nothing", () => undefined, ""],
    ["throws an object", () => Promise.reject({ message: 42 }), "42"],
    ["throws a symbol", () => Promise.reject(Symbol("lost")), "Symbol(lost)"],
    ["throws null", () => Promise.reject(null), ""],
  ])("a fetch that %s", async (_, fetch, message) => {
    const nexus = createNexusClient({ server: "integration", sessionToken, fetch: async () => (await fetch()) as Response });
    const cause = { message: expect.stringContaining(message), code: "" };
    await expect(nexus.createMember(standard)).rejects.toMatchObject({ name: "NexusConnectionError", cause });
  });

  test("no timer is left behind", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const { url } = await startServer(() => ({ member: created }));
    const before = timers();
    await createNexusClient({ baseUrl: url, sessionToken, timeout: 100_000 }).createMember(standard);
    await createNexusClient({ baseUrl: `http://127.0.0.1:${await freePort()}`, sessionToken, timeout: 100_000 })
      .createMember(standard)
      .catch(() => {});
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test("an abort while the answer is awaited", async () => {
    const controller = new AbortController();
    const { result } = await call(() => controller.abort(), { signal: controller.signal });
    await expect(result).rejects.toThrow(unknownOutcome);
    await expect(result).rejects.toMatchObject({ name: "NexusConnectionError", cause: { name: "AbortError" } });
  });

  test("an abort before the call, with a reason that is no error", async () => {
    const { result, received } = await call(() => undefined, { signal: AbortSignal.abort("left the page") });
    await expect(result).rejects.toMatchObject({ name: "NexusConnectionError", cause: { message: "left the page" } });
    expect(received).toHaveLength(0);
  });
});
