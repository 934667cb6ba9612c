import {
  type ConnectionStatus,
  type CreatedMember,
  type CreateMemberFailure,
  createNexusClient,
  type Member,
  type MemberCreateRequestBody,
  type MemberResponseBody,
  type PendingOAuthMember,
  unwrap,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import type { components, paths } from "nexus-members-contract/types";
import { describe, expectTypeOf, test } from "vitest";

const { createMember } = createNexusClient({ server: "integration", sessionToken: "example-session" });

describe("the answer", () => {
  test("narrows by ok", async () => {
    const result = await createMember(examples.standard.request.member);
    if (result.ok) {
      expectTypeOf(result.member).toEqualTypeOf<CreatedMember>();
      expectTypeOf(result.member.oauth_window_uri).toEqualTypeOf<string | undefined>();
    } else {
      expectTypeOf(result).toEqualTypeOf<CreateMemberFailure>();
      expectTypeOf(result.error.code).toEqualTypeOf<string | number | undefined>();
      // @ts-expect-error a failure has no member
      result.member;
    }
  });

  test("is pending with a URI for an OAuth request", async () => {
    const member = unwrap(await createMember(examples.oauth.request.member));
    expectTypeOf(member).toEqualTypeOf<PendingOAuthMember>();
    expectTypeOf(member.oauth_window_uri).toBeString();
  });

  test("is either for a request that is either", async () => {
    const request = Math.random() < 0.5 ? examples.standard.request.member : examples.oauth.request.member;
    expectTypeOf(unwrap(await createMember(request))).toEqualTypeOf<CreatedMember | PendingOAuthMember>();
  });

  test("may have a status that is not known yet", () => {
    expectTypeOf<"SLEEPING">().toExtend<ConnectionStatus>();
    expectTypeOf<null>().toExtend<ConnectionStatus>();
    expectTypeOf<number>().not.toExtend<ConnectionStatus>();
    expectTypeOf<Member["connection_status"]>().toEqualTypeOf<ConnectionStatus>();
    expectTypeOf<Member["external_guid"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<Member["is_being_aggregated"]>().toEqualTypeOf<boolean>();
  });
});

describe("the generated types", () => {
  test("describe the operation", () => {
    type Operation = paths["/members"]["post"];
    expectTypeOf<keyof Operation["requestBody"]["content"]>().toEqualTypeOf<"application/vnd.mx.nexus.v1+json">();
    expectTypeOf<keyof Operation["responses"]>().toEqualTypeOf<200 | 400 | 401 | 422 | "default">();
    expectTypeOf<Operation["parameters"]["header"]>().toEqualTypeOf<{ "MX-Skip-Webhook"?: boolean } | undefined>();
  });

  test("know all connection statuses", () => {
    expectTypeOf<"PENDING">().toExtend<components["schemas"]["ConnectionStatus"]>();
    expectTypeOf<"SLEEPING">().not.toExtend<components["schemas"]["ConnectionStatus"]>();
  });

  test("extend to the public ones", () => {
    expectTypeOf<components["schemas"]["Member"]>().toExtend<Member>();
    expectTypeOf<components["schemas"]["CreatedMember"]>().toExtend<CreatedMember>();
    expectTypeOf<components["schemas"]["PendingOAuthMember"]>().toExtend<PendingOAuthMember>();
    expectTypeOf<components["schemas"]["MemberResponseBody"]>().toExtend<MemberResponseBody>();
    expectTypeOf<components["schemas"]["MemberCreateRequestBody"]>().toExtend<MemberCreateRequestBody>();
  });

  test("type the fixtures exactly", () => {
    expectTypeOf(examples.oauth.status).toEqualTypeOf<200>();
    expectTypeOf(examples.oauth.request.member.is_oauth).toEqualTypeOf<true>();
    expectTypeOf(examples["duplicate-member"].status).toEqualTypeOf<422>();
    // @ts-expect-error no request of the contract leads there
    examples["expired-session"].request;
  });
});
