import type { CreateMemberFailure } from "./result.js";

const unknownOutcome =
  "The member may or may not have been created. Repeating the request with the same external_guid is safe: it gives the member or 422, never a second member.";

/** Nexus answered with an error status. Thrown by {@link unwrap}. */
export class NexusApiError extends Error {
  override readonly name = "NexusApiError";
  /** HTTP status of the answer. */
  readonly status: number;
  /** MX's number of the error, for logs. */
  readonly code: number | string | undefined;

  constructor(failure: CreateMemberFailure) {
    const { code, message } = failure.error;
    super(`Nexus answered ${failure.status}${code === undefined ? "" : `, code ${code}`}${message ? `: ${message}` : ""}`);
    this.status = failure.status;
    this.code = code;
  }
}

/** Nexus answered with a success status, but without a readable member. It is open whether the member was created. */
export class NexusResponseError extends Error {
  override readonly name = "NexusResponseError";
  /** HTTP status of the answer. */
  readonly status: number;

  constructor(status: number) {
    super(`Nexus answered ${status} without a readable member. ${unknownOutcome}`);
    this.status = status;
  }
}

/** No answer arrived: the network failed, or the call was aborted. It is open whether the member was created. */
export class NexusConnectionError extends Error {
  override readonly name = "NexusConnectionError";

  constructor(cause: unknown) {
    super(`No answer from Nexus. ${unknownOutcome}`, { cause });
  }
}
