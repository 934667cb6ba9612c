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
  test.each([
    ["that of the call, rather than the client's", { sessionToken: "call" }, "call"],
    ["the client's, if the call passes none", {}, "client"],
  ])("%s", async (_, options, expected) => {
    const { fetch, seen } = fetchAccepting(expected);
    await clientWith(fetch, { sessionToken: "client" }).createMember(member, options);
    expect(seen).toEqual([expected]);
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

  test.each([
    ["a call", 0, [401, 401]],
    ["a call with retries", 1, [401, 503, 401]],
  ])("is called no third time in %s", async (_, retries, statuses) => {
    const attempts = statuses.length;
    const fetch = () => new Response(null, { status: statuses.shift() ?? expect.fail("another request") });
    let count = 0;
    const sessionToken = () => `token-${++count}`;
    const result = await clientWith(fetch, { retryDelay: () => 0 }).createMember(member, { sessionToken, retries });
    expect(result).toMatchObject({ ok: false, status: 401, attempts });
    expect(count).toBe(2);
  });

  test("that takes its time is awaited, with a signal too", async () => {
    const sessionToken = () => new Promise<string>((resolve) => setTimeout(resolve, 20, "token"));
    const { signal } = new AbortController();
    const { fetch } = fetchAccepting("token");
    expect(await clientWith(fetch).createMember(member, { sessionToken, signal })).toMatchObject({ ok: true });
  });

  test.each<[string, () => Response]>([
    ["a 422", () => Response.json({ error: { code: 4220 } }, { status: 422 })],
    [
      "a 500 with the code 4011, which may have created a member",
      () => Response.json({ error: { code: 4011 } }, { status: 500 }),
    ],
  ])("is not called again after %s", async (_, rejection) => {
    const sessionToken = vi.fn(() => "token");
    expect(await clientWith(rejection).createMember(member, { sessionToken })).toMatchObject({ ok: false, attempts: 1 });
    expect(sessionToken).toHaveBeenCalledTimes(1);
  });

  test("that returns the rejected token again ends the call: it would be rejected again", async () => {
    const sessionToken = vi.fn(() => "old");
    const { fetch, seen } = fetchAccepting("none");
    expect(await clientWith(fetch).createMember(member, { sessionToken })).toMatchObject({ status: 401, attempts: 1 });
    expect(seen).toEqual(["old"]);
    expect(sessionToken).toHaveBeenCalledTimes(2);
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
});

describe("a string that is rejected is not sent again, and the outcome stays", () => {
  test.each([
    ["in a call", () => {}],
    ["in a call that is aborted by then", (controller: AbortController) => controller.abort()],
  ])("%s", async (_, onAttempt) => {
    const controller = new AbortController();
    const { fetch, seen } = fetchAccepting("none");
    const nexus = clientWith(fetch, { onAttempt: () => onAttempt(controller) });
    const result = await nexus.createMember(member, { sessionToken: "old", signal: controller.signal });
    expect(result).toMatchObject({ ok: false, status: 401, attempts: 1 });
    expect(seen).toEqual(["old"]);
  });
});
