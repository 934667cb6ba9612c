import { mediaType } from "../../generated/contract.js";
import { operations } from "../../generated/operations.js";
import type { Operation } from "../operation.js";
import { dereference, document, type Schema } from "./document.js";
import { type CheckedExchange, isSuccess } from "./exchange.js";
import { keywordsOf, type Marks, marksOf, type Seen } from "./keywords.js";

/** What of the contract was exercised. */
export interface Coverage {
  /** How many of 100 items were seen, valid or invalid. */
  readonly percent: number;
  readonly items: readonly CoverageItem[];
}

/** One thing that the contract says. */
export interface CoverageItem {
  readonly kind: "operation" | "status" | "media type" | "parameter" | "keyword" | "enum value";
  readonly name: string;
  /** In a request that the server accepted, or in a response that conforms to it. */
  readonly seenValid: boolean;
  /** In a request that breaks it and that the server rejected, or in a response that breaks it. */
  readonly seenInvalid: boolean;
}

/** Walks the contract, and marks what the exchanges exercise. */
export function coverageOf(exchanges: readonly CheckedExchange[]): Coverage {
  const seen = new Map<string, Seen & { kind: CoverageItem["kind"] }>();
  const add = (kind: CoverageItem["kind"], name: string) => seen.set(name, { kind, valid: false, invalid: false });
  for (const operation of operations) {
    const { operationId: id, security, parameters, responses } = operation;
    add("operation", id);
    for (const name of security) add("parameter", `${id} header ${name}`);
    for (const { in: place, name } of parameters) add("parameter", `${id} ${place} ${name}`);
    if (operation.request) add("media type", `${id} request ${mediaType}`);
    for (const [status, { validator }] of Object.entries(responses)) {
      add("status", `${id} ${status}`);
      if (validator) add("media type", `${id} ${status} ${mediaType}`);
    }
    for (const { side, schema, at } of schemasOf(operation))
      for (const name of keywordsOf(schema, at).keys()) add(/ enum ./.test(name) ? "enum value" : "keyword", `${side} ${name}`);
  }
  const mark = (name: string, valid: boolean, invalid: boolean) => {
    const item = seen.get(name);
    if (item) Object.assign(item, { valid: item.valid || valid, invalid: item.invalid || invalid });
  };
  for (const exchange of exchanges) markExchange(exchange, mark);
  const items = [...seen].map(([name, { kind, valid, invalid }]) => ({ kind, name, seenValid: valid, seenInvalid: invalid }));
  const count = items.filter(({ seenValid, seenInvalid }) => seenValid || seenInvalid).length;
  return { percent: Math.floor((1000 * count) / items.length) / 10, items };
}

function markExchange(exchange: CheckedExchange, mark: (name: string, valid: boolean, invalid: boolean) => void) {
  const { operation, status, requestIssues, responseIssues } = exchange;
  const id = operation.operationId;
  const isAccepted = isSuccess(status);
  const isRejected = status >= 400 && status < 500;
  const key = operation.responses[status] ? String(status) : "default";
  const hasIssue = (issues: typeof requestIssues, part: string) => issues.some((issue) => issue.part === part);

  mark(id, isAccepted && responseIssues.length === 0, isRejected && requestIssues.length > 0);
  mark(`${id} ${key}`, responseIssues.length === 0, responseIssues.length > 0);
  for (const name of operation.security)
    mark(`${id} header ${name}`, isAccepted && exchange.hasToken, isRejected && !exchange.hasToken);
  for (const part of exchange.parameters.keys()) mark(`${id} ${part}`, isAccepted, isRejected && hasIssue(requestIssues, part));
  if (isAccepted) mark(`${id} request ${mediaType}`, !hasIssue(requestIssues, "header Content-Type"), false);
  const isOther = hasIssue(responseIssues, "header Content-Type");
  if (exchange.responseBody !== undefined || isOther) mark(`${id} ${key} ${mediaType}`, !isOther, isOther);

  for (const { side, schema, at, status: of } of schemasOf(operation)) {
    const value = side === "request" ? exchange.requestBody : exchange.responseBody;
    if (value === undefined || (of !== undefined && of !== key)) continue;
    const issues = side === "request" ? requestIssues : responseIssues;
    const brokenFormats = new Set(issues.filter(({ rule }) => rule === "format").map(({ pointer }) => pointer));
    const marks: Marks = marksOf(schema, at, value, brokenFormats);
    for (const [name, { valid, invalid }] of marks) {
      if (side === "response") mark(`${side} ${name}`, valid, invalid);
      else mark(`${side} ${name}`, valid && isAccepted, invalid && isRejected);
    }
  }
}

/** The schemas of the bodies of an operation, and where they are. */
function schemasOf({
  operationId,
  path,
  method,
  responses,
}: Operation): { side: string; schema: Schema; at: string; status?: string }[] {
  const { requestBody, responses: nodes } = document.paths[path][method.toLowerCase()];
  const schemaOf = (node: Schema) => dereference(node)?.content?.[mediaType]?.schema;
  const bodies = [
    { side: "request", schema: schemaOf(requestBody), at: `${operationId} request` },
    ...Object.keys(responses).map((status) => ({
      side: "response",
      schema: schemaOf(nodes[status]),
      at: `${operationId} ${status}`,
      status,
    })),
  ];
  return bodies.filter(({ schema }) => schema !== undefined);
}
