import { NexusApiError } from "./errors.js";
import type { Issue } from "./schema.js";
import type { CreatedMember, PendingOAuthMember } from "./types.js";

type AnyMember = CreatedMember | PendingOAuthMember;

/** The member was created. */
export interface CreateMemberSuccess<M extends AnyMember = AnyMember> {
  ok: true;
  /** HTTP status, a 2xx. */
  status: number;
  /**
   * The member as Nexus returned it. Only its `guid` has been checked: a created member is never withheld because another field is
   * odd.
   */
  member: M;
  /** What `validate.response` has against the body; empty if nothing. Undefined if it was not asked. */
  issues?: readonly Issue[] | undefined;
  /** The answer itself, for its headers. Its body has been read. */
  response: Response;
}

/** Nexus refused the request, or failed. */
export interface CreateMemberFailure {
  ok: false;
  /** HTTP status, 4xx or 5xx. Branch on this: MX may change codes and messages. After a 5xx the member may exist. */
  status: number;
  /** What the body says. Whatever the call itself had sent is replaced by `[redacted]`, and texts are cut to 10,000 characters. */
  error: {
    /** MX's error number, if the body has one. */
    code?: number | string | undefined;
    /** A sentence for logs, if the body has one. */
    message?: string | undefined;
    /** The body: parsed if it is JSON, its text otherwise, undefined if there is none or it broke off. */
    body: unknown;
  };
  /** The answer itself, for its headers. Its body has been read. */
  response: Response;
}

/** What became of a call: branch on `ok`, then on `status`. */
export type CreateMemberResult<M extends AnyMember = AnyMember> = CreateMemberSuccess<M> | CreateMemberFailure;

/**
 * The member of a result, for callers who prefer exceptions.
 *
 * @throws {NexusApiError} if Nexus answered with an error status.
 */
export function unwrap<M extends AnyMember>(result: CreateMemberResult<M>): M {
  if (result.ok) return result.member;
  throw new NexusApiError(result);
}
