import { describe, expect, test, vi } from "vitest";
import type { CreateMemberOptions } from "../../src/index.js";
import { clientWith, fetchInTurn, member, rejectionOf, renewing, status, success, unsent } from "./client.js";

describe("the token that is sent is", () => {
  /** The token is not its own property, and another one each time. */
  class Getter {
    #tokens = ["call", "another user's"];
    get sessionToken() {
      return this.#tokens.shift();
    }
  }

  test.each<[string, CreateMemberOptions, string]>([
    ["that of the call, rather than the client's", { sessionToken: "call" }, "call"],
    ["the client's, if the call passes none", {}, "client"],
    ["the first one of a getter, inherited as from a class, for it is read once", new Getter(), "call"],
  ])("%s", async (_, options, expected) => {
    const { fetch, tokens } = fetchInTurn(success);
    await clientWith(fetch, { sessionToken: "client" }).createMember(member, options);
    expect(tokens).toEqual([expected]);
  });
});

describe("a function that returns the token", () => {
  test("is called once for each call, unless the token is rejected", async () => {
    const sessionToken = vi.fn(async () => "token");
    const nexus = clientWith(fetchInTurn(success, status(422)).fetch, { sessionToken });
    await nexus.createMember(member);
    await nexus.createMember(member);
    expect(sessionToken.mock.calls).toEqual([[undefined], [undefined]]);
  });

  const expired = (status: number, code: unknown) => () => Response.json({ error: { code } }, { status });

  test.each<[string, () => Response]>([
    ["401", status(401)],
    ["a 4xx with the code of an expired session", expired(400, 4011)],
    ["that code as a string", expired(403, "4011")],
  ])("is called again with the token that was rejected, after %s", async (_, rejection) => {
    const { fetch, tokens } = fetchInTurn(rejection, success);
    const sessionToken = vi.fn(renewing);
    expect(await clientWith(fetch).createMember(member, { sessionToken })).toMatchObject({ ok: true, attempts: 2 });
    expect(tokens).toEqual(["old", "new"]);
    expect(sessionToken.mock.calls).toEqual([[undefined], [{ rejected: "old" }]]);
  });

  test.each([
    ["a call", 0, [401, 401]],
    ["a call with retries", 1, [401, 503, 401]],
  ])("is called no third time in %s", async (_, retries, statuses) => {
    let count = 0;
    const sessionToken = () => `token-${++count}`;
    const nexus = clientWith(fetchInTurn(...statuses.map((code) => status(code))).fetch, { retryDelay: () => 0 });
    const result = await nexus.createMember(member, { sessionToken, retries });
    expect(result).toMatchObject({ ok: false, status: 401, attempts: statuses.length });
    expect(count).toBe(2);
  });

  test.each([
    ["408", expired(408, 4011)],
    ["500", expired(500, 4011)],
    ["a code that is no text", expired(400, { toString: 1, valueOf: 1 })],
  ])("is not called again after %s: that says nothing of the token", async (_, outcome) => {
    const { fetch } = fetchInTurn(outcome);
    expect(await clientWith(fetch).createMember(member, { sessionToken: renewing })).toMatchObject({ attempts: 1 });
  });

  test("that returns the rejected token again ends the call: it would be rejected again", async () => {
    const sessionToken = vi.fn(() => "old");
    const { fetch } = fetchInTurn(status(401));
    expect(await clientWith(fetch).createMember(member, { sessionToken })).toMatchObject({ status: 401, attempts: 1 });
    expect(sessionToken).toHaveBeenCalledTimes(2);
  });

  test("that fails rejects with its error as the cause, and sends nothing", async () => {
    const cause = new Error("The token service is down");
    const error = await rejectionOf(clientWith(unsent).createMember(member, { sessionToken: () => Promise.reject(cause) }));
    const message = "The sessionToken function failed. No member was created.";
    expect(error).toMatchObject({ name: "NexusTokenError", reason: "token", message, mayExist: false, attempts: 0, cause });
  });

  const failing = (renewal?: { rejected: string }) => (renewal ? expect.fail("The session has ended") : "old");

  test("that fails to renew rejects: the first token was rejected, so no member was created", async () => {
    const { fetch } = fetchInTurn(status(401));
    const error = await rejectionOf(clientWith(fetch).createMember(member, { sessionToken: failing }));
    expect(error).toMatchObject({ name: "NexusTokenError", mayExist: false, attempts: 1 });
  });

  test.each<[string, (renewal?: { rejected: string }) => string]>([
    ["fails to renew", failing],
    ["renews with what is no token", (renewal) => (renewal ? "" : "old")],
  ])("that %s leaves the outcome as it is if the member may exist", async (_, sessionToken) => {
    const { fetch } = fetchInTurn(status(503), status(401));
    const result = await clientWith(fetch, { retryDelay: () => 0, retries: 1 }).createMember(member, { sessionToken });
    expect(result).toMatchObject({ ok: false, status: 401, mayExist: true, attempts: 2 });
  });
});

test("a string that is rejected is not sent again, and the outcome stays, also in a call that is aborted by then", async () => {
  const controller = new AbortController();
  const nexus = clientWith(fetchInTurn(status(401)).fetch, { onAttempt: () => controller.abort() });
  const result = await nexus.createMember(member, { sessionToken: "old", signal: controller.signal });
  expect(result).toMatchObject({ ok: false, status: 401, attempts: 1 });
});
