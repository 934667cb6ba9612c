import { NexusApiError } from "./errors.js";
import type { CreatedMember, PendingOAuthMember } from "./types.js";

/** The member was created. */
export interface CreateMemberSuccess<M extends CreatedMember | PendingOAuthMember = CreatedMember | PendingOAuthMember> {
  ok: true;
  /** HTTP status, a 2xx. */
  status: number;
  /** The member as Nexus returned it. */
  member: M;
  /** The answer itself, its body already read. */
  response: Response;
}

/** Nexus refused the request, or failed. */
export interface CreateMemberFailure {
  ok: false;
  /** HTTP status. Branch on this: MX may change codes and messages. */
  status: number;
  error: {
    /** MX's number of the error, if the answer gave one. */
    code?: number | string;
    /** A sentence for logs, if the answer gave one. */
    message?: string;
    /** The body: parsed if it is JSON, the text otherwise, undefined if there was none. */
    body: unknown;
  };
  /** The answer itself, its body already read. */
  response: Response;
}

/** What became of a call: branch on `ok`, then on `status`. */
export type CreateMemberResult<M extends CreatedMember | PendingOAuthMember = CreatedMember | PendingOAuthMember> =
  | CreateMemberSuccess<M>
  | CreateMemberFailure;

/**
 * The member of a result, for callers who prefer exceptions.
 *
 * @throws {NexusApiError} if Nexus answered with an error status.
 */
export function unwrap<M extends CreatedMember | PendingOAuthMember>(result: CreateMemberResult<M>): M {
  if (result.ok) return result.member;
  throw new NexusApiError(result);
}
