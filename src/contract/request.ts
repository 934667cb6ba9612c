/** Reads a request as its operation describes it. */
import { readJson } from "./body.js";
import type { Contract, Operation, Parameter, ParameterValues } from "./contract.js";
import type { Issue } from "./issue.js";
import { readParameter, textsInQuery } from "./parameter.js";
import { matchPath } from "./path.js";
import { issuesFor } from "./validator.js";

/** A request as it arrived, whatever the transport. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  /** What follows the `?`. */
  readonly query: string;
  /** A header, by its name in lower case; null if there is none. */
  header(name: string): string | null;
  readonly body: Uint8Array;
}

/** An issue of one part of a message: `body`, or a parameter, such as `header X-Name`. */
interface PartIssue extends Issue {
  readonly part: string;
}

/** What a request says, and what of it does not conform. */
export interface ReadRequest {
  /** Empty if there is none. */
  readonly token: string;
  /** By place and name in lower case. Those that do not conform are left out. */
  readonly params: ParameterValues;
  /** Undefined if there is none, or none that is JSON. */
  readonly body: unknown;
  readonly issues: readonly PartIssue[];
}

/** Reads the parameters and the body. With `strict`, an unknown value of an extensible enum is an issue. */
export function readRequest(
  contract: Contract,
  operation: Operation,
  request: ReceivedRequest,
  options?: { strict?: boolean },
): ReadRequest {
  const issuesIn = (part: string, value: unknown, schema: string): PartIssue[] => {
    return issuesFor(contract, schema, value, options).map((issue) => ({ ...issue, part }));
  };
  const issues: PartIssue[] = [];
  const params: Record<string, Record<string, unknown>> = {};
  for (const parameter of operation.parameters) {
    const { in: place, name, required, schema } = parameter;
    const part = `${place} ${name}`;
    const value = readParameter(parameter, textsOf(request, operation, parameter));
    if (value === undefined) {
      if (required) issues.push(partIssue(part, "required", "is required"));
      continue;
    }
    const found = issuesIn(part, value, schema);
    issues.push(...found);
    params[place] ??= {};
    if (found.length === 0) params[place][name.toLowerCase()] = value;
  }

  const { request: described } = operation;
  let body: unknown;
  if (described && request.body.length > 0) {
    const { value, problem } = readJson(request.body);
    body = value;
    if (problem) issues.push(partIssue("body", problem.rule, problem.message));
    else issues.push(...issuesIn("body", value, described.schema));
  } else if (described?.required) issues.push(partIssue("body", "required", "is required"));
  return { token: tokenOf(request, operation), params, body, issues };
}

/** An issue of a part as a whole. */
function partIssue(part: string, rule: string, message: string): PartIssue {
  return { part, pointer: "", path: [], rule, message };
}

/** The token: that of the first of the headers that has one; empty if none has. */
export function tokenOf(request: ReceivedRequest, { security }: Pick<Operation, "security">): string {
  for (const alternative of security) {
    const value = alternative && request.header(alternative.header);
    if (value) return alternative.scheme === "bearer" ? value.replace(/^bearer +/i, "") : value;
  }
  return "";
}

function textsOf(request: ReceivedRequest, { path }: Operation, { in: place, name }: Parameter): readonly string[] {
  if (place === "query") return textsInQuery(request.query, name);
  const text = place === "path" ? matchPath(path, request.path)?.params[name] : request.header(name.toLowerCase());
  return text === undefined || text === null ? [] : [text];
}
