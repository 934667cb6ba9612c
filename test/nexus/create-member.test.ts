import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import {
  type CreateMemberRequest,
  createNexusClient,
  isKnownConnectionStatus,
  mediaType,
  NexusApiError,
  unwrap,
} from "../../src/index.js";
import { createMock } from "../../src/mock.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, sessionToken } from "./client.js";

describe("the request", () => {
  test("is the contract's method, path, headers and envelope", async () => {
    const { url, received } = await startServer(() => created);
    const nexus = createNexusClient({ baseUrl: url, sessionToken, headers: { "X-Request-Source": "client" } });
    await nexus.createMember(member, { headers: { "MX-Skip-Webhook": true } });

    const [request = expect.fail("nothing received")] = received;
    expect(`${request.method} ${request.path}`).toBe("POST /members");
    expect(request.headers).toMatchObject({
      accept: mediaType,
      "content-type": mediaType,
      "md-session-token": sessionToken,
      "mx-skip-webhook": "true",
      "x-request-source": "client",
    });
    expect(JSON.parse(request.body)).toEqual({ member });
  });

  test("has no header that is undefined or null", async () => {
    const { url, received } = await startServer(() => created);
    const nexus = createNexusClient({ baseUrl: url, sessionToken, headers: { "X-Trace": null as unknown as string } });
    await nexus.createMember(member, { headers: { "MX-Skip-Webhook": undefined as unknown as boolean } });
    expect(received[0]?.headers).not.toHaveProperty("x-trace");
    expect(received[0]?.headers).not.toHaveProperty("mx-skip-webhook");
  });

  test.each([
    ["no member", undefined, {}],
    ["no credentials where some should be", { ...member, credentials: [null] }, { member: { ...member, credentials: [null] } }],
  ])("is sent as it is, for Nexus to reject: %s", async (_, request, body) => {
    let sent: unknown;
    const nexus = clientWith(async (received) => {
      sent = await received.json();
      return new Response(null, { status: 400 });
    });
    expect(await nexus.createMember(request as never)).toMatchObject({ status: 400 });
    expect(sent).toEqual(body);
  });

  test("uses the global fetch of the moment, so that it can be replaced later", async ({ onTestFinished }) => {
    const nexus = createNexusClient({ server: "integration", sessionToken });
    const before = globalThis.fetch;
    onTestFinished(() => {
      globalThis.fetch = before;
    });
    globalThis.fetch = async () => Response.json(created);
    expect(unwrap(await nexus.createMember(member)).guid).toBe(created.member.guid);
  });

  test("takes what is declared `as const`, and optional fields that are undefined", async () => {
    const request = {
      institution_guid: "INS-1572a04c-912b-59bf-5841-332c7dfafaef",
      credentials: [{ credential_guid: "CRD-11111111-1111-1111-1111-111111111111", value: "example-login" }],
      use_cases: ["PFM"],
      metadata: undefined,
    } as const;
    let sent: unknown;
    const nexus = clientWith(async (received) => {
      sent = await received.json();
      return Response.json(created);
    });
    await nexus.createMember({ ...member, ...request });
    expect(sent).toEqual({ member: JSON.parse(JSON.stringify({ ...member, ...request })) });
  });
});

describe("the result", () => {
  const scenarios = Object.entries(examples.createMember).flatMap(([name, scenario]) =>
    scenario.request ? [{ name, ...scenario, request: scenario.request }] : [],
  );

  test.each(scenarios)("of the scenario $name is its status and body", async ({ name, status, request, response }) => {
    const nexus = clientWith(createMock().fetch);
    const member: CreateMemberRequest = request.member;
    const result = await nexus.createMember(member, { headers: { Prefer: `example=${name}` } });
    const { member: createdMember, error } = response as { member?: object; error?: object };
    if (createdMember) expect(result).toMatchObject({ ok: true, status, attempts: 1, member: { guid: expect.any(String) } });
    else expect(result).toMatchObject({ ok: false, status, attempts: 1, error: { ...error, body: response } });
  });

  test("has a connection status that isKnownConnectionStatus narrows", async () => {
    const nexus = clientWith(() => Response.json({ member: { ...created.member, connection_status: "SLEEPING" } }));
    const { connection_status } = unwrap(await nexus.createMember(member));
    expect(isKnownConnectionStatus(connection_status)).toBe(false);
    expect(isKnownConnectionStatus(created.member.connection_status)).toBe(true);
  });
});

describe("unwrap", () => {
  test("returns the member", async () => {
    const nexus = clientWith(() => Response.json(created));
    expect(unwrap(await nexus.createMember(member))).toEqual(created.member);
  });

  test.each([
    [{ error: { code: 4220, message: "In use" } }, "Nexus responded with 422, code 4220: In use", 4220],
    [{ error: { message: "In use" } }, "Nexus responded with 422: In use", undefined],
    [{}, "Nexus responded with 422.", undefined],
  ])("throws an error with the status, code, body and response of %j", async (body, message, code) => {
    const nexus = clientWith(() => Response.json(body, { status: 422, headers: { "Retry-After": "7" } }));
    const result = await nexus.createMember(member);

    expect(() => unwrap(result)).toThrow(NexusApiError);
    const error = errorOf(() => unwrap(result)) as NexusApiError;
    expect(error).toMatchObject({ name: "NexusApiError", message, status: 422, code, body, mayExist: true, attempts: 1 });
    expect(error.response.headers.get("Retry-After")).toBe("7");
  });
});

function errorOf(task: () => unknown): unknown {
  try {
    task();
  } catch (error) {
    return error;
  }
  throw new Error("It did not throw.");
}
