import type { Issue } from "../contract/issue.js";
import type { PartIssue } from "../contract/request.js";

/** Something in a request that does not match the contract. */
export interface MockIssue extends Issue {
  /** `body`, or the parameter, such as `header X-Name`. */
  readonly in: string;
}

export function mockIssue({ part, ...issue }: PartIssue): MockIssue {
  return { in: part, ...issue };
}

/** The first twenty issues for a header or a log line: in ASCII, and without values. */
export function listIssues(issues: readonly MockIssue[]): string {
  if (issues.length === 0) return "";
  const list = issues.slice(0, 20).map(({ in: place, pointer, rule }) => ({ in: place, pointer, rule }));
  return JSON.stringify(list).replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
