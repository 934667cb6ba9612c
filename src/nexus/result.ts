import type { NewMember } from "../../generated/schemas.js";
import type { operations } from "../../generated/types.js";
import type { Issue } from "../contract/issue.js";

/** The error statuses that the contract names. */
type DocumentedStatus = Exclude<Extract<keyof operations["createMember"]["responses"], number>, 200>;

/** The member was created. */
export interface CreateMemberSuccess<M extends NewMember = NewMember> {
  ok: true;
  /** HTTP status, a 2xx. */
  status: number;
  /** The member as Nexus returned it. Only its `guid` was checked: a created member is never withheld because another field is odd. */
  member: M;
  /** What `validate.response` found; empty if nothing. Undefined without `validate.response`. */
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
   * Whether the member may exist all the same: after a 5xx, and after any error status that follows an attempt without a known outcome.
   * Look for its `external_guid` among the user's members then.
   */
  mayExist: boolean;
  /** What the body says. Tokens, credential values and `metadata` are replaced by `[redacted]`. */
  error: {
    /** MX's error number, if the body has one. */
    code?: number | string | undefined;
    /** A sentence for logs, if the body has one. */
    message?: string | undefined;
    /**
     * The body: parsed if it is JSON, otherwise as a string. Undefined if it is empty, breaks off or has more than 1 MB. In place of one
     * with more than 10,000 characters, a note; code and message are kept.
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
