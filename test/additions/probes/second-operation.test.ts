import type { Member, MemberReadResponseBody } from "nexus-members-contract";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMemberReadResponseBody } from "../../../generated/validators.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const { found, "unknown-member": unknown } = examples.readMember;

test("types, fixtures and validators", () => {
  expectTypeOf<MemberReadResponseBody>().toEqualTypeOf<{ member: Member }>();
  expectTypeOf(found.status).toEqualTypeOf<200>();
  expect(found.params).toEqual({ path: { member_guid: "MBR-77777777-7777-7777-7777-777777777771" } });
  expect(isMemberReadResponseBody(found.response)).toBe(true);
});

test("mock", async () => {
  const read = (guid: string) => askMock("GET", `/members/${guid}`);
  expect(await read(unknown.params.path.member_guid)).toEqual({
    status: 404,
    scenario: "unknown-member",
    body: unknown.response,
  });
  expect(await read(found.params.path.member_guid)).toMatchObject({ status: 200, scenario: "found" });
  expect(await read("not-a-guid")).toMatchObject({ status: 400 });
  expect(await askMock("POST", "/members", examples.createMember.oauth.request)).toMatchObject({
    status: 200,
    scenario: "oauth",
  });
  expect(await askMock("DELETE", "/members/MBR-1")).toMatchObject({ status: 405 });
});

test("fetch client", async () => {
  const client = clientOfPrism();
  const { data, response } = await client.GET("/members/{member_guid}", { params: found.params });
  expect(response.status).toBe(200);
  expectTypeOf(data).toEqualTypeOf<MemberReadResponseBody | undefined>();
  expect(data).toEqual(found.response);
  // @ts-expect-error the path parameter is required
  await client.GET("/members/{member_guid}").catch(() => {});
});

test("docs", () => expect(docs()).toContain("/members/{member_guid}"));
