import {
  type CreatedBy,
  type CreateMemberFailure,
  type CreateMemberRequest,
  createNexusClient,
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
import { expectTypeOf, test } from "vitest";

const { createMember } = createNexusClient({ server: "integration", sessionToken: "example-session" });
const standard = examples.createMember.created.request.member;
const oauth = examples.createMember.oauth.request.member;

test("a result narrows by ok", async () => {
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

test("a status completes those of the contract, and allows others", () => {
  type Status = CreateMemberFailure["status"];
  type Documented = Exclude<Extract<keyof operations["createMember"]["responses"], number>, 200>;
  expectTypeOf<Extract<Status, Documented>>().toEqualTypeOf<Documented>();
  expectTypeOf<503>().toExtend<Status>();
  expectTypeOf<NexusApiError["status"]>().toEqualTypeOf<Status>();
});

test("a member is pending, with a URI, for an OAuth request, and either for a request that is either", async () => {
  expectTypeOf(unwrap(await createMember(oauth))).toEqualTypeOf<PendingOAuthMember>();
  expectTypeOf(unwrap(await createMember({ ...oauth, is_oauth: true }))).toEqualTypeOf<PendingOAuthMember>();
  expectTypeOf<PendingOAuthMember["oauth_window_uri"]>().toBeString();
  expectTypeOf<CreatedBy<true>>().toEqualTypeOf<PendingOAuthMember>();

  const request: CreateMemberRequest = Math.random() < 0.5 ? standard : oauth;
  expectTypeOf(unwrap(await createMember(request))).toEqualTypeOf<StandardMember | PendingOAuthMember>();
  expectTypeOf(unwrap(await createMember({} as CreateMemberRequest))).toEqualTypeOf<StandardMember | PendingOAuthMember>();
  const undeclared = Math.random() < 0.5 ? standard : oauth;
  // @ts-expect-error its type would be that of a pending member alone
  createMember(undeclared);
});

test("a member passes through a generic wrapper", async () => {
  async function logged<IsOAuth extends boolean = false>(member: CreateMemberRequest<IsOAuth>) {
    return unwrap(await createMember<IsOAuth>(member));
  }
  expectTypeOf(await logged(oauth)).toEqualTypeOf<PendingOAuthMember>();
  expectTypeOf(await logged(standard)).toEqualTypeOf<StandardMember>();
});

test("an error is narrowed by its name, and by its reason", () => {
  const error: unknown = new Error();
  if (!(error instanceof NexusError)) return;
  expectTypeOf(error.mayExist).toBeBoolean();
  if (error.name === "NexusApiError") expectTypeOf(error).toEqualTypeOf<NexusApiError>();
  if (error.reason === "request") expectTypeOf(error).toEqualTypeOf<NexusRequestError>();
  if (error.reason === "timeout") expectTypeOf(error).toEqualTypeOf<NexusConnectionError>();
});

test("an example has exactly its type, and may be chosen by a name that is not a literal", () => {
  expectTypeOf(examples.createMember.oauth.status).toEqualTypeOf<200>();
  expectTypeOf(examples.createMember.oauth.request.member.is_oauth).toEqualTypeOf<true>();
  expectTypeOf(examples.createMember["duplicate-member"].status).toEqualTypeOf<422>();
  examples.createMember["created" as keyof typeof examples.createMember].request?.member.institution_guid;
});
