import type { NewMember, PendingOAuthMember, StandardMember } from "nexus-members-contract";
import { createNexusClient, unwrap } from "nexus-members-contract";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMemberResponseBody, isPendingOAuthMember } from "../../../generated/validators.js";
import { createMock } from "../../../src/mock.js";
import { clientOfPrism, docs } from "./tools.js";

const { request, response } = examples.createMember.oauth;

test("types", async () => {
  expectTypeOf<PendingOAuthMember>().pick("oauth_expires_in").toEqualTypeOf<{ oauth_expires_in: number }>();
  // @ts-expect-error a standard member does not have it
  expectTypeOf<StandardMember>().toHaveProperty("oauth_expires_in");
  expectTypeOf<NewMember>().toExtend<PendingOAuthMember | StandardMember>();
});

test("validators and fixtures", () => {
  const { oauth_expires_in, ...without } = response.member;
  expect(oauth_expires_in).toBe(3600);
  expect(isPendingOAuthMember(response.member)).toBe(true);
  expect(isPendingOAuthMember.issues(without)).toMatchObject([{ pointer: "/oauth_expires_in", rule: "required" }]);
  expect(isMemberResponseBody({ member: without })).toBe(false);
});

test("mock, through the safe layer", async () => {
  const nexus = createNexusClient({ server: "integration", fetch: createMock().fetch, sessionToken: "example-session" });
  const member = unwrap(await nexus.createMember({ ...request.member, external_guid: "other" }));
  expectTypeOf(member.oauth_expires_in).toBeNumber();
  expect(member.oauth_expires_in).toBe(3600);
});

test("fetch client", async () => {
  const client = clientOfPrism("example=oauth");
  const { data } = await client.POST("/members", { body: request });
  if (data?.member.is_oauth) expectTypeOf(data.member.oauth_expires_in).toBeNumber();
  expect(data?.member).toHaveProperty("oauth_expires_in", 3600);
});

test("docs", () => expect(docs()).toContain("oauth_expires_in"));
