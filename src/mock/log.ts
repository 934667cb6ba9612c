import type { Issue } from "../contract/issue.js";
import type { Decision } from "./reply.js";

/** Something in a request that does not match the contract. */
export interface MockIssue extends Issue {
  /** `body`, or the parameter, such as `header X-Name`. */
  readonly in: string;
}

/** What `log` gets beside its line. */
export interface LogDetails {
  /** Whether the response is a plain success: as the contract has it, and neither forced nor delayed. */
  readonly plain: boolean;
  /** What does not match the contract. */
  readonly issues: readonly MockIssue[];
  /** That of the request, without its query and of 100 characters at most; undefined if it could not be read. */
  readonly path: string | undefined;
  /** How long the mock took to decide on the response, in milliseconds. */
  readonly duration: number;
}

/** What the log says of a response. */
export function logLine(method: string, { status, scenario, message, issues = [], rule = {} }: Decision): string {
  const { delay, cut, reset } = rule;
  const parts = [
    method,
    status,
    scenario !== "none" && scenario,
    message && `(${message})`,
    delay && `delayed by ${delay} ms`,
    cut && `connection ${reset ? "reset" : "cut"} (${cut})`,
    listIssues(issues),
  ];
  return parts.filter((part) => part).join(" ");
}

const longestList = 4_000;

/** The first twenty issues for a header or a log line, as far as they fit: in ASCII, and without values. */
export function listIssues(issues: readonly MockIssue[]): string {
  let list = "";
  for (const { in: place, pointer, rule } of issues.slice(0, 20)) {
    const json = JSON.stringify({ in: place, pointer: shortened(pointer, 200), rule });
    const item = json.replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
    if (list.length + item.length > longestList) break;
    list += list === "" ? item : `,${item}`;
  }
  return list && `[${list}]`;
}

/** A string of the request for people, who do not need all of it. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
