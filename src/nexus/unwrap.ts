import type { NewMember } from "../../generated/schemas.js";
import { NexusApiError } from "./errors.js";
import type { CreateMemberResult } from "./result.js";

/**
 * The member of a result, for callers who prefer exceptions.
 *
 * @throws {NexusApiError} if Nexus responded with an error status.
 */
export function unwrap<M extends NewMember>(result: CreateMemberResult<M>): M {
  if (result.ok) return result.member;
  throw new NexusApiError(result);
}
