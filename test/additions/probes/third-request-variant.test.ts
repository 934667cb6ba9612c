import type { ManualMemberCreateRequest, MemberCreateRequest } from "nexus-members-contract";
import { createNexusClient, unwrap } from "nexus-members-contract";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isManualMemberCreateRequest, isMemberCreateRequest } from "../../../generated/validators.js";
import { createMock } from "../../../src/mock.js";
import { clientOfPrism, docs } from "./tools.js";

const { request, response } = examples.createMember.manual;
const institution_guid = "INS-1";

test("types", () => {
  expectTypeOf<ManualMemberCreateRequest>().pick("account_name").toEqualTypeOf<{ account_name: string }>();
  expectTypeOf<ManualMemberCreateRequest>().toExtend<MemberCreateRequest>();
});

test("validators report the issues of the variant that was meant", () => {
  const issues = (member: object) =>
    isMemberCreateRequest.issues(member).map(({ pointer, message }) => `${pointer}: ${message}`);
  expect(isManualMemberCreateRequest(request.member)).toBe(true);
  expect(isMemberCreateRequest(request.member)).toBe(true);
  expect(issues({ account_name: "Cash" })).toEqual(["/institution_guid: is required in ManualMemberCreateRequest"]);
  expect(issues({ institution_guid })).toEqual(["/credentials: is required in StandardMemberCreateRequest"]);
  expect(issues({ institution_guid, is_oauth: true, account_name: "Cash" })).toEqual([
    "/account_name: is not a field of OAuthMemberCreateRequest",
  ]);
});

test("mock, through the safe layer", async () => {
  const nexus = createNexusClient({ server: "integration", fetch: createMock().fetch, sessionToken: "example-session" });
  const member = unwrap(await nexus.createMember(request.member));
  expect(member).toMatchObject({ name: response.member.name, connection_status: null });
});

test("fetch client", async () => {
  const client = clientOfPrism("example=manual");
  const { data } = await client.POST("/members", { body: { member: { institution_guid, account_name: "Cash" } } });
  expect(data).toEqual(response);
});

test("docs", () => expect(docs()).toContain("ManualMemberCreateRequest"));
