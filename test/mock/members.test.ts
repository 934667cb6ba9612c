/** The member of a response, and who may ask for one. */
import { describe, expect, test } from "vitest";
import { sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { servedContract } from "../../src/served-contract.js";
import { creating, credentials, institution_guid, own } from "./sent.js";
import { transports, validHeaders as valid } from "./transports.js";

const { operations } = servedContract;

const scenarios = examples.createMember;
const methods = [...new Set(operations.map(({ method }) => method))].join(", ");

describe.each(Object.entries(transports))("%s", (_, start) => {
  describe("a member made for a request of the caller's own", () => {
    const everything = { external_guid: "own-1", metadata: "text", name: "My bank", use_cases: ["MONEY_MOVEMENT"] };

    test.each([
      ["created", { institution_guid, credentials }],
      ["oauth", { institution_guid, is_oauth: true }],
      ["skip-aggregation", { institution_guid, credentials, skip_aggregation: true }],
    ] as const)("%s: repeats what was said, and is null where nothing was", async (name, member) => {
      const { send } = await start();
      const { member: silent } = (await send({ body: { member } })).body;
      expect(silent).toMatchObject({ institution_guid, external_guid: null, metadata: null, is_oauth: name === "oauth" });
      expect(silent.name).toBe(scenarios[name].response.member.name);
      expect(silent).not.toHaveProperty("use_cases");
      const { member: full } = (await send({ body: { member: { ...member, ...everything } } })).body;
      expect(full).toMatchObject({ institution_guid, ...everything });
      expect(full).not.toHaveProperty("credentials");
      expect(full.guid).not.toBe(silent.guid);
    });

    test("has GUIDs that follow from request and token; the OAuth URI repeats its GUID", async () => {
      const { send } = await start();
      const body = { member: { institution_guid, is_oauth: true, external_guid: "own-2" } };
      const memberOf = async (token: string, sent: unknown = body) =>
        (await send({ headers: { ...valid, [sessionTokenHeader]: token }, body: sent })).body.member;
      const first = await memberOf("one");
      expect(await memberOf("one")).toEqual(first);
      expect(first.guid).toMatch(/^MBR-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(first.oauth_window_uri).toContain(first.guid);
      const other = await memberOf("two");
      expect(other.guid).not.toBe(first.guid);
      expect(other.user_guid).not.toBe(first.user_guid);
      const another = await memberOf("one", { member: { ...body.member, external_guid: "own-3" } });
      expect(another.user_guid).toBe(first.user_guid);
      expect(another.guid).not.toBe(first.guid);
    });

    test("keeps what the request said, even if it is a GUID of the example", async () => {
      const { send } = await start();
      const external_guid = scenarios.created.response.member.guid;
      const { member } = (await send(creating({ external_guid }))).body;
      expect(member.external_guid).toBe(external_guid);
      expect(member.guid).not.toBe(external_guid);
    });
  });
  test("a page in a browser may call it, with cookies too", async () => {
    const { send } = await start();
    const origin = "http://localhost:3000";
    const preflight = await send({
      method: "OPTIONS",
      headers: { Origin: origin, "Access-Control-Request-Headers": "content-type,md-session-token" },
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": `${methods}, OPTIONS`,
      "access-control-allow-headers": "content-type,md-session-token",
    });
    const { headers } = await send({ headers: { ...valid, Origin: origin }, body: {} });
    expect(Object.fromEntries(headers)).toMatchObject({ "access-control-allow-origin": origin, vary: "Origin" });
    expect(headers.get("Access-Control-Expose-Headers")).toContain("X-Nexus-Members-Mock-Issues");
  });

  test("a page whose origin is not known may call it", async () => {
    const { send } = await start();
    expect((await send({ method: "OPTIONS" })).headers.get("Access-Control-Allow-Headers")).toBe("*");
    const { headers } = await send({ body: {} });
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Access-Control-Expose-Headers")).toBe("*");
  });
});

test("takes a Request, and what makes one, and no request that was aborted before", async () => {
  const { mock } = await transports["in process"]();
  const url = new URL("https://mock.example/members");
  const init = { method: "POST", headers: valid, body: JSON.stringify(own) };
  for (const input of [url, url.href, new Request(url, init)]) {
    expect((await mock.fetch(input, input instanceof Request ? undefined : init)).status).toBe(200);
  }
  expect((await mock.fetch(url.href)).status).toBe(405);
  const reason = new Error("no longer needed");
  await expect(mock.fetch(url, { ...init, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(mock.requests).toHaveLength(3);
});
