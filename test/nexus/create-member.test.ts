import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createNexusClient, isKnownConnectionStatus, mediaType, type NexusApiError, unwrap } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, fetchInTurn, member, rejectionOf, sessionToken, status } from "./client.js";

describe("the request", () => {
  test("has the contract's method, path, headers and envelope, and no header that is undefined or null", async () => {
    const { url, received } = await startServer(() => created);
    const ofClient = { "X-Request-Source": "client", "X-Trace": null as unknown as string };
    const nexus = createNexusClient({ baseUrl: url, sessionToken, headers: ofClient });
    await nexus.createMember(member, { headers: { "MX-Skip-Webhook": true, "X-Request-Id": undefined } });

    const [request = expect.fail("nothing received")] = received;
    expect(`${request.method} ${request.path}`).toBe("POST /members");
    expect(request.headers).toMatchObject({
      accept: mediaType,
      "content-type": mediaType,
      "md-session-token": sessionToken,
      "mx-skip-webhook": "true",
      "x-request-source": "client",
    });
    expect(request.headers).not.toHaveProperty("x-trace");
    expect(request.headers).not.toHaveProperty("x-request-id");
    expect(JSON.parse(request.body)).toEqual({ member });
  });

  test.each([
    ["no member", undefined, {}],
    ["no credentials where some should be", { ...member, credentials: [null] }, { member: { ...member, credentials: [null] } }],
  ])("is sent as it is, for Nexus to reject: %s", async (_, request, body) => {
    const { fetch, bodies } = fetchInTurn(status(400));
    expect(await clientWith(fetch).createMember(request as never)).toMatchObject({ status: 400 });
    expect(bodies).toEqual([JSON.stringify(body)]);
  });

  test("uses the global fetch of the moment, so that it can be replaced later", async () => {
    const nexus = createNexusClient({ server: "integration", sessionToken });
    vi.stubGlobal("fetch", async () => Response.json(created));
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(unwrap(await nexus.createMember(member))).toEqual(created.member);
  });
});

describe("the result", () => {
  test("has a connection status that isKnownConnectionStatus narrows", () => {
    expect(isKnownConnectionStatus("SLEEPING")).toBe(false);
    expect(isKnownConnectionStatus(created.member.connection_status)).toBe(true);
  });

  test.each([
    [{ error: { code: 4220, message: "In use" } }, "Nexus responded with 422, code 4220: In use", 4220],
    [{ error: { message: "In use" } }, "Nexus responded with 422: In use", undefined],
    [{}, "Nexus responded with 422.", undefined],
  ])("of %j makes unwrap throw an error with its status, code, body and response", async (body, message, code) => {
    const nexus = clientWith(() => Response.json(body, { status: 422, headers: { "Retry-After": "7" } }));
    const error = await rejectionOf(nexus.createMember(member).then(unwrap));
    expect(error).toMatchObject({ name: "NexusApiError", message, status: 422, code, body, mayExist: true, attempts: 1 });
    expect((error as NexusApiError).response.headers.get("Retry-After")).toBe("7");
  });
});
