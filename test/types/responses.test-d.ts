import {
  type CreatedBy,
  type CreateMemberFailure,
  type CreateMemberRequest,
  createNexusClient,
  isKnownConnectionStatus,
  type KnownConnectionStatus,
  type NexusApiError,
  type NexusConnectionError,
  NexusError,
  type NexusRequestError,
  type PendingOAuthMember,
  type StandardMember,
  unwrap,
} from "nexus-members-contract";
import { examples } from "nexus-members-contract/examples";
import type { operations } from "nexus-members-contract/types";
import { describe, expectTypeOf, test } from "vitest";

const { createMember } = createNexusClient({ server: "integration", sessionToken: "example-session" });
const standard = examples.createMember.created.request.member;
const oauth = examples.createMember.oauth.request.member;

describe("the result", () => {
  test("narrows by ok", async () => {
    const result = await createMember(standard);
    if (result.ok) {
      expectTypeOf(result.member).toEqualTypeOf<StandardMember>();
      expectTypeOf(result.attempts).toEqualTypeOf<number>();
    } else {
      expectTypeOf(result).toEqualTypeOf<CreateMemberFailure>();
      expectTypeOf(result.error.code).toEqualTypeOf<string | number | undefined>();
      // @ts-expect-error a failure has no member
      result.member;
    }
  });

  test("completes the documented statuses, and allows others", async () => {
    const result = await createMember(standard);
    if (result.ok) return;
    switch (result.status) {
      case 400:
      case 401:
      case 422:
      case 503:
        break;
      default:
        expectTypeOf(result.status).toExtend<number>();
    }
    expectTypeOf<NexusApiError["status"]>().toEqualTypeOf<CreateMemberFailure["status"]>();
    type Documented = Exclude<Extract<keyof operations["createMember"]["responses"], number>, 200>;
    expectTypeOf<Extract<CreateMemberFailure["status"], Documented>>().toEqualTypeOf<Documented>();
  });

  test("is a pending member with a URI for an OAuth request", async () => {
    const member = unwrap(await createMember(oauth));
    expectTypeOf(member).toEqualTypeOf<PendingOAuthMember>();
    expectTypeOf(member.oauth_window_uri).toBeString();
    const literal = unwrap(await createMember({ ...oauth, is_oauth: true }));
    expectTypeOf(literal).toEqualTypeOf<PendingOAuthMember>();
  });

  test("is either for a request that is either", async () => {
    const request: CreateMemberRequest = Math.random() < 0.5 ? standard : oauth;
    expectTypeOf(unwrap(await createMember(request))).toEqualTypeOf<StandardMember | PendingOAuthMember>();
    const undeclared = Math.random() < 0.5 ? standard : oauth;
    // @ts-expect-error its type would be that of a pending member alone
    createMember(undeclared);
    expectTypeOf(unwrap(await createMember({} as CreateMemberRequest))).toEqualTypeOf<StandardMember | PendingOAuthMember>();
  });

  test("passes through a generic wrapper", async () => {
    async function logged<IsOAuth extends boolean = false>(member: CreateMemberRequest<IsOAuth>) {
      return unwrap(await createMember<IsOAuth>(member));
    }
    expectTypeOf(await logged(oauth)).toEqualTypeOf<PendingOAuthMember>();
    expectTypeOf(await logged(standard)).toEqualTypeOf<StandardMember>();
    expectTypeOf<CreatedBy<true>>().toEqualTypeOf<PendingOAuthMember>();
  });
});

describe("an error", () => {
  test("is narrowed by its name, and by its reason", () => {
    const error: unknown = new Error();
    if (!(error instanceof NexusError)) return;
    expectTypeOf(error.mayExist).toBeBoolean();
    if (error.name === "NexusApiError") expectTypeOf(error).toEqualTypeOf<NexusApiError>();
    if (error.reason === "request") expectTypeOf(error).toEqualTypeOf<NexusRequestError>();
    if (error.reason === "timeout") expectTypeOf(error).toEqualTypeOf<NexusConnectionError>();
  });
});

describe("the connection status", () => {
  test("is narrowed by a guard", async () => {
    const { connection_status } = unwrap(await createMember(standard));
    if (isKnownConnectionStatus(connection_status)) expectTypeOf(connection_status).toExtend<KnownConnectionStatus>();
  });
});

describe("the generated types", () => {
  test("type the fixtures exactly", () => {
    expectTypeOf(examples.createMember.oauth.status).toEqualTypeOf<200>();
    expectTypeOf(examples.createMember.oauth.request.member.is_oauth).toEqualTypeOf<true>();
    expectTypeOf(examples.createMember["duplicate-member"].status).toEqualTypeOf<422>();
  });

  test("allow a fixture by a name that is not a literal", () => {
    const name = "created" as keyof typeof examples.createMember;
    examples.createMember[name].request?.member.institution_guid;
  });
});
