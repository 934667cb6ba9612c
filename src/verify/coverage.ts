import type { Operation } from "../contract/contract.js";
import type { Node } from "../contract/document.js";
import { responseKeyOf } from "../contract/responses.js";
import type { VerifiedContract } from "./contract.js";
import { type CheckedExchange, type ExchangeIssue, isSuccess } from "./exchange.js";
import { type Mark, schemaMarks } from "./keywords.js";

/** What of the contract was exercised. */
export interface Coverage {
  /** How many of 100 items were seen, valid or invalid. */
  readonly percent: number;
  readonly items: readonly CoverageItem[];
}

export type CoverageKind = "operation" | "status" | "media type" | "parameter" | "field" | "keyword" | "enum value";

/** One thing that the contract says. */
export interface CoverageItem {
  readonly kind: CoverageKind;
  readonly name: string;
  /** In a request that the server accepted, or in a response that conforms to it. */
  readonly seenValid: boolean;
  /** In a request that breaks it and that the server rejected, or in a response that breaks it. */
  readonly seenInvalid: boolean;
}

/** Lists everything that the contract says, and what of it the exchanges exercise. */
export function coverageOf(contract: VerifiedContract, exchanges: readonly CheckedExchange[]): Coverage {
  const items = new Map<string, { -readonly [Key in keyof CoverageItem]: CoverageItem[Key] }>();
  const marks = [
    ...contract.operations.map((operation) => marksOf(contract, operation)),
    ...exchanges.map((one) => marksOf(contract, one.operation, one)),
  ];
  for (const { kind, name, holds } of marks.flat()) {
    const item = items.get(name) ?? { kind, name, seenValid: false, seenInvalid: false };
    if (holds === true) item.seenValid = true;
    if (holds === false) item.seenInvalid = true;
    items.set(name, item);
  }
  const seen = [...items.values()].filter(isSeen).length;
  return { percent: Math.floor((1000 * seen) / items.size) / 10, items: [...items.values()] };
}

export const isSeen = ({ seenValid, seenInvalid }: CoverageItem) => seenValid || seenInvalid;

/** Everything that the contract says of an operation, and what an exchange shows of it. */
function marksOf(contract: VerifiedContract, operation: Operation, exchange?: CheckedExchange): Mark[] {
  const shown = exchange && responseKeyOf(operation, exchange.status);
  const keys = Object.keys(operation.responses).filter((key) => !exchange || key === shown);
  return [
    ...requestMarks(contract, operation, exchange),
    ...keys.flatMap((key) => responseMarks(contract, operation, key, exchange)),
  ];
}

/** The server has to agree: what is valid counts if it accepts the request, and what is not if it rejects it. */
function requestMarks(contract: VerifiedContract, operation: Operation, exchange?: CheckedExchange): Mark[] {
  const { operationId: id, security, parameters } = operation;
  const { requestBody, requestIssues = [], status = 0, hasToken } = exchange ?? {};
  const isValid = exchange && requestIssues.length === 0;
  const marks: Mark[] = [{ kind: "operation", name: id, holds: isValid }];
  for (const one of security) if (one) marks.push({ kind: "parameter", name: `${id} header ${one.header}`, holds: hasToken });
  for (const { in: place, name } of parameters) {
    const part = `${place} ${name}`;
    const isSent = exchange?.params[place]?.[name.toLowerCase()] !== undefined ? true : undefined;
    const hasIssue = requestIssues.some((issue) => issue.part === part);
    marks.push({ kind: "parameter", name: `${id} ${part}`, holds: hasIssue ? false : isSent });
  }
  const node = described(contract, operation)?.requestBody;
  marks.push(...bodyMarks(contract, "request", `${id} request`, node, requestBody, requestIssues));
  const isAgreed = (holds: boolean | undefined) => (holds ? isSuccess(status) : status >= 400 && status < 500);
  return marks.map(({ kind, name, holds }) => ({ kind, name, holds: isAgreed(holds) ? holds : undefined }));
}

function responseMarks(contract: VerifiedContract, operation: Operation, key: string, exchange?: CheckedExchange): Mark[] {
  const { operationId: id } = operation;
  const { responseBody, responseIssues = [] } = exchange ?? {};
  const isValid = exchange && responseIssues.length === 0;
  const node = described(contract, operation)?.responses[key];
  const marks = bodyMarks(contract, "response", `${id} ${key}`, node, responseBody, responseIssues);
  const headers = (operation.responses[key]?.headers ?? []).map(({ name }): Mark => {
    const part = `header ${name}`;
    const isBroken = responseIssues.some((issue) => issue.part === part);
    const isSent = exchange?.responseHeaders.includes(name.toLowerCase()) ? true : undefined;
    return { kind: "parameter", name: `${id} ${key} ${part}`, holds: isBroken ? false : isSent };
  });
  return [{ kind: "status", name: `${id} ${key}`, holds: isValid }, ...headers, ...marks];
}

/** What the document says of an operation. */
function described({ document }: VerifiedContract, { operationId }: Operation) {
  return document.operations.find((one) => one.operationId === operationId);
}

/** The media type and the schema of a body. */
function bodyMarks(
  { document, api: { mediaType } }: VerifiedContract,
  side: string,
  at: string,
  node: Node,
  value: unknown,
  issues: readonly ExchangeIssue[],
): Mark[] {
  const schema = document.bodyOf(node)?.schema;
  if (schema === undefined) return [];
  const isOtherType = issues.some(({ part }) => part === "header Content-Type");
  const isPresent = value === undefined ? undefined : true;
  const brokenFormats = issues.filter(({ rule }) => rule === "format").map(({ pointer }) => pointer);
  const inBody = schemaMarks(document, { schema, at, value, pointer: "" }, brokenFormats);
  return [
    { kind: "media type", name: `${at} ${mediaType}`, holds: isOtherType ? false : isPresent },
    ...inBody.map(({ kind, name, holds }) => ({ kind, name: `${side} ${name}`, holds })),
  ];
}
