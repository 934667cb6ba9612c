import type { MemberCreateRequest, PendingOAuthMember, StandardMember } from "../generated/schemas.js";

/** A member to create, as the contract has it. Lists may be readonly, and optional fields undefined. */
export type CreateMemberRequest<IsOAuth extends boolean = boolean> = Accepted<MemberCreateRequest> & {
  readonly is_oauth?: IsOAuth | undefined;
} & (IsOAuth extends true ? { readonly is_oauth: true } : unknown); // Not one that may lack it, which leads to a standard member.

type Accepted<T> = T extends readonly (infer Item)[]
  ? readonly Accepted<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Accepted<T[Key]> | (object extends Pick<T, Key> ? undefined : never) }
    : T;

/** The member that a request leads to: pending for OAuth, standard otherwise. */
export type CreatedBy<IsOAuth extends boolean> = IsOAuth extends true ? PendingOAuthMember : StandardMember;
