import diagnostics from "node:diagnostics_channel";
import { describe, expect, test, vi } from "vitest";
import { type AttemptInfo, type CreateMemberOptions, createNexusClient } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, sessionToken } from "./client.js";

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

  const renewing = (renewal?: { rejected: string }) => (renewal ? "new" : "old");
  const down = (renewal?: { rejected: string }) => (renewal ? Promise.reject(new Error("down")) : "old");
  const lost = () => Promise.reject(new Error("lost"));

  test.each<[string, (number | (() => Promise<never>))[], CreateMemberOptions, object[]]>([
    ["a response", [400], {}, [{ status: 400, willRetry: false }]],
    ["a success without a member", [204], {}, [{ status: 204, willRetry: false }]],
    ["no response", [lost], {}, [{ error: "network", willRetry: false }]],
    [
      "a rejected token and a retry",
      [503, 401, 429],
      { sessionToken: renewing, retries: 1 },
      [
        { status: 503, willRetry: true },
        { status: 401, willRetry: true },
        { status: 429, willRetry: false },
      ],
    ],
    ["a renewed token that is the rejected one", [401], { sessionToken: () => "old" }, [{ status: 401, willRetry: false }]],
    ["a token that cannot be renewed", [401], { sessionToken: down }, [{ status: 401, willRetry: false }]],
  ])("is told of each attempt, and whether the client will retry: %s", async (_, outcomes, options, expected) => {
    const onAttempt = vi.fn<(info: AttemptInfo) => void>();
    const nexus = clientWith(
      () => {
        const next = outcomes.shift() ?? expect.fail("another request");
        return typeof next === "number" ? new Response(null, { status: next }) : next();
      },
      { onAttempt, retryDelay: () => 0 },
    );
    await nexus.createMember(member, options).catch(() => {});
    const told = onAttempt.mock.calls.map(([{ attempt, duration, headers, ...rest }]) => rest);
    expect(told).toEqual(expected);
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
