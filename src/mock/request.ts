/** Reads a request as its operation describes it. */
import type { Issue } from "../contract/issue.js";
import { parseJson, parseScalar } from "../contract/json.js";
import { matchPath, type ServedOperation } from "../contract/operation.js";

/** A request as it arrived, by `fetch` or through a socket. */
export interface ReceivedRequest {
  method: string;
  path: string;
  /** What follows the `?`. */
  query: string;
  /** A header, by its name in lower case. */
  header(name: string): string | null;
  body: Uint8Array;
}

const decoder = new TextDecoder();

/** Something in a request that does not match the contract. */
export interface MockIssue extends Issue {
  /** `body`, or the parameter, such as `header X-Name`. */
  readonly in: string;
}

/** The parameters and the body of a request, and what is wrong with them. Parameters are by place and name in lower case. */
export function inspect(operation: ServedOperation, request: ReceivedRequest) {
  const params: Record<string, Record<string, unknown>> = {};
  const issues: MockIssue[] = [];
  const sources: Record<string, (name: string) => string | null> = {
    path: (name) => matchPath(operation.path, request.path)?.params[name] ?? null,
    query: (name) => new URLSearchParams(request.query).get(name),
    header: (name) => request.header(name.toLowerCase()),
  };
  for (const { in: place, name, required, type, validator } of operation.parameters) {
    const where = `${place} ${name}`;
    const text = sources[place]?.(name) ?? null;
    if (text === null) {
      if (required) issues.push(missing(where));
      continue;
    }
    const value = type === "string" ? text : parseScalar(text);
    const found = validator.issues(value);
    issues.push(...found.map((issue) => ({ ...issue, in: where })));
    params[place] ??= {};
    if (found.length === 0) params[place][name.toLowerCase()] = value;
  }
  return { params, body: inspectBody(operation, request.body, issues), issues };
}

/** The parsed body. Adds what is wrong with it to the issues. */
function inspectBody({ request }: ServedOperation, bytes: Uint8Array, issues: MockIssue[]): unknown {
  if (!request) return undefined;
  if (bytes.length === 0) {
    if (request.required) issues.push(missing("body"));
    return undefined;
  }
  const body = parseJson(decoder.decode(bytes));
  if (body === undefined) issues.push({ in: "body", pointer: "", path: [], rule: "json", message: "is not JSON" });
  else for (const issue of request.validator.issues(body)) issues.push({ ...issue, in: "body" });
  return body;
}

const missing = (where: string): MockIssue => ({ in: where, pointer: "", path: [], rule: "required", message: "is required" });

/** The session token: the first of the headers that has one; empty if none has. */
export function tokenOf(request: ReceivedRequest, security: readonly string[]): string {
  return security.map((header) => request.header(header)).find((value) => value) ?? "";
}
