import type { MemberCreateRequestBody, MemberResponseBody } from "nexus-members-contract";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMemberCreateRequestBody, isMemberResponseBody } from "../../../generated/validators.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const { request, response } = examples.createMember.oauth;

test("types", () => {
  expectTypeOf<MemberCreateRequestBody>().pick("request_id").toEqualTypeOf<{ request_id?: string }>();
  expectTypeOf<MemberResponseBody>().pick("request_id").toEqualTypeOf<{ request_id?: string | null }>();
});

test("validators and fixtures", () => {
  expect([request.request_id, response.request_id]).toEqual(["request-1", "request-1"]);
  expect(isMemberCreateRequestBody(request)).toBe(true);
  expect(isMemberCreateRequestBody({ ...request, request_id: 7 })).toBe(false);
  expect(isMemberResponseBody({ ...response, request_id: 7 })).toBe(false);
});

test("the mock repeats the field, and null without it", async () => {
  const { member } = request;
  expect((await askMock("POST", "/members", { member, request_id: "mine" })).body).toHaveProperty("request_id", "mine");
  expect((await askMock("POST", "/members", { member })).body).toHaveProperty("request_id", null);
});

test("fetch client", async () => {
  const client = clientOfPrism("example=oauth");
  const { data } = await client.POST("/members", { body: { ...request, request_id: "mine" } });
  expect(data?.request_id).toBe("request-1");
});

test("docs", () => expect(docs()).toContain("request_id"));
