import type { CreateMemberFailure } from "./result.js";
import type { Issue } from "./schema.js";

const unknownOutcome = "The member may or may not exist. Repeating with the same external_guid is safe, without it is not.";

/** Nexus answered with an error status. Thrown by `unwrap`; `createMember` itself returns such an answer. */
export class NexusApiError extends Error {
  override readonly name = "NexusApiError";
  /** HTTP status of the answer. Branch on this. */
  readonly status: number;
  /** MX's error number, if the answer gave one. For logs: MX may change it. */
  readonly code: number | string | undefined;

  /** @param failure What `createMember` returned. */
  constructor({ status, error: { code, message } }: CreateMemberFailure) {
    super(`Nexus answered ${status}${code === undefined ? "" : `, code ${code}`}${message ? `: ${message}` : ""}`);
    this.status = status;
    this.code = code;
  }
}

/** The request breaks the schema of `validate.request`. Nothing was sent. The message has the first twenty issues. */
export class NexusRequestError extends Error {
  override readonly name = "NexusRequestError";
  /** What the schema has against the body, `{ member }`. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const list = issues.slice(0, 20).map(({ pointer, message }) => `${pointer}: ${message}`);
    super(`Nothing was sent. ${list.join("; ")}`);
    this.issues = issues;
  }
}

/**
 * Nexus answered, but with something that is neither a member nor an error status: a success without a readable `member.guid`, or
 * a redirect. It is open whether the member was created.
 */
export class NexusResponseError extends Error {
  override readonly name = "NexusResponseError";
  /** HTTP status of the answer. 0 for a redirect in a browser, which hides it. */
  readonly status: number;

  constructor(status: number, what: string) {
    super(`Nexus answered ${status} ${what}. ${unknownOutcome}`);
    this.status = status;
  }
}

/** No whole answer arrived: network failure, time-out or abort; `cause` says which. It is open whether the member was created. */
export class NexusConnectionError extends Error {
  override readonly name = "NexusConnectionError";

  constructor(cause: unknown) {
    super(`No answer from Nexus. ${unknownOutcome}`, { cause });
  }
}
