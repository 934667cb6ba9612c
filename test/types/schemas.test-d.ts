import type * as entry from "nexus-members-contract";
import { createFetchClient } from "nexus-members-contract/fetch";
import type { components, operations, paths } from "nexus-members-contract/types";
import * as validators from "nexus-members-contract/validators";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";

type Schemas = components["schemas"];

/** For each schema of the contract, a validator of exactly its type. A schema that is missing on either side is an error. */
type ValidatorOfEach = { [Name in keyof Schemas as `is${Name}`]: validators.Validator<Schemas[Name]> };

declare const value: unknown;

test("the schemas have a validator each, of exactly their type", () => {
  expectTypeOf<typeof validators>().toEqualTypeOf<ValidatorOfEach>();
});

test("the schemas are exported from the root under their names", () => {
  expectTypeOf<entry.MemberCreateRequestBody>().toEqualTypeOf<Schemas["MemberCreateRequestBody"]>();
  expectTypeOf<entry.MemberResponseBody>().toEqualTypeOf<Schemas["MemberResponseBody"]>();
  expectTypeOf<entry.ErrorResponseBody>().toEqualTypeOf<Schemas["ErrorResponseBody"]>();
});

test("the schemas are the bodies of the operation", () => {
  type Create = operations["createMember"];
  type MediaType = typeof entry.mediaType;
  expectTypeOf<Create["requestBody"]["content"][MediaType]>().toEqualTypeOf<entry.MemberCreateRequestBody>();
  expectTypeOf<Create["responses"][200]["content"][MediaType]>().toEqualTypeOf<entry.MemberResponseBody>();
  expectTypeOf<paths["/members"]["post"]>().toEqualTypeOf<Create>();
});

test("the schemas stay optional where they have a default, and exclude in each variant what only the other one takes", () => {
  expectTypeOf<entry.StandardMemberCreateRequest>().pick("skip_aggregation").toEqualTypeOf<{ skip_aggregation?: boolean }>();
  expectTypeOf<entry.OAuthMemberCreateRequest>().pick("skip_webhook").toEqualTypeOf<{ skip_webhook?: boolean }>();
  expectTypeOf<entry.StandardMemberCreateRequest>().pick("is_oauth").toEqualTypeOf<{ is_oauth?: false }>();
  expectTypeOf<entry.OAuthMemberCreateRequest>().pick("credentials").toEqualTypeOf<{ credentials?: never }>();
});

test("an extensible enum takes every string, completes the known ones, and has a guard for them", () => {
  expectTypeOf<"SLEEPING">().toExtend<entry.ConnectionStatus>();
  expectTypeOf<entry.KnownConnectionStatus>().toExtend<entry.ConnectionStatus>();
  expectTypeOf<"SLEEPING">().not.toExtend<entry.KnownConnectionStatus>();
  expectTypeOf<null>().not.toExtend<entry.ConnectionStatus>();
  expectTypeOf<entry.Member["connection_status"]>().toEqualTypeOf<entry.ConnectionStatus | null>();
  expectTypeOf<typeof entry.isKnownConnectionStatus>().guards.toEqualTypeOf<entry.KnownConnectionStatus>();
});

test("an extensible enum does not open the enum of a request", () => {
  expectTypeOf<entry.UseCase>().toEqualTypeOf<"PFM" | "MONEY_MOVEMENT">();
});

test("validators are type guards", () => {
  if (validators.isMember(value)) expectTypeOf(value).toEqualTypeOf<entry.Member>();
  if (validators.isMemberCreateRequestBody(value)) expectTypeOf(value.member).toEqualTypeOf<entry.MemberCreateRequest>();
  // @ts-expect-error nothing is known before
  value.member;
});

test("validators narrow as the specification of Standard Schema has it", () => {
  const result = validators.isMember["~standard"].validate(value);
  if (result.issues) expectTypeOf(result.issues).toEqualTypeOf<readonly validators.Issue[]>();
  else expectTypeOf(result.value).toEqualTypeOf<entry.Member>();
});

test("validators, and schemas of other libraries, are taken by the client", () => {
  type Validate = NonNullable<entry.NexusClientOptions["validate"]>;
  expectTypeOf<{ request: typeof validators.isMemberCreateRequestBody }>().toExtend<Validate>();
  const schema = z.object({});
  expectTypeOf<{ response: typeof schema }>().toExtend<Validate>();
  expectTypeOf<{ response: () => boolean }>().not.toExtend<Validate>();
});

const client = createFetchClient({ server: "integration", sessionToken: "example-session" });
const body: entry.MemberCreateRequestBody = { member: { institution_guid: "INS-1", is_oauth: true } };
type Header = NonNullable<operations["createMember"]["parameters"]["header"]>;
const params = {} as { header: Header };

test("the fetch client types parameters, bodies and responses by the contract", async () => {
  const { data, error } = await client.POST("/members", { body, params });
  expectTypeOf(data).toEqualTypeOf<entry.MemberResponseBody | undefined>();
  if (data?.member.is_oauth) expectTypeOf(data.member.oauth_window_uri).toBeString();
  expectTypeOf(error).toEqualTypeOf<entry.ErrorResponseBody | undefined>();
  expectTypeOf<{ "MX-Skip-Webhook": true }>().toExtend<Partial<Header>>();
});

test("the fetch client rejects what the contract does not have", () => {
  // @ts-expect-error a misspelt header parameter
  client.POST("/members", { body, params: { header: { "MX-Skip-Webhok": true } } });
  // @ts-expect-error another path
  client.POST("/member", { body, params });
  // @ts-expect-error another method
  client.PUT("/members", { body, params });
  // @ts-expect-error a field that does not exist
  client.POST("/members", { body: { member: { institution_guid: "INS-1", is_oauth: true, external_id: "link-1" } }, params });
  // @ts-expect-error a server that does not exist
  createFetchClient({ server: "staging" });
});
