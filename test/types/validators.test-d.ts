import {
  createNexusClient,
  type ErrorResponseBody,
  type Member,
  type MemberCreateRequest,
  type MemberResponseBody,
} from "nexus-members-contract";
import * as validators from "nexus-members-contract/validators";
import { up } from "up-fetch";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

const value: unknown = JSON.parse("{}");

describe("validators", () => {
  test("are type guards", () => {
    if (validators.member(value)) expectTypeOf(value).toEqualTypeOf<Member>();
    if (validators.memberResponseBody(value)) expectTypeOf(value).toEqualTypeOf<MemberResponseBody>();
    if (validators.memberCreateRequestBody(value)) expectTypeOf(value.member).toEqualTypeOf<MemberCreateRequest>();
    if (validators.memberCreateRequest(value)) expectTypeOf(value.institution_guid).toBeString();
    if (validators.errorResponseBody(value)) expectTypeOf(value).toEqualTypeOf<ErrorResponseBody>();
    // @ts-expect-error nothing is known before
    value.member;
  });

  test("give their type to a library that takes Standard Schema", async () => {
    const request = up(fetch);
    const { member } = await request("/members", { schema: validators.memberResponseBody });
    expectTypeOf(member).toEqualTypeOf<MemberResponseBody["member"]>();
  });

  test("and schemas of other libraries are taken by the client", () => {
    const options = { server: "integration" } as const;
    createNexusClient({ ...options, validate: { request: validators.memberCreateRequestBody, response: z.object({}) } });
    createNexusClient({ ...options, validate: { response: undefined } });
    // @ts-expect-error a function is no Standard Schema
    createNexusClient({ ...options, validate: { response: () => true } });
    // @ts-expect-error neither is there any other body to check
    createNexusClient({ ...options, validate: { error: validators.errorResponseBody } });
  });

  test("narrow as the specification of Standard Schema has it", () => {
    const result = validators.member["~standard"].validate(value);
    if (result.issues) expectTypeOf(result.issues).toEqualTypeOf<readonly validators.Violation[]>();
    else expectTypeOf(result.value).toEqualTypeOf<Member>();
  });

  test("have what they found", () => {
    const found = validators.member.errors(value);
    expectTypeOf(found).toEqualTypeOf<validators.Violation[]>();
  });
});
