import diagnostics from "node:diagnostics_channel";
import { describe, expect, test, vi } from "vitest";
import { type AttemptInfo, createNexusClient } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, rejectionOf, sessionToken } from "./client.js";

describe("onAttempt", () => {
  test("gets the number, duration, status and headers of each attempt", async () => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const responses = [new Response(null, { status: 503, headers: { "X-Request-Id": "r-1" } }), Response.json(created)];
    const nexus = clientWith(() => responses.shift() ?? expect.fail("a third request"), { onAttempt, retryDelay: () => 0 });
    const start = performance.now();
    await nexus.createMember(member, { retries: 1 });
    const elapsed = performance.now() - start;

    const infos = onAttempt.mock.calls.map(([info]) => info);
    expect(infos).toEqual([
      { attempt: 1, duration: expect.any(Number), status: 503, headers: expect.any(Headers), willRetry: true },
      { attempt: 2, duration: expect.any(Number), status: 200, headers: expect.any(Headers), willRetry: false },
    ]);
    expect(infos[0]?.headers?.get("X-Request-Id")).toBe("r-1");
    for (const { duration } of infos) {
      expect(duration).toBeGreaterThanOrEqual(0);
      expect(duration).toBeLessThanOrEqual(elapsed);
    }
  });

  test("sees a rejected token's attempt, and a success without a member", async () => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const responses = [new Response(null, { status: 401 }), Response.json({})];
    const nexus = clientWith(() => responses.shift() ?? expect.fail("a third request"), { onAttempt });
    await rejectionOf(nexus.createMember(member, { sessionToken: (renewal) => (renewal ? "new" : "old") }));
    expect(onAttempt.mock.calls.map(([info]) => info.status)).toEqual([401, 200]);
  });

  test("gets the kind of error, if no response arrived", async () => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const nexus = clientWith(() => Promise.reject(new Error("lost")), { onAttempt });
    await rejectionOf(nexus.createMember(member));
    expect(onAttempt.mock.calls).toEqual([[{ attempt: 1, duration: expect.any(Number), error: "network", willRetry: false }]]);
  });

  test("is told whether the client will retry", async () => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const statuses = [503, 401, 429];
    const nexus = clientWith(() => new Response(null, { status: statuses.shift() ?? expect.fail("a fourth request") }), {
      onAttempt,
      retryDelay: () => 0,
    });
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? "new" : "old");
    await nexus.createMember(member, { sessionToken, retries: 1 });
    expect(onAttempt.mock.calls.map(([{ status, willRetry }]) => [status, willRetry])).toEqual([
      [503, true],
      [401, true],
      [429, false],
    ]);
  });

  test("is told that the client will not retry if the renewed token is the rejected one, or cannot be had", async () => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const nexus = clientWith(() => new Response(null, { status: 401 }), { onAttempt });
    await nexus.createMember(member, { sessionToken: () => "old" });
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? Promise.reject(new Error("down")) : "old");
    await rejectionOf(nexus.createMember(member, { sessionToken }));
    expect(onAttempt.mock.calls.map(([{ willRetry }]) => willRetry)).toEqual([false, false]);
  });

  test("of a call takes precedence over the client's", async () => {
    const ofClient = vi.fn();
    const ofCall = vi.fn();
    const nexus = clientWith(() => Response.json(created), { onAttempt: ofClient });
    await nexus.createMember(member, { onAttempt: ofCall });
    expect(ofCall).toHaveBeenCalledTimes(1);
    expect(ofClient).not.toHaveBeenCalled();
  });

  test("gets no headers but Retry-After and the ID of the request", async () => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const headers = { "Retry-After": "7", "X-Request-Id": "r-1", "Set-Cookie": "session=1", "X-Echo": "a login" };
    await clientWith(() => new Response(null, { status: 429, headers }), { onAttempt }).createMember(member);
    const [info] = onAttempt.mock.calls[0] ?? [];
    expect([...(info?.headers ?? [])]).toEqual([
      ["retry-after", "7"],
      ["x-request-id", "r-1"],
    ]);
  });

  test("never gets a token, a credential or a body", async () => {
    const infos: AttemptInfo[] = [];
    const nexus = clientWith(() => Response.json(created), { onAttempt: (info) => infos.push(info) });
    await nexus.createMember(member, { sessionToken: "secret-token" });
    const shown = JSON.stringify(infos);
    expect(infos).toHaveLength(1);
    for (const secret of ["secret-token", created.member.guid, ...(member.credentials ?? []).map(({ value }) => value)]) {
      expect(shown).not.toContain(secret);
    }
  });

  test.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("The log is full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("The log is full"))],
    ["never settles", () => new Promise(() => {})],
    ["changes what it gets", (info?: AttemptInfo) => info?.headers?.set("Retry-After", "1000")],
  ])("that %s does not change the call", async (_, onAttempt) => {
    const responses = [new Response(null, { status: 503 }), Response.json(created)];
    const nexus = clientWith(() => responses.shift() ?? expect.fail("a third request"), {
      onAttempt: onAttempt as () => void,
      retryDelay: () => 0,
    });
    expect(await nexus.createMember(member, { retries: 1 })).toMatchObject({ ok: true, attempts: 2 });
  });
});

test("OpenTelemetry's undici instrumentation sees each request: Node publishes it on a diagnostics channel", async ({
  onTestFinished,
}) => {
  const seen: string[] = [];
  const onRequest = (message: unknown) => {
    const { request } = message as { request: { method: string; path: string } };
    seen.push(`${request.method} ${request.path}`);
  };
  diagnostics.subscribe("undici:request:create", onRequest);
  onTestFinished(() => void diagnostics.unsubscribe("undici:request:create", onRequest));
  const { url } = await startServer(() => created);
  await createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
  expect(seen).toEqual(["POST /members"]);
});
