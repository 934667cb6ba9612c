import type { OAuthMemberCreateRequest, StandardMemberCreateRequest } from "nexus-members-contract";
import { createNexusClient } from "nexus-members-contract";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMemberCreateRequest } from "../../../generated/validators.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const member = examples.createMember.oauth.request.member;

test("types", () => {
  expectTypeOf<StandardMemberCreateRequest>().pick("nickname").toEqualTypeOf<{ nickname?: string }>();
  expectTypeOf<OAuthMemberCreateRequest>().pick("nickname").toEqualTypeOf<{ nickname?: string }>();
  const { createMember } = createNexusClient({ server: "integration" });
  expectTypeOf(createMember<true>)
    .parameter(0)
    .toHaveProperty("nickname");
});

test("validators and fixtures", () => {
  expect(member.nickname).toBe("Savings");
  expect(isMemberCreateRequest(member)).toBe(true);
  expect(isMemberCreateRequest.issues({ ...member, nickname: 7 })).toMatchObject([{ pointer: "/nickname", rule: "type" }]);
});

test("mock and fetch client", async () => {
  expect(await askMock("POST", "/members", { member })).toMatchObject({ status: 200, scenario: "oauth" });
  const client = clientOfPrism();
  const { data } = await client.POST("/members", { body: { member: { ...member, nickname: "Cash" } } });
  expect(data?.member.guid).toMatch(/^MBR-/);
});

test("docs", () => expect(docs()).toContain("nickname"));
