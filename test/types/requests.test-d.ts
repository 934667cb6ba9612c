import {
  createNexusClient,
  type MemberCreateRequest,
  type OAuthMemberCreateRequest,
  type StandardMemberCreateRequest,
} from "nexus-members-contract";
import { describe, expectTypeOf, test } from "vitest";

const { createMember } = createNexusClient({ server: "integration", sessionToken: "example-session" });
const institution_guid = "INS-1572a04c-912b-59bf-5841-332c7dfafaef";
const credentials = [{ credential_guid: "CRD-11111111-1111-1111-1111-111111111111", value: "example-login" }];

declare function accept<T>(value: T): void;

describe("compiles", () => {
  test("the least of both variants", () => {
    createMember({ institution_guid, credentials });
    createMember({ institution_guid, is_oauth: true });
  });

  test("optional fields, those with defaults among them, stay optional", () => {
    createMember({ institution_guid, credentials, is_oauth: false, skip_aggregation: true, skip_webhook: true });
    createMember({ institution_guid, is_oauth: true, external_guid: "link-1001", metadata: "text", use_cases: ["PFM"] });
    expectTypeOf<StandardMemberCreateRequest>().pick("skip_aggregation").toEqualTypeOf<{ skip_aggregation?: boolean }>();
    expectTypeOf<OAuthMemberCreateRequest>().pick("skip_webhook").toEqualTypeOf<{ skip_webhook?: boolean }>();
    expectTypeOf<StandardMemberCreateRequest>().pick("is_oauth").toEqualTypeOf<{ is_oauth?: false }>();
  });

  test("a variable of either variant, and of both", () => {
    createMember({} as MemberCreateRequest);
    const oauth = { institution_guid, is_oauth: true } satisfies OAuthMemberCreateRequest;
    createMember(oauth);
  });
});

describe("does not compile", () => {
  test("no institution_guid", () => {
    // @ts-expect-error
    createMember({ credentials });
    // @ts-expect-error
    createMember({ is_oauth: true });
  });

  test("neither credentials nor is_oauth", () => {
    // @ts-expect-error
    createMember({ institution_guid });
  });

  test("credentials on an OAuth member", () => {
    // @ts-expect-error
    createMember({ institution_guid, is_oauth: true, credentials });
    const inVariable = { institution_guid, is_oauth: true as const, credentials };
    // @ts-expect-error
    createMember(inVariable);
    // @ts-expect-error
    accept<OAuthMemberCreateRequest>({ institution_guid, is_oauth: true, credentials });
    // @ts-expect-error
    accept<MemberCreateRequest>({ institution_guid, is_oauth: true, credentials });
  });

  test("a misspelt optional field", () => {
    // @ts-expect-error
    createMember({ institution_guid, credentials, skip_agregation: true });
    // @ts-expect-error
    createMember({ institution_guid, is_oauth: true, external_id: "link-1001" });
  });

  test("a field of the answer", () => {
    // @ts-expect-error
    createMember({ institution_guid, credentials, guid: "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b" });
    // @ts-expect-error
    createMember({ institution_guid, is_oauth: true, connection_status: "PENDING" });
  });

  test("a use case that is not known", () => {
    // @ts-expect-error
    createMember({ institution_guid, credentials, use_cases: ["IAV"] });
    // @ts-expect-error
    createMember({ institution_guid, is_oauth: true, use_cases: "PFM" });
  });

  test("values of another type", () => {
    // @ts-expect-error
    createMember({ institution_guid, is_oauth: "true" });
    // @ts-expect-error
    createMember({ institution_guid, credentials, metadata: { opened_from: "onboarding" } });
    // @ts-expect-error
    createMember({ institution_guid, credentials: [{ guid: "CRD-1", value: "example-login" }] });
  });
});
