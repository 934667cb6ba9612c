// The generated file exports schemas and no types. The input, because in the output a field with a default is required.
import type { z } from "zod";
import type { schemas } from "./generated.ts";

type TypeOf<Name extends keyof typeof schemas> = z.input<(typeof schemas)[Name]>;

export type ConnectionStatus = TypeOf<"ConnectionStatus">;
export type ErrorResponseBody = TypeOf<"ErrorResponseBody">;
export type Member = TypeOf<"Member">;
export type MemberCreateRequest = TypeOf<"MemberCreateRequest">;
export type MemberCreateRequestBody = TypeOf<"MemberCreateRequestBody">;
export type MemberResponseBody = TypeOf<"MemberResponseBody">;
export type NewMember = TypeOf<"NewMember">;
export type OAuthMemberCreateRequest = TypeOf<"OAuthMemberCreateRequest">;
export type PendingOAuthMember = TypeOf<"PendingOAuthMember">;
export type StandardMember = TypeOf<"StandardMember">;
export type StandardMemberCreateRequest = TypeOf<"StandardMemberCreateRequest">;
