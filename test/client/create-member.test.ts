import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import {
  createNexusClient,
  mediaType,
  NexusApiError,
  NexusConnectionError,
  NexusResponseError,
  servers,
  unwrap,
} from "../../src/index.js";
import { startPrism } from "../support/prism.mjs";

const sessionToken = "example-session";
const member = examples.standard.request.member;

describe("against the mock", () => {
  let mock: Awaited<ReturnType<typeof startPrism>>;
  let nexus: ReturnType<typeof createNexusClient>;

  beforeAll(async () => {
    mock = await startPrism();
    nexus = createNexusClient({ baseUrl: mock.url, sessionToken });
  });
  afterAll(() => mock?.stop());

  test("creates a standard member", async () => {
    const result = await nexus.createMember(member);
    expect(result).toMatchObject({ ok: true, status: 200, member: examples.standard.response.member });
  });

  test("creates an OAuth member", async () => {
    const headers = { Prefer: "example=oauth" };
    const result = await nexus.createMember(examples.oauth.request.member, { headers });
    expect(unwrap(result)).toEqual(examples.oauth.response.member);
  });

  test.each(Object.entries(examples))("gives the documented answer %s", async (name, { status, response }) => {
    const headers = { Prefer: `code=${status}, example=${name}` };
    const result = await nexus.createMember(member, { headers });
    if (status === 200) {
      expect(result).toMatchObject({ ok: true, status, ...response });
    } else {
      expect(result).toMatchObject({ ok: false, status, error: { ...response.error, body: response } });
    }
  });

  test("gives any other status as a failure", async () => {
    const result = await nexus.createMember(member, { headers: { Prefer: "code=503" } });
    expect(result).toMatchObject({ ok: false, status: 503 });
  });

  test("a request that breaks the contract is refused", async () => {
    // @ts-expect-error credentials are missing
    const result = await nexus.createMember({ institution_guid: member.institution_guid });
    expect(result).toMatchObject({ ok: false, status: 422 });
  });
});

describe("over HTTP", () => {
  const received: { request: IncomingMessage; body: string }[] = [];
  let reply = { status: 200, body: JSON.stringify(examples.standard.response) };
  const server = createServer(async (request, response) => {
    received.push({ request, body: await text(request) });
    response.writeHead(reply.status, { "Content-Type": mediaType, Location: "/elsewhere" }).end(reply.body);
  });
  let baseUrl: string;

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    received.length = 0;
  });
  afterAll(() => server.close());

  const answering = (status: number, body: string) => {
    reply = { status, body };
    return createNexusClient({ baseUrl, sessionToken });
  };

  test("sends the contract's method, path, headers and envelope", async () => {
    await answering(200, JSON.stringify(examples.standard.response)).createMember(member, {
      headers: { "MX-Skip-Webhook": "true" },
    });
    const [{ request, body } = expect.fail()] = received;
    expect(`${request.method} ${request.url}`).toBe("POST /members");
    expect(request.headersDistinct).toMatchObject({
      "content-type": [mediaType],
      accept: [mediaType],
      "md-session-token": [sessionToken],
      "mx-skip-webhook": ["true"],
    });
    expect(JSON.parse(body)).toEqual(examples.standard.request);
  });

  test("takes the token of the call before that of the client, and asks a function for it", async () => {
    const nexus = answering(200, JSON.stringify(examples.standard.response));
    await nexus.createMember(member);
    await nexus.createMember(member, { sessionToken: "another-session" });
    await nexus.createMember(member, { sessionToken: async () => "a-third-session" });
    const tokens = received.map(({ request }) => request.headers["md-session-token"]);
    expect(tokens).toEqual(["example-session", "another-session", "a-third-session"]);
  });

  test.each([
    ["no body", 401, "", undefined],
    ["text", 502, "<h1>Bad gateway</h1>", "<h1>Bad gateway</h1>"],
    ["null", 500, "null", null],
    ["JSON of another shape", 400, '{"message":"no"}', { message: "no" }],
  ])("keeps an error body of %s", async (_, status, sent, body) => {
    const result = await answering(status, sent).createMember(member);
    expect(result).toMatchObject({ ok: false, status, error: { body } });
    expect(result).not.toHaveProperty("error.code");
  });

  test("unwrap throws what Nexus answered", async () => {
    const result = await answering(422, JSON.stringify(examples["duplicate-member"].response)).createMember(member);
    const { code, message } = examples["duplicate-member"].response.error;
    expect(() => unwrap(result)).toThrow(NexusApiError);
    expect(() => unwrap(result)).toThrow(
      expect.objectContaining({ status: 422, code, message: `Nexus answered 422, code 4220: ${message}` }),
    );
    expect(() => unwrap({ ok: false, status: 503, error: { body: undefined }, response: result.response })).toThrow(
      "Nexus answered 503",
    );
  });

  test.each([
    ["an empty body", ""],
    ["text", "created"],
    ["no member", "{}"],
    ["a member without guid", '{"member":{}}'],
  ])("success with %s is an unknown outcome", async (_, body) => {
    const created = answering(200, body).createMember(member);
    await expect(created).rejects.toThrow(NexusResponseError);
    await expect(created).rejects.toThrow(/may or may not have been created.*external_guid/);
    await expect(created).rejects.toMatchObject({ status: 200 });
  });

  test("does not follow redirects", async () => {
    expect(await answering(302, "").createMember(member)).toMatchObject({ ok: false, status: 302 });
    expect(received).toHaveLength(1);
  });

  test("no answer is an unknown outcome", async () => {
    const nexus = createNexusClient({
      baseUrl,
      sessionToken,
      fetch: async () => {
        throw new TypeError("connection reset");
      },
    });
    await expect(nexus.createMember(member)).rejects.toThrow(NexusConnectionError);
    await expect(nexus.createMember(member)).rejects.toThrow(/may or may not have been created.*external_guid/);
    await expect(nexus.createMember(member)).rejects.toMatchObject({ cause: { message: "connection reset" } });
  });

  test("an abort is an unknown outcome", async () => {
    const created = answering(200, "").createMember(member, { signal: AbortSignal.abort() });
    await expect(created).rejects.toMatchObject({ name: "NexusConnectionError", cause: { name: "AbortError" } });
  });
});

describe("before anything is sent", () => {
  test("sends to the servers of the contract", async () => {
    const urls: string[] = [];
    const fetch = async ({ url }: Request) => {
      urls.push(url);
      return Response.json(examples.standard.response);
    };
    for (const server of ["integration", "production"] as const) {
      await createNexusClient({ server, sessionToken, fetch }).createMember(member);
    }
    expect(urls).toEqual([`${servers.integration}/members`, `${servers.production}/members`]);
  });

  test("asks for one address", () => {
    expect(() => createNexusClient({})).toThrow(TypeError);
    expect(() => createNexusClient({})).toThrow('either server: "integration" or "production", or baseUrl');
    expect(() => createNexusClient({ server: "production", baseUrl: "http://127.0.0.1" })).toThrow(TypeError);
  });

  test("asks for a token", async () => {
    const nexus = createNexusClient({ server: "integration", fetch: () => expect.fail("sent") });
    await expect(nexus.createMember(member)).rejects.toThrow("give sessionToken with the call");
    await expect(nexus.createMember(member, { sessionToken: "" })).rejects.toThrow(TypeError);
  });
});
