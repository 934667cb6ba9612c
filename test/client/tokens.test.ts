import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient } from "../../src/index.js";
import { reply, startServer } from "../support/server.js";

const member = examples.standard.request.member;
const expired = JSON.stringify(examples["expired-session"].response);

/** Rejects tokens that begin with "old", with this status and body. */
const rejectOld = (status = 401, body = expired) =>
  startServer(({ headers }, response) => {
    const token = String(headers["md-session-token"]);
    if (token.startsWith("old")) return reply(response, status, body);
    return { member: { ...examples.created.response.member, user_guid: `USR-${token}` } };
  });

describe("the session token", () => {
  test("of the call comes before that of the client; a function is asked once for each call", async () => {
    const { url, received } = await rejectOld();
    const nexus = createNexusClient({ baseUrl: url, sessionToken: "client" });
    await nexus.createMember(member);
    await nexus.createMember(member, { sessionToken: "call" });
    let asked = 0;
    const sessionToken = async () => `function-${++asked}`;
    await nexus.createMember(member, { sessionToken });
    await nexus.createMember(member, { sessionToken });
    const single = createNexusClient({ baseUrl: url, sessionToken });
    await single.createMember(member);
    await single.createMember(member);
    expect(tokensOf(received)).toEqual(["client", "call", "function-1", "function-2", "function-3", "function-4"]);
  });

  test("of 50 concurrent calls stays with its user, also when half of them are renewed", async () => {
    const { url, received } = await rejectOld();
    const nexus = createNexusClient({ baseUrl: url });
    const users = Array.from({ length: 50 }, (_, user) => user);
    const results = await Promise.all(
      users.map((user) => {
        const tokens = user % 2 ? [`new-${user}`] : [`old-${user}`, `new-${user}`];
        return nexus.createMember(
          { ...member, external_guid: `link-${user}` },
          { sessionToken: async () => tokens.shift() ?? "none" },
        );
      }),
    );
    expect(results.map((result) => result.ok && result.member.user_guid)).toEqual(users.map((user) => `USR-new-${user}`));
    expect(received).toHaveLength(75);
    for (const { headers, body } of received) {
      const user = /^(old|new)-(\d+)$/.exec(String(headers["md-session-token"]))?.[2];
      expect(JSON.parse(body).member.external_guid).toBe(`link-${user}`);
    }
  });

  test.each([
    ["401 without a body", 401, ""],
    ["401 of the contract", 401, expired],
    ["400 with the code 4011", 400, expired],
    ["403 with the code as text", 403, JSON.stringify({ error: { code: "4011" } })],
  ])("is renewed once after %s", async (_, status, body) => {
    const { url, received } = await rejectOld(status, body);
    const tokens = ["old", "new"];
    const result = await createNexusClient({ baseUrl: url }).createMember(member, {
      sessionToken: () => tokens.shift() ?? "none",
    });
    expect(result).toMatchObject({ ok: true, member: { user_guid: "USR-new" } });
    expect(tokensOf(received)).toEqual(["old", "new"]);
    expect(received[1]?.body).toBe(received[0]?.body);
  });

  test.each([
    ["a second rejection", ["old-1", "old-2"], 2],
    ["the same token again", ["old", "old"], 1],
  ])("is not renewed any further after %s", async (_, tokens, requests) => {
    const { url, received } = await rejectOld();
    const rest = [...tokens];
    const result = await createNexusClient({ baseUrl: url }).createMember(member, {
      sessionToken: () => rest.shift() ?? "none",
    });
    expect(result).toMatchObject({ ok: false, status: 401, error: { code: 4011 } });
    expect(received).toHaveLength(requests);
    expect(rest).toEqual([]);
  });

  test("that is a text is never renewed", async () => {
    const { url, received } = await rejectOld();
    const result = await createNexusClient({ baseUrl: url }).createMember(member, { sessionToken: "old" });
    expect(result).toMatchObject({ ok: false, status: 401 });
    expect(received).toHaveLength(1);
  });

  test.each([
    [400, JSON.stringify(examples.invalid.response)],
    [403, ""],
    [422, JSON.stringify(examples["duplicate-member"].response)],
    [429, ""],
    [500, expired],
    [503, ""],
  ])("is not renewed after %i", async (status, body) => {
    const { url, received } = await rejectOld(status, body);
    const tokens = ["old", "new"];
    const result = await createNexusClient({ baseUrl: url }).createMember(member, {
      sessionToken: () => tokens.shift() ?? "none",
    });
    expect(result).toMatchObject({ ok: false, status });
    expect(tokens).toEqual(["new"]);
    expect(received).toHaveLength(1);
  });

  test("function that throws rejects the call with its error as the cause", async () => {
    const { url, received } = await rejectOld();
    const nexus = createNexusClient({ baseUrl: url });
    const cause = new Error("no session for this user");
    const failing = nexus.createMember(member, {
      sessionToken: () => {
        throw cause;
      },
    });
    await expect(failing).rejects.toMatchObject({ cause, message: "sessionToken() failed" });
    expect(received).toHaveLength(0);

    const renewals = [async () => "old", () => Promise.reject(cause)];
    const renewing = nexus.createMember(member, { sessionToken: () => (renewals.shift() ?? expect.fail("asked again"))() });
    await expect(renewing).rejects.toMatchObject({ message: "sessionToken() failed", cause });
    expect(received).toHaveLength(1);
  });
});

const tokensOf = (received: { headers: Record<string, unknown> }[]) =>
  received.map(({ headers }) => headers["md-session-token"]);
