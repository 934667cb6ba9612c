import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { type CreateMemberFailure, NexusResponseError } from "../../src/index.js";
import { clientWith, created, member, rejectionOf } from "./client.js";

const mayExist = /The member may or may not exist: look for its external_guid/;

describe("a created member is never lost", () => {
  test.each<[string, number, { member: object }]>([
    ["as the contract has it", 200, created],
    ["with 201", 201, created],
    ["with a status that is not known", 200, { member: { ...created.member, connection_status: "SLEEPING" } }],
    ["with a field that is not known", 200, { ...created, member: { ...created.member, mood: "good" } }],
    ["with nothing but its guid", 200, { member: { guid: "MBR-1" } }],
    ["with a guid of another form", 202, { member: { guid: "1" } }],
  ])("%s", async (_, status, body) => {
    const nexus = clientWith(() => Response.json(body, { status }));
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, status, member: body.member });
  });

  test("whose letters arrive byte by byte", async () => {
    const name = "Zürich — 銀行";
    const bytes = new TextEncoder().encode(JSON.stringify({ member: { ...created.member, name } }));
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await clientWith(() => new Response(body)).createMember(member)).toMatchObject({ ok: true, member: { name } });
  });

  test("as JSON of another content type", async () => {
    const nexus = clientWith(() => new Response(JSON.stringify(created), { headers: { "Content-Type": "text/html" } }));
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, member: created.member });
  });
});

describe("a success without a readable member may have created it", () => {
  test.each([
    ["204", null],
    ["an empty body", ""],
    ["HTML", "<h1>Welcome</h1>"],
    ["JSON that breaks off", '{"member":{"guid":"MBR-1"'],
    ["null", "null"],
    ["no member", "{}"],
    ["a member of null", '{"member":null}'],
    ["a member without guid", '{"member":{"name":"Chase Bank"}}'],
    ["a guid that is a number", '{"member":{"guid":1}}'],
    ["an empty guid", '{"member":{"guid":""}}'],
  ])("%s", async (_, body) => {
    const status = body === null ? 204 : 200;
    const call = clientWith(() => new Response(body, { status })).createMember(member);
    await expect(call).rejects.toThrow(NexusResponseError);
    await expect(call).rejects.toThrow(mayExist);
    await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status, mayExist: true, attempts: 1 });
    await expect(call).rejects.toThrow(`Nexus responded with ${status} and no readable member.guid. `);
  });
});

describe("a redirect is not followed", () => {
  test.each([301, 302, 303, 304, 307, 308])("%i", async (status) => {
    let sent = 0;
    const nexus = clientWith(({ redirect }) => {
      sent++;
      expect(redirect).toBe("manual");
      return new Response(null, { status, headers: { Location: "https://login.example.com/example-session" } });
    });
    const error = (await rejectionOf(nexus.createMember(member))) as NexusResponseError;
    expect(error).toBeInstanceOf(NexusResponseError);
    expect(error).toMatchObject({ status, mayExist: true, attempts: 1 });
    expect(error.message).toBe(
      `Nexus responded with ${status} and a redirect. The member may or may not exist: look for its external_guid among the user's members before you create it again.`,
    );
    expect(error.response.headers.get("Location")).toBe("https://login.example.com/example-session");
    expect(sent).toBe(1);
  });

  test("nor is one that a browser hides", async () => {
    const call = clientWith(() => Response.error()).createMember(member);
    await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status: 0 });
    await expect(call).rejects.toThrow("a redirect");
  });
});

describe("an error status is a result", () => {
  test.each<[string, number, string, CreateMemberFailure["error"]]>([
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
    ["a code that is a string", 400, '{"error":{"code":"4001"}}', { code: "4001", body: { error: { code: "4001" } } }],
    ["an error that is a string", 400, '{"error":"Refused"}', { message: "Refused", body: { error: "Refused" } }],
    [
      "code and message of another type",
      400,
      '{"error":{"code":{},"message":[]}}',
      { body: { error: { code: {}, message: [] } } },
    ],
    ["an error of null", 400, '{"error":null}', { body: { error: null } }],
    ["null", 500, "null", { body: null }],
    ["a list", 500, "[1]", { body: [1] }],
    ["JSON that breaks off", 503, '{"error":{"code":1', { body: '{"error":{"code":1' }],
  ])("with %s", async (_, status, text, { body, ...said }) => {
    const result = (await clientWith(() => new Response(text, { status })).createMember(member)) as CreateMemberFailure;
    const mayExist = status >= 500 || status === 422;
    expect(result).toEqual({ ok: false, status, mayExist, error: said, response: expect.any(Response), attempts: 1 });
    expect(result.error.body).toEqual(body);
  });

  test("without a body", async () => {
    const result = await clientWith(() => new Response(null, { status: 503 })).createMember(member);
    expect(result).toMatchObject({ ok: false, error: { body: undefined } });
  });

  test("whose response's body has been read", async () => {
    const result = await clientWith(() => new Response("Bad gateway", { status: 502 })).createMember(member);
    expect(result.response.bodyUsed).toBe(true);
  });

  test("with a body of 100,000 characters, and a message that is no longer a sentence", async () => {
    const body = { error: { code: 1, message: "x".repeat(1_001), trace: "x".repeat(100_000) } };
    const result = await clientWith(() => Response.json(body, { status: 500 })).createMember(member);
    expect(result).toMatchObject({ status: 500, error: { code: 1, message: undefined, body } });
  });
});

describe("whether the member may exist", () => {
  const { external_guid, ...withoutGuid } = member;

  test.each<[string, number, object, boolean]>([
    ["400", 400, member, false],
    ["422, since an earlier call may have taken the external_guid", 422, member, true],
    ["422 to a member without an external_guid", 422, withoutGuid, false],
    ["422 to an external_guid that JSON leaves out", 422, { ...member, external_guid: undefined }, false],
    ["422 to an external_guid that only toJSON has", 422, { toJSON: () => member }, true],
    ["500", 500, withoutGuid, true],
  ])("after %s", async (_, status, request, mayExist) => {
    const result = await clientWith(() => new Response(null, { status })).createMember(request as typeof member);
    expect(result).toMatchObject({ ok: false, status, mayExist });
  });
});

describe("a response whose body is no web stream", () => {
  const text = JSON.stringify(created);
  const like = (body: unknown, read: () => Promise<string>, status = 200) =>
    ({ ok: status < 400, status, headers: new Headers(), body, text: read }) as unknown as Response;

  test.each<[string, unknown]>([
    ["a stream of Node, as that of node-fetch", Readable.from([text])],
    ["none, as in React Native", undefined],
    ["a Blob, as in whatwg-fetch", new Blob([text])],
  ])("still has the member: %s", async (_, body) => {
    const nexus = clientWith(() => like(body, async () => text));
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, member: created.member });
  });

  test("is limited in size as well", async () => {
    const nexus = clientWith(() => like(undefined, async () => text + " ".repeat(1_000_000)));
    await expect(nexus.createMember(member)).rejects.toMatchObject({ name: "NexusResponseError", mayExist: true });
  });

  test("may break off after an error status", async () => {
    const nexus = clientWith(() => like(undefined, () => Promise.reject(new Error("lost")), 503));
    expect(await nexus.createMember(member)).toMatchObject({ status: 503, error: { body: undefined } });
  });
});
