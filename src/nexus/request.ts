import type { MemberCreateRequest, PendingOAuthMember, StandardMember } from "../../generated/schemas.js";

/** A member to create, as the contract has it. Lists may be readonly, and optional fields undefined. */
export type CreateMemberRequest<IsOAuth extends boolean = boolean> = Accepted<MemberCreateRequest> & {
  is_oauth?: IsOAuth | undefined;
} & (IsOAuth extends true ? { is_oauth: true } : unknown); // Required here: without it, Nexus creates a standard member.

type Accepted<T> = { [Key in keyof T]: Readonly<T[Key]> | (T extends Record<Key, unknown> ? never : undefined) };

/** The member that a request leads to: pending for OAuth, standard otherwise. */
export type CreatedBy<IsOAuth extends boolean> = IsOAuth extends true ? PendingOAuthMember : StandardMember;
