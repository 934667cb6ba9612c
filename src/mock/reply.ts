/** What a mock sends, and how a decision on a response is written down. */
import type { Operation } from "../contract/contract.js";
import { listIssues, type MockIssue } from "./log.js";
import type { MockRequest } from "./request.js";
import type { MockRule } from "./rules.js";

/** The response header that names the scenario, or says `none`. */
export const scenarioHeader = "X-Nexus-Members-Mock";
/** The response header that lists what does not match the contract, at most twenty issues, without values. */
export const issuesHeader = "X-Nexus-Members-Mock-Issues";

/** What to send, and how. */
export interface Reply extends Pick<MockRule, "delay" | "cut" | "reset"> {
  /** 0 if the connection is cut before the request is processed. */
  status: number;
  headers: Record<string, string>;
  /** Null if there is none. */
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** A response before it is written. */
export interface Decision {
  status: number;
  /** The name of the scenario, `default` or `none`. */
  scenario: string;
  /** The body, unless there is `content`. */
  json?: unknown;
  content?: string | Uint8Array<ArrayBuffer>;
  headers?: Readonly<Record<string, string>>;
  issues?: readonly MockIssue[];
  /** What the log says of it. */
  message?: string;
  /** The rule that it follows. */
  rule?: MockRule;
}

/** The response that a decision stands for, to a request from this origin. */
export function replyOf(decision: Decision, mediaType: string, origin: string | null): Reply {
  const { status, scenario, json, issues = [], rule = {} } = decision;
  const { content = json === undefined ? "" : JSON.stringify(json) } = decision;
  const headers: Record<string, string> = { [scenarioHeader]: scenario };
  if (content.length > 0) headers["Content-Type"] = mediaType;
  if (issues.length > 0) headers[issuesHeader] = listIssues(issues);
  const others = decision.headers || rule.headers ? { ...decision.headers, ...rule.headers } : undefined;
  Object.assign(headers, corsHeaders(origin, Object.keys({ ...headers, ...others })));
  const { delay, cut, reset } = rule;
  const body = content.length > 0 ? content : null;
  return { status, headers: others ? withHeaders(headers, others) : headers, body, delay, cut, reset };
}

/** The response to a page that asks what it may send. */
export function preflight(request: MockRequest, operations: readonly Operation[]): Decision {
  const methods = [...new Set(operations.map(({ method }) => method)), "OPTIONS"].join(", ");
  const asked = request.header("access-control-request-headers") ?? "*";
  const headers = { "Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": asked };
  return { status: 204, scenario: "none", headers };
}

/** Headers with others that replace them, whatever their case. */
function withHeaders(headers: Record<string, string>, others: Readonly<Record<string, string>>): Record<string, string> {
  const merged = new Headers(headers);
  for (const [name, value] of Object.entries(others)) merged.set(name, value);
  return Object.fromEntries(merged);
}

/** Lets pages read a response. One that sends cookies too needs its own origin, and the names of the headers. */
function corsHeaders(origin: string | null, names: readonly string[]): Record<string, string> {
  if (origin === null) return { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*" };
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": names.join(", "),
    Vary: "Origin",
  };
}
