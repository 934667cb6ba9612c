import type { MemberCreateRequest, NewMember, PendingOAuthMember, StandardMember } from "../../generated/schemas.js";
import type { operations } from "../../generated/types.js";
import type { Issue } from "../contract/issue.js";
import { NexusApiError } from "./errors.js";

/** A member to create, as the contract has it. Lists may be readonly, and optional fields undefined. */
export type CreateMemberRequest<IsOAuth extends boolean = boolean> = Accepted<MemberCreateRequest> & {
  is_oauth?: IsOAuth | undefined;
} & (IsOAuth extends true ? { is_oauth: true } : unknown); // Required here: without it, Nexus creates a standard member.

type Accepted<T> = { [Key in keyof T]: Readonly<T[Key]> | (T extends Record<Key, unknown> ? never : undefined) };

/** The member that a request leads to: pending for OAuth, standard otherwise. */
export type CreatedBy<IsOAuth extends boolean> = IsOAuth extends true ? PendingOAuthMember : StandardMember;

/** The error statuses that the contract names. */
type DocumentedStatus = Exclude<Extract<keyof operations["createMember"]["responses"], number>, 200>;

/** The member was created. */
export interface CreateMemberSuccess<M extends NewMember = NewMember> {
  ok: true;
  /** HTTP status, a 2xx. */
  status: number;
  /** The member as Nexus returned it. Only its `guid` was checked: a created member is never withheld because another field is odd. */
  member: M;
  /** What `validate.response` found, at most 100 issues; empty if nothing. Undefined without `validate.response`. */
  issues?: readonly Issue[] | undefined;
  /** The response, for its headers. Its body has been read. */
  response: Response;
  /** How many requests were sent. */
  attempts: number;
}

/** Nexus rejected the request, or failed. */
export interface CreateMemberFailure {
  ok: false;
  /** HTTP status, 4xx or 5xx. Branch on this: MX may change codes and messages. */
  status: DocumentedStatus | (number & {});
  /**
   * Whether the member may exist all the same: after a 5xx or 408, after a 422 to a member with an `external_guid`, which may be taken by
   * an earlier call, and after any error status that follows an attempt without a known outcome. Look for its `external_guid` among the
   * user's members then.
   */
  mayExist: boolean;
  /** What the body says. */
  error: {
    /** MX's error number, if the body has one. Undefined if it is a value that you sent. */
    code?: number | string | undefined;
    /** A sentence for logs, if the body has one. Undefined if it may repeat a value that you sent. */
    message?: string | undefined;
    /**
     * The body as it is: parsed if it is JSON, otherwise as a string. Undefined if it is empty, breaks off or has more than 1 MB. It may
     * repeat what you sent, so it is not enumerable, and loggers do not print it.
     */
    body: unknown;
  };
  /** The response, for its headers. Its body has been read. */
  response: Response;
  /** How many requests were sent. */
  attempts: number;
}

/** The outcome of a call: branch on `ok`, then on `status`. */
export type CreateMemberResult<M extends NewMember = NewMember> = CreateMemberSuccess<M> | CreateMemberFailure;

/**
 * The member of a result, for callers who prefer exceptions.
 *
 * @throws {NexusApiError} if Nexus responded with an error status.
 */
export function unwrap<M extends NewMember>(result: CreateMemberResult<M>): M {
  if (result.ok) return result.member;
  throw new NexusApiError(result);
}
