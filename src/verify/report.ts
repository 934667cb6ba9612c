import { pointerOf } from "../contract/issue.js";
import { schemasByField, type VerifiedContract } from "./contract.js";
import type { ExchangeIssue } from "./exchange.js";

/** What a verification found. It holds no token, no credential and no value that a server sent, unless `exchanges` asked for them. */
export interface Report {
  /** Version of the contract. */
  readonly contract: string;
  /** What was checked: the base URL of a server, or the name of a recording. */
  readonly subject: string;
  /** When it was finished, such as `2030-01-31T12:00:00.000Z`. */
  readonly finished: string;
  /** `incomplete` if nothing is wrong with what was checked, but too little was checked. */
  readonly outcome: "conforms" | "deviates" | "incomplete";
  /** Why it is incomplete. */
  readonly reason?: string;
  readonly checks: readonly Check[];
  readonly coverage: Coverage;
}

/** A check that has run. */
export interface Check {
  readonly name: string;
  /** Status of the response, if there was one. */
  readonly status?: number;
  /** `skipped` if the response says neither that the server conforms nor that it does not. */
  readonly outcome: "passed" | "failed" | "skipped";
  /** Why it was skipped. */
  readonly note?: string;
  readonly issues: readonly ExchangeIssue[];
  /** How long it took, in milliseconds. */
  readonly duration?: number;
  /** What was sent and what came back, if it failed and `exchanges` asked for it; the last line is a command for curl. */
  readonly exchange?: readonly string[];
}

/** What of the contract was exercised. */
export interface Coverage {
  /** How many of 100 possible observations were made: an item is one, or two if it can also be rejected. */
  readonly percent: number;
  readonly items: readonly CoverageItem[];
}

/** One thing that the contract says. */
export interface CoverageItem {
  readonly kind: "operation" | "status" | "media type" | "parameter" | "field" | "enum value";
  readonly name: string;
  /** Whether it was in a request that conforms and that the server accepted, or in a response that conforms. */
  readonly accepted: boolean;
  /** Whether the server rejected a request that is wrong there. Absent if it cannot be wrong: it is part of a response, or a value. */
  readonly rejected?: boolean;
}

/** Makes the report of checks. The reason says why they are incomplete, if they are. */
export function reportOf(
  contract: VerifiedContract,
  subject: string,
  checks: Check[],
  coverage: Coverage,
  reason?: string,
): Report {
  const fields = schemasByField(contract.document);
  const failed = checks.some(({ outcome }) => outcome === "failed");
  const why = reason ?? (checks.some(({ outcome }) => outcome === "passed") ? undefined : "No check has passed.");
  return {
    contract: contract.api.version,
    subject,
    finished: new Date().toISOString(),
    outcome: failed ? "deviates" : why ? "incomplete" : "conforms",
    ...(why !== undefined && { reason: why }),
    checks: checks.map((check) => ({ ...check, issues: check.issues.map((issue) => withoutUnknownNames(issue, fields)) })),
    coverage,
  };
}

/** A pointer may have field names that the contract does not have, which may be secrets. */
function withoutUnknownNames(issue: ExchangeIssue, fields: ReadonlyMap<string, unknown>): ExchangeIssue {
  const path = issue.path.map((key) => (typeof key === "number" || fields.has(key) ? key : "(unknown)"));
  return { ...issue, path, pointer: pointerOf(path) };
}

/** Each issue of a check in a line for people: where it is, and what. */
export function linesOf({ issues }: Check): string[] {
  return issues.map(({ in: side, part, pointer, message }) => {
    const place = part === "body" && pointer ? pointer : part;
    return `${side} ${place} ${message}`;
  });
}
