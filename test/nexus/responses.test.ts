import { describe, expect, test } from "vitest";
import { NexusResponseError } from "../../src/index.js";
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
    const call = clientWith(() => new Response(body)).createMember(member);
    await expect(call).rejects.toThrow(NexusResponseError);
    await expect(call).rejects.toThrow(mayExist);
    await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status: 200, mayExist: true, attempts: 1 });
    await expect(call).rejects.toThrow("Nexus responded with 200 and no readable member.guid. ");
  });

  test("204", async () => {
    const call = clientWith(() => new Response(null, { status: 204 })).createMember(member);
    await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status: 204, mayExist: true });
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
    expect(Object.keys(error)).not.toContain("response"); // A logger would print all of it.
    expect(sent).toBe(1);
  });

  test("nor is one that a browser hides", async () => {
    const call = clientWith(() => Response.error()).createMember(member);
    await expect(call).rejects.toMatchObject({ name: "NexusResponseError", status: 0 });
    await expect(call).rejects.toThrow("a redirect");
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
  ])("with %s", async (_, status, body, error) => {
    const nexus = clientWith(() => new Response(body, { status }));
    const result = await nexus.createMember(member);
    expect(result).toEqual({ ok: false, status, mayExist: status >= 500, error, response: expect.any(Response), attempts: 1 });
  });

  test("without a body", async () => {
    const result = await clientWith(() => new Response(null, { status: 503 })).createMember(member);
    expect(result).toMatchObject({ ok: false, error: { body: undefined } });
  });

  test("whose response's body has been read", async () => {
    const result = await clientWith(() => new Response("Bad gateway", { status: 502 })).createMember(member);
    expect(result.response.bodyUsed).toBe(true);
  });

  test("with JSON of 10,000 characters, which is kept", async () => {
    const body = "x".repeat(9_998);
    const nexus = clientWith(() => Response.json(body, { status: 500 }));
    expect(await nexus.createMember(member)).toMatchObject({ error: { body } });
  });

  test.each([
    ["JSON", JSON.stringify({ error: { code: 1, message: "Failed", trace: "x".repeat(10_000) } }), 1, "Failed"],
    ["text", "x".repeat(10_001), undefined, undefined],
  ])("with %s of more than 10,000 characters, of which code and message are kept", async (_, body, code, message) => {
    const nexus = clientWith(() => new Response(body, { status: 500 }));
    const result = await nexus.createMember(member);
    expect(result).toMatchObject({ status: 500, error: { code, message, body: "[more than 10000 characters]" } });
  });

  test("with a message of more than 10,000 characters, which is not kept", async () => {
    const nexus = clientWith(() => Response.json({ error: { message: "x".repeat(10_001) } }, { status: 500 }));
    expect(await nexus.createMember(member)).toMatchObject({ error: { message: "[more than 10000 characters]" } });
  });
});
