import type { Issue } from "../contract/issue.js";
import type { CreateMemberFailure } from "./result.js";

/** Nexus responded with an error status. `unwrap` throws it; `createMember` itself returns such a response. */
export class NexusApiError extends Error {
  override readonly name = "NexusApiError";
  /** HTTP status. Branch on this. */
  readonly status: CreateMemberFailure["status"];
  /** MX's error number, if the body has one. For logs: MX may change it. */
  readonly code: number | string | undefined;
  /** The body, as in `CreateMemberFailure`. */
  readonly body: unknown;
  /** Whether the member may exist all the same. */
  readonly mayExist: boolean;
  /** The response, for its headers, such as `Retry-After`. */
  readonly response!: Response;

  constructor({ status, error: { code, message, body }, mayExist, response }: CreateMemberFailure) {
    super(`Nexus responded with ${status}${code === undefined ? "" : `, code ${code}`}${message ? `: ${message}` : "."}`);
    this.status = status;
    this.code = code;
    this.body = body;
    this.mayExist = mayExist;
    keepUnseen(this, response);
  }
}

/** The request does not match the schema of `validate.request`. Nothing was sent. The message has the first twenty issues. */
export class NexusRequestError extends Error {
  override readonly name = "NexusRequestError";
  /** What is wrong with the request body, `{ member }`. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const lines = issues.slice(0, 20).map(({ pointer, message }) => `${pointer || "the body"}: ${message}`);
    super(`Nothing was sent: the member does not match the schema. ${lines.join("; ")}`);
    this.issues = issues;
  }
}

/**
 * Nexus responded with neither a member nor an error status: with a success without a readable `member.guid`, or with a redirect. The
 * member may exist.
 */
export class NexusResponseError extends Error {
  override readonly name = "NexusResponseError";
  /** HTTP status. 0 for a redirect in a browser, which hides it. */
  readonly status: number;
  /** Whether the member may exist. Always true. */
  readonly mayExist = true;
  /** How many requests were sent. */
  readonly attempts: number;
  /** The response, for its headers, such as `Location`. */
  readonly response!: Response;

  constructor(what: string, response: Response, attempts: number) {
    super(`Nexus responded with ${response.status} and ${what}. ${outcome(true)}`);
    this.status = response.status;
    this.attempts = attempts;
    keepUnseen(this, response);
  }
}

/** No complete response arrived. */
export class NexusConnectionError extends Error {
  override readonly name = "NexusConnectionError";
  /** Why: the timeout expired, your `signal` aborted the call, or the network failed. `cause` says more. */
  readonly reason: ConnectionFailure;
  /** Whether the member may exist, because a request can have reached the server. */
  readonly mayExist: boolean;
  /** How many requests were started. */
  readonly attempts: number;

  constructor(reason: ConnectionFailure, mayExist: boolean, attempts: number, cause: unknown) {
    const what = reason === "aborted" ? "The call was aborted." : `No complete response from Nexus (${reason}).`;
    super(`${what} ${outcome(mayExist)}`, { cause });
    this.reason = reason;
    this.mayExist = mayExist;
    this.attempts = attempts;
  }
}

/** Gives an error a response that loggers do not print: its headers may have anything. */
function keepUnseen(error: Error, response: Response) {
  Object.defineProperty(error, "response", { value: response, enumerable: false });
}

/** Why no complete response arrived. */
export type ConnectionFailure = "timeout" | "aborted" | "network";

function outcome(mayExist: boolean): string {
  if (!mayExist) return "No member was created.";
  return "The member may or may not exist: look for its external_guid among the user's members before you create it again.";
}
