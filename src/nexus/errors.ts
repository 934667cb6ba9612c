import type { Issue } from "../contract/issue.js";
import type { CreateMemberFailure } from "./result.js";

/** On each error of this package, also of another copy of it: of the other module format, or of another realm. */
const brand = Symbol.for("nexus-members-contract.error");

/** As `instanceof`, which knows the classes of its own copy alone. */
function isError(value: unknown, name?: string): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    brand in value &&
    (name === undefined || (value as { name?: unknown }).name === name)
  );
}

/** What ended a call. */
export type NexusErrorReason = ConnectionFailure | "api" | "request" | "response" | "token";

/** Why no complete response arrived. */
export type ConnectionFailure = "timeout" | "aborted" | "network";

/** Any error of a call: tell which by `name`, `reason` or `instanceof`. */
export type AnyNexusError = NexusApiError | NexusConnectionError | NexusRequestError | NexusResponseError | NexusTokenError;

/** What the errors of a call have in common. `instanceof NexusError` recognises them all, also those of another copy of this package. */
export abstract class NexusError extends Error {
  static override [Symbol.hasInstance](value: unknown): value is AnyNexusError {
    return isError(value);
  }
  abstract override readonly name: string;
  /** What ended the call, in one word. */
  abstract readonly reason: NexusErrorReason;
  /** Whether the member may exist. If so, look for its `external_guid` among the user's members before you create it again. */
  readonly mayExist: boolean;
  /** How many requests were sent. */
  readonly attempts: number;

  constructor(message: string, mayExist: boolean, attempts: number, options?: ErrorOptions) {
    super(message, options);
    hide(this, brand, true);
    this.mayExist = mayExist;
    this.attempts = attempts;
  }

  /** For loggers: what the error says, without bodies, headers and causes. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** Nexus responded with an error status. `unwrap` throws it; `createMember` itself returns such a response. */
export class NexusApiError extends NexusError {
  static override [Symbol.hasInstance](value: unknown): value is NexusApiError {
    return isError(value, "NexusApiError");
  }
  override readonly name = "NexusApiError";
  override readonly reason = "api";
  /** HTTP status. Branch on this. */
  readonly status: CreateMemberFailure["status"];
  /** MX's error number, if the body has one. For logs: MX may change it. */
  readonly code: number | string | undefined;
  /** The body, as in `CreateMemberFailure`. It may repeat what you sent: keep it out of logs. */
  declare readonly body: unknown;
  /** The response, for its headers, such as `Retry-After`. */
  declare readonly response: Response;

  constructor({ status, error: { code, message, body }, mayExist, attempts, response }: CreateMemberFailure) {
    const what = `Nexus responded with ${status}${code === undefined ? "" : `, code ${code}`}`;
    super(`${what}${message ? `: ${message}` : "."}`, mayExist, attempts);
    this.status = status;
    this.code = code;
    hide(this, "body", body);
    hide(this, "response", response);
  }
}

/** The request does not match the schema of `validate.request`. Nothing was sent. The message has the first twenty issues. */
export class NexusRequestError extends NexusError {
  static override [Symbol.hasInstance](value: unknown): value is NexusRequestError {
    return isError(value, "NexusRequestError");
  }
  override readonly name = "NexusRequestError";
  override readonly reason = "request";
  /** What is wrong with the request body, `{ member }`. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const lines = issues.slice(0, 20).map(({ pointer, message }) => `${pointer || "the body"}: ${message}`);
    super(`Nothing was sent: the member does not match the schema. ${lines.join("; ")}`, false, 0);
    this.issues = issues;
  }
}

/**
 * Nexus responded with neither a member nor an error status: with a success without a readable `member.guid`, or with a redirect. The
 * member may exist.
 */
export class NexusResponseError extends NexusError {
  static override [Symbol.hasInstance](value: unknown): value is NexusResponseError {
    return isError(value, "NexusResponseError");
  }
  override readonly name = "NexusResponseError";
  override readonly reason = "response";
  /** HTTP status. 0 for a redirect in a browser, which hides it. */
  readonly status: number;
  /** The response, for its headers, such as `Location`. */
  declare readonly response: Response;

  constructor(what: string, response: Response, attempts: number) {
    super(`Nexus responded with ${response.status} and ${what}. ${existence(true)}`, true, attempts);
    this.status = response.status;
    hide(this, "response", response);
  }
}

/** No complete response arrived, or the call ended before a request was sent. */
export class NexusConnectionError extends NexusError {
  static override [Symbol.hasInstance](value: unknown): value is NexusConnectionError {
    return isError(value, "NexusConnectionError");
  }
  override readonly name = "NexusConnectionError";
  /** Why: a time limit expired, your `signal` aborted the call, or the network failed. `cause` says more. */
  override readonly reason: ConnectionFailure;

  constructor(reason: ConnectionFailure, mayExist: boolean, attempts: number, cause: unknown) {
    const what = reason === "aborted" ? "The call was aborted." : `No complete response from Nexus (${reason}).`;
    super(`${what} ${existence(mayExist)}`, mayExist, attempts, { cause });
    this.reason = reason;
  }
}

/** A `sessionToken` function failed. `cause` is its error. No member was created. */
export class NexusTokenError extends NexusError {
  static override [Symbol.hasInstance](value: unknown): value is NexusTokenError {
    return isError(value, "NexusTokenError");
  }
  override readonly name = "NexusTokenError";
  override readonly reason = "token";

  constructor(attempts: number, cause: unknown) {
    super(`The sessionToken function failed. ${existence(false)}`, false, attempts, { cause });
  }
}

/** Gives an object a property that loggers do not print. */
export function hide(target: object, key: PropertyKey, value: unknown) {
  Object.defineProperty(target, key, { value, enumerable: false });
}

function existence(mayExist: boolean): string {
  if (!mayExist) return "No member was created.";
  return "The member may or may not exist: look for its external_guid among the user's members before you create it again.";
}
