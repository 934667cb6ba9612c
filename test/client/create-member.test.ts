import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient, mediaType, NexusApiError, unwrap } from "../../src/index.js";
import { startServer } from "../support/server.js";

const sessionToken = "example-session";
const member = examples.standard.request.member;

describe("the request", () => {
  test("is the contract's method, path, headers and envelope", async () => {
    const { url, received } = await startServer(() => examples.standard.response);
    const nexus = createNexusClient({
      baseUrl: url,
      sessionToken,
      headers: { "X-Request-Source": "client", "x-trace": "client" },
    });
    await nexus.createMember(member, { headers: { "MX-Skip-Webhook": "true", "X-Trace": "call" } });
    const [{ method, path, rawHeaders, body } = expect.fail("nothing received")] = received;
    expect(`${method} ${path}`).toBe("POST /members");
    const sent = rawHeaders.flatMap((name, index) => (index % 2 ? [] : [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`]));
    expect(sent.filter((line) => /^(accept|content-type|md-|mx-|x-)[a-z-]*:/.test(line)).sort()).toEqual([
      "accept-encoding: gzip, deflate",
      "accept-language: *",
      `accept: ${mediaType}`,
      `content-type: ${mediaType}`,
      "md-session-token: example-session",
      "mx-skip-webhook: true",
      "x-request-source: client",
      "x-trace: call",
    ]);
    expect(JSON.parse(body)).toEqual(examples.standard.request);
  });

  test("goes below the path of the address, with or without a slash at its end", async () => {
    const { url, received } = await startServer(() => examples.standard.response);
    await createNexusClient({ baseUrl: `${url}/nexus`, sessionToken }).createMember(member);
    await createNexusClient({ baseUrl: `${url}/nexus/`, sessionToken }).createMember(member);
    expect(received.map(({ path }) => path)).toEqual(["/nexus/members", "/nexus/members"]);
  });

  test("uses the global fetch of the moment, so that it can be replaced later", async ({ onTestFinished }) => {
    const nexus = createNexusClient({ server: "integration", sessionToken });
    const before = globalThis.fetch;
    onTestFinished(() => {
      globalThis.fetch = before;
    });
    globalThis.fetch = async () => Response.json(examples.created.response);
    expect(unwrap(await nexus.createMember(member)).guid).toBe(examples.created.response.member.guid);
  });
});

describe("unwrap", () => {
  test("gives the member or throws what Nexus answered", async () => {
    const { url } = await startServer(() => examples.created.response);
    const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
    expect(unwrap(result)).toEqual(examples.created.response.member);

    const failed = (error: { code?: number; message?: string }) => () =>
      unwrap({ ok: false, status: 422, error: { ...error, body: undefined }, response: result.response });
    expect(failed({ code: 4220, message: "In use" })).toThrow(NexusApiError);
    expect(failed({ code: 4220, message: "In use" })).toThrow(
      expect.objectContaining({
        name: "NexusApiError",
        status: 422,
        code: 4220,
        message: "Nexus answered 422, code 4220: In use",
      }),
    );
    expect(failed({})).toThrow(expect.objectContaining({ code: undefined, message: "Nexus answered 422" }));
  });
});
