import { describe, expect, test, vi } from "vitest";
import { sessionTokenHeader } from "../../src/index.js";
import { clientWith, created, member, rejectionOf } from "./client.js";

/** A fetch that rejects every token but `valid`, and the tokens that it saw. */
function fetchAccepting(valid: string, rejection: () => Response = () => new Response(null, { status: 401 })) {
  const seen: (string | null)[] = [];
  const fetch = ({ headers }: Request) => {
    seen.push(headers.get(sessionTokenHeader));
    return headers.get(sessionTokenHeader) === valid ? Response.json(created) : rejection();
  };
  return { fetch, seen };
}

describe("whose token is sent", () => {
  test("that of the call, rather than the client's", async () => {
    const { fetch, seen } = fetchAccepting("call");
    await clientWith(fetch, { sessionToken: "client" }).createMember(member, { sessionToken: "call" });
    expect(seen).toEqual(["call"]);
  });

  test("the client's, if the call passes none", async () => {
    const { fetch, seen } = fetchAccepting("client");
    await clientWith(fetch, { sessionToken: "client" }).createMember(member, {});
    expect(seen).toEqual(["client"]);
  });

  test("each user's own, in 60 concurrent calls that renew it", async () => {
    const users = Array.from({ length: 60 }, (_, user) => user);
    const owners = new Map<unknown, string | null>();
    const nexus = clientWith(async (request) => {
      const token = request.headers.get(sessionTokenHeader);
      const { member } = (await request.json()) as { member: { external_guid: string } };
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      if (token?.startsWith("old-")) return new Response(null, { status: 401 });
      owners.set(member.external_guid, token);
      return Response.json(created);
    });
    const results = users.map((user) =>
      nexus.createMember(
        { ...member, external_guid: `link-${user}` },
        { sessionToken: (renewal) => `${renewal ? "new" : "old"}-${user}` },
      ),
    );
    expect(await Promise.all(results)).toHaveLength(users.length);
    expect(owners).toEqual(new Map(users.map((user) => [`link-${user}`, `new-${user}`])));
  });
});

describe("a function that returns the token", () => {
  test("is called once for each call, without a rejected token", async () => {
    const { fetch } = fetchAccepting("token");
    const sessionToken = vi.fn(async () => "token");
    const nexus = clientWith(fetch, { sessionToken });
    await nexus.createMember(member);
    await nexus.createMember(member);
    expect(sessionToken.mock.calls).toEqual([[undefined], [undefined]]);
  });

  test.each<[string, () => Response]>([
    ["a 401", () => new Response(null, { status: 401 })],
    ["a 400 with the code 4011", () => Response.json({ error: { code: 4011 } }, { status: 400 })],
    ["a 403 with the code 4011 as a string", () => Response.json({ error: { code: "4011" } }, { status: 403 })],
  ])("is called again with the rejected token after %s", async (_, rejection) => {
    const { fetch, seen } = fetchAccepting("new", rejection);
    const sessionToken = vi.fn((renewal?: { rejected: string }) => (renewal ? "new" : "old"));
    const result = await clientWith(fetch).createMember(member, { sessionToken });
    expect(result).toMatchObject({ ok: true, attempts: 2 });
    expect(seen).toEqual(["old", "new"]);
    expect(sessionToken.mock.calls).toEqual([[undefined], [{ rejected: "old" }]]);
  });

  test("is called again after a 4xx with the code 4011 if that is a credential of the user too", async () => {
    const { fetch, seen } = fetchAccepting("new", () => Response.json({ error: { code: 4011 } }, { status: 400 }));
    const credentials = [{ credential_guid: "CRD-1", value: "4011" }];
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? "new" : "old");
    expect(await clientWith(fetch).createMember({ ...member, credentials }, { sessionToken })).toMatchObject({ ok: true });
    expect(seen).toEqual(["old", "new"]);
  });

  test("is called no third time", async () => {
    const { fetch, seen } = fetchAccepting("none");
    let count = 0;
    const result = await clientWith(fetch).createMember(member, { sessionToken: () => `token-${++count}` });
    expect(result).toMatchObject({ ok: false, status: 401, attempts: 2 });
    expect(seen).toEqual(["token-1", "token-2"]);
  });

  test("is called no third time in a call with retries either", async () => {
    const statuses = [401, 503, 401];
    const fetch = () => new Response(null, { status: statuses.shift() ?? expect.fail("a fourth request") });
    const nexus = clientWith(fetch, { retryDelay: () => 0 });
    const sessionToken = vi.fn((renewal?: { rejected: string }) => (renewal ? "new" : "old"));
    await nexus.createMember(member, { sessionToken, retries: 1 });
    expect(sessionToken).toHaveBeenCalledTimes(2);
  });

  test("that takes its time is awaited, with a signal too", async () => {
    const sessionToken = () => new Promise<string>((resolve) => setTimeout(resolve, 20, "token"));
    const { signal } = new AbortController();
    const { fetch } = fetchAccepting("token");
    expect(await clientWith(fetch).createMember(member, { sessionToken, signal })).toMatchObject({ ok: true });
  });

  test("that returns the rejected token again ends the call: it would be rejected again", async () => {
    const { fetch, seen } = fetchAccepting("none");
    const result = await clientWith(fetch).createMember(member, { sessionToken: () => "old" });
    expect(result).toMatchObject({ ok: false, status: 401, attempts: 1 });
    expect(seen).toEqual(["old"]);
  });

  test.each<[string, () => Response]>([
    ["a 422", () => Response.json({ error: { code: 4220 } }, { status: 422 })],
    [
      "a 500 with the code 4011, which may have created a member",
      () => Response.json({ error: { code: 4011 } }, { status: 500 }),
    ],
  ])("is not called again after %s", async (_, rejection) => {
    const { fetch, seen } = fetchAccepting("none", rejection);
    let count = 0;
    const result = await clientWith(fetch).createMember(member, { sessionToken: () => `token-${++count}` });
    expect(result).toMatchObject({ ok: false, attempts: 1 });
    expect(seen).toHaveLength(1);
  });

  test("that caches renews the token that was rejected, and only that one", async () => {
    const { fetch, seen } = fetchAccepting("token-2");
    let issued = 0;
    let cached: string | undefined;
    const sessionToken = (renewal?: { rejected: string }) => {
      if (cached === undefined || cached === renewal?.rejected) cached = `token-${++issued}`;
      return cached;
    };
    const nexus = clientWith(fetch, { sessionToken });
    const results = await Promise.all([nexus.createMember(member), nexus.createMember(member)]);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
    expect(seen).toEqual(["token-1", "token-1", "token-2", "token-2"]);
    expect(issued).toBe(2);
  });

  test("that fails rejects with its error as the cause, and sends nothing", async () => {
    const cause = new Error("The token service is down");
    const nexus = clientWith(() => expect.fail("sent"));
    const error = await rejectionOf(nexus.createMember(member, { sessionToken: () => Promise.reject(cause) }));
    expect(error).toMatchObject({
      name: "NexusTokenError",
      reason: "token",
      message: "The sessionToken function failed. No member was created.",
      mayExist: false,
      attempts: 0,
      cause,
    });
  });

  test("that fails to renew rejects: the first token was rejected, so no member was created", async () => {
    const { fetch, seen } = fetchAccepting("none");
    const sessionToken = (renewal?: { rejected: string }) => {
      if (renewal) throw new Error("The session has ended");
      return "old";
    };
    const call = clientWith(fetch).createMember(member, { sessionToken });
    await expect(call).rejects.toThrow("The sessionToken function failed.");
    expect(seen).toEqual(["old"]);
  });

  test.each<[string, () => string]>([
    ["fails to renew", () => expect.fail("The session has ended")],
    ["renews with what is no token", () => ""],
  ])("that %s leaves the outcome as it is if the member may exist", async (_, renew) => {
    const statuses = [503, 401];
    const fetch = () => new Response(null, { status: statuses.shift() ?? expect.fail("a third request") });
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? renew() : "old");
    const result = await clientWith(fetch, { retryDelay: () => 0, retries: 1 }).createMember(member, { sessionToken });
    expect(result).toMatchObject({ ok: false, status: 401, mayExist: true, attempts: 2 });
  });

  test("that never settles ends with the timeout of the attempt, before anything is sent", async () => {
    const sessionToken = () => new Promise<never>(() => {});
    const call = clientWith(() => expect.fail("sent")).createMember(member, { sessionToken, timeout: 50 });
    await expect(call).rejects.toMatchObject({
      name: "NexusConnectionError",
      reason: "timeout",
      mayExist: false,
      attempts: 0,
      cause: { name: "TimeoutError", message: "Timed out after 50 ms" },
    });
  });

  test("that never settles for a rejected token ends with the timeout too", async () => {
    const { fetch, seen } = fetchAccepting("new");
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? new Promise<never>(() => {}) : "old");
    const call = clientWith(fetch).createMember(member, { sessionToken, timeout: 500 });
    await expect(call).rejects.toMatchObject({ reason: "timeout", mayExist: false, attempts: 1 });
    expect(seen).toEqual(["old"]);
  });

  test("that never settles ends with the call's signal", async () => {
    const controller = new AbortController();
    const call = clientWith(() => expect.fail("sent")).createMember(member, {
      sessionToken: () => new Promise<never>(() => {}),
      signal: controller.signal,
    });
    setImmediate(() => controller.abort("left the page"));
    const message = "The call was aborted. No member was created.";
    const error = { reason: "aborted", message, mayExist: false, cause: "left the page", attempts: 0 };
    await expect(call).rejects.toMatchObject(error);
  });
});

test("a string that is rejected is not sent again, and the outcome stays, also if the call is aborted by then", async () => {
  const controller = new AbortController();
  const nexus = clientWith(() => new Response(null, { status: 401 }), { onAttempt: () => controller.abort() });
  expect(await nexus.createMember(member, { signal: controller.signal })).toMatchObject({ status: 401, attempts: 1 });
});

test("a string that is rejected is not sent again", async () => {
  const { fetch, seen } = fetchAccepting("none");
  const result = await clientWith(fetch).createMember(member, { sessionToken: "old" });
  expect(result).toMatchObject({ ok: false, status: 401, attempts: 1 });
  expect(seen).toEqual(["old"]);
});
