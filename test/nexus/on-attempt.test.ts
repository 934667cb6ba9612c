import { describe, expect, test } from "vitest";
import type { AttemptInfo, CreateMemberOptions } from "../../src/index.js";
import { clientWith, created, fetchInTurn, lost, member, renewing, status, success } from "./client.js";

/** An `onAttempt`, and what it was told. */
function spy() {
  const told: AttemptInfo[] = [];
  return { told, onAttempt: (info: AttemptInfo) => void told.push(info) };
}

describe("onAttempt", () => {
  const down = (renewal?: { rejected: string }) => (renewal ? Promise.reject(new Error("down")) : "old");

  test.each<[string, (() => Promise<Response> | Response)[], CreateMemberOptions, object[]]>([
    ["a response", [status(400)], {}, [{ status: 400, willRetry: false }]],
    ["no response", [lost], {}, [{ error: "network", willRetry: false }]],
    [
      "a rejected token and a retry",
      [status(503), status(401), status(429)],
      { sessionToken: renewing, retries: 1 },
      [
        { status: 503, willRetry: true },
        { status: 401, willRetry: true },
        { status: 429, willRetry: false },
      ],
    ],
    [
      "a renewed token that is the rejected one",
      [status(401)],
      { sessionToken: () => "old" },
      [{ status: 401, willRetry: false }],
    ],
    ["a token that cannot be renewed", [status(401)], { sessionToken: down }, [{ status: 401, willRetry: false }]],
  ])("is told the number, duration and outcome of each attempt, and whether the client will retry: %s", async (...row) => {
    const [, responses, options, expected] = row;
    const { told, onAttempt } = spy();
    const nexus = clientWith(fetchInTurn(...responses).fetch, { onAttempt, retryDelay: () => 0 });
    const start = performance.now();
    await nexus.createMember(member, options).catch(() => {});
    const elapsed = performance.now() - start;
    expect(told).toMatchObject(expected.map((info, index) => ({ attempt: index + 1, ...info })));
    for (const { duration } of told) expect(duration >= 0 && duration <= elapsed).toBe(true);
  });

  test("gets no headers but Retry-After and the ID of the request, and no token, credential or body", async () => {
    const { told, onAttempt } = spy();
    const headers = { "Retry-After": "7", "X-Request-Id": "r-1", "Set-Cookie": "session=1", "X-Echo": "a login" };
    await clientWith(() => Response.json(created, { headers }), { onAttempt }).createMember(member);
    expect(told).toEqual([
      { attempt: 1, duration: expect.any(Number), status: 200, headers: expect.any(Headers), willRetry: false },
    ]);
    expect(Object.fromEntries(told[0]?.headers ?? [])).toEqual({ "retry-after": "7", "x-request-id": "r-1" });
  });

  test.each<[string, (info?: AttemptInfo) => unknown]>([
    ["throws", () => expect.fail("The log is full")],
    ["rejects", () => Promise.reject(new Error("The log is full"))],
    ["never settles", () => new Promise(() => {})],
    ["changes what it gets", (info) => info?.headers?.set("Retry-After", "1000")],
  ])("that %s does not change the call", async (_, onAttempt) => {
    const options = { onAttempt: onAttempt as () => void, retryDelay: () => 0 };
    const result = await clientWith(fetchInTurn(status(503), success).fetch, options).createMember(member, { retries: 1 });
    expect(result).toMatchObject({ ok: true, attempts: 2 });
  });
});
