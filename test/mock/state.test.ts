import { describe, expect, test } from "vitest";
import { memberOf, sentBy } from "./requests.js";
import { transports } from "./transports.js";

const institution_guid = "INS-abc";
const withLogin = (login: string, more: object = {}) => ({
  institution_guid,
  credentials: [
    { credential_guid: "CRD-1", value: login },
    { credential_guid: "CRD-2", value: "the same password" },
  ],
  ...more,
});
const oauth = (more: object = {}) => ({ institution_guid, is_oauth: true, ...more });

describe.each(Object.entries(transports))("%s", (_, start) => {
  /** A stateful mock, and how the user of a token creates a member. */
  async function startStateful(options: object = {}) {
    const { mock, send } = await start({ stateful: true, ...options });
    const create = async (token: string, member: object) => {
      const { status, scenario, body } = await send(sentBy(token, member));
      return { status, scenario, member: body.member };
    };
    return { mock, create };
  }

  const withGuid = (external_guid: string) => oauth({ external_guid });
  const otherBank = withLogin("a", { institution_guid: "INS-def" });

  test.each<[what: string, first: [string, object], second: [string, object], scenario: string]>([
    ["a taken external_guid", ["one", withGuid("x")], ["one", withLogin("a", { external_guid: "x" })], "external-guid-taken"],
    ["another user's external_guid", ["one", withGuid("x")], ["two", withGuid("x")], "external-guid-taken"],
    [
      "the login at the institution",
      ["one", withLogin("a")],
      ["one", withLogin("a", { external_guid: "x" })],
      "duplicate-member",
    ],
  ])("rejects %s", async (_, first, second, scenario) => {
    const { mock, create } = await startStateful();
    expect((await create(...first)).status).toBe(200);
    expect(await create(...second)).toMatchObject({ status: 422, scenario });
    expect(mock.members).toHaveLength(1);
  });

  test.each<[what: string, first: [string, object], second: [string, object]]>([
    ["another external_guid", ["one", withGuid("x")], ["one", withGuid("y")]],
    ["another login with the same password", ["one", withLogin("a")], ["one", withLogin("b")]],
    ["the same login at another institution", ["one", withLogin("a")], ["one", otherBank]],
    ["the same login of another user", ["one", withLogin("a")], ["two", withLogin("a")]],
    ["a second OAuth member, whose login is not known yet", ["one", oauth()], ["one", oauth()]],
  ])("accepts %s, and remembers both as the responses had them", async (_, first, second) => {
    const { mock, create } = await startStateful();
    const members = [(await create(...first)).member, (await create(...second)).member];
    expect(mock.members).toEqual(members);
    expect(new Set(members.map(({ guid }) => guid)).size).toBe(2);
    expect(JSON.stringify(mock.members)).not.toMatch(/the same password|use_cases/);
  });

  test("a member does not depend on those created before, but for the same request", async () => {
    const { create } = await startStateful();
    const [first, second] = [await create("one", oauth()), await create("one", oauth())];
    expect(first.member.guid).not.toBe(second.member.guid);
    const alone = await startStateful();
    const other = oauth({ external_guid: "x" });
    expect((await create("one", other)).member).toEqual((await alone.create("one", other)).member);
  });

  test("what is rejected takes nothing", async () => {
    const { mock, create } = await startStateful();
    const unknown = memberOf("unknown-institution");
    expect((await create("one", memberOf("stale-credentials"))).status).toBe(400);
    expect((await create("one", unknown)).status).toBe(422);
    expect(mock.members).toEqual([]);
    expect((await create("one", { ...unknown, institution_guid })).status).toBe(200);
  });

  test.each([
    ["a number behind a dot", "anna", "anna.2", undefined],
    ["whatever `user` says", "anna:old", "anna:new", (token: string) => token.split(":")[0] as string],
  ])("a renewed token is one of the same user: %s", async (_, first, renewed, user) => {
    const { mock, create } = await startStateful({ user });
    const { member } = await create(first, withLogin("a"));
    expect((await create(renewed, withLogin("a"))).scenario).toBe("duplicate-member");
    expect((await create(renewed, oauth())).member.user_guid).toBe(member.user_guid);
    expect((await create("anna.b", withLogin("a"))).status).toBe(200);
    expect([first, renewed, "anna.b", "ben"].map((token) => mock.membersOf(token).length)).toEqual([2, 2, 1, 0]);
  });

  test("what a test does to its list of members changes nothing", async () => {
    const { mock, create } = await startStateful();
    await create("one", oauth());
    (mock.members[0] as { name: string }).name = "changed";
    expect(mock.members[0]?.name).not.toBe("changed");
  });
});
