import { readJson } from "../contract/body.js";
import type { Contract, Operation, ParameterValues } from "../contract/contract.js";
import type { Issue } from "../contract/issue.js";
import { isSame, keysOf, valueAt, valuesAt } from "../contract/json.js";
import { readParameter } from "../contract/parameter.js";
import { operationsAt } from "../contract/path.js";
import { readRequest } from "../contract/request.js";
import { responseKeyOf } from "../contract/responses.js";
import { issuesFor } from "../contract/validator.js";

/** A request and its response, as they were sent. */
export interface Exchange {
  /** `url` may be relative to the server, as in Node's `IncomingMessage`. */
  readonly request: HttpMessage & { readonly method: string; readonly url: string };
  readonly response: HttpMessage & { readonly status: number };
}

export interface HttpMessage {
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
  /** Undefined or empty if there is none. As bytes, its encoding is checked too. */
  readonly body?: string | Uint8Array | undefined;
}

/** One thing in an exchange that does not conform to the contract. */
export interface ExchangeIssue extends Issue {
  readonly in: "request" | "response";
  /** `status`, `header <name>`, `query <name>`, `path <name>`, or `body`; `pointer` leads into the body. */
  readonly part: string;
}

/** An exchange of an operation, parsed and checked. */
export interface CheckedExchange {
  readonly exchange: Exchange;
  readonly operation: Operation;
  readonly status: number;
  /** Empty if there is none. */
  readonly token: string;
  /** By place and name in lower case. */
  readonly params: ParameterValues;
  /** Undefined if there is none, or none that is JSON. */
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  /** Of the request and of the response. A request that was rejected may have some. */
  readonly requestIssues: readonly ExchangeIssue[];
  readonly responseIssues: readonly ExchangeIssue[];
}

/** How many issues of a message are kept: a long list may have one for each item. */
const maxIssuesOfMessage = 100;

/** How many items of a list are checked: 300,000 fit into a response, and to validate them for each check takes minutes. */
const maxItems = 1000;

/** The issues of an exchange; empty if it conforms. */
export function checkExchange(contract: Contract, exchange: Exchange): ExchangeIssue[] {
  const { method, url } = exchange.request;
  const found = findOperation(contract, method, parseUrl(url).pathname);
  if (!found) return [issue("request", "path", "path", "is not a path and method of the contract")];
  return countedIssues(inspectExchange(contract, exchange, found.operation));
}

/** The operation of a method and path, and the part of the path in front of it. */
export function findOperation({ operations }: Contract, method: string, pathname: string) {
  return operationsAt(operations, pathname).find(({ operation }) => operation.method === method.toUpperCase());
}

/** The issues that count: those of the response, and of the request unless it was rejected. */
export function countedIssues({ status, requestIssues, responseIssues }: CheckedExchange): ExchangeIssue[] {
  return isSuccess(status) ? [...requestIssues, ...responseIssues] : [...responseIssues];
}

export const isSuccess = (status: number) => status >= 200 && status < 300;

/** Parses an exchange of an operation and finds its issues. */
export function inspectExchange(contract: Contract, exchange: Exchange, operation: Operation): CheckedExchange {
  const { request, response } = exchange;
  const { status } = response;
  const { pathname: path, search } = parseUrl(request.url);
  const header = (name: string) => headerOf(request, name) ?? null;
  const received = { method: request.method, path, query: search.slice(1), header, body: bodyBytes(request) };
  const { token, params, body: requestBody, issues } = readRequest(contract, operation, received, { strict: true });
  const requestIssues = [
    ...tokenIssues(operation, token),
    ...issues.slice(0, maxIssuesOfMessage).map((one): ExchangeIssue => ({ ...one, in: "request" })),
    ...(received.body.length > 0 ? mediaTypeIssues(contract, "request", request) : []),
  ];
  const { body: responseBody, issues: responseIssues } = readResponse(contract, operation, response);
  if (isSuccess(status)) {
    // An issue of a field, or of what it is in, says enough.
    const broken = responseIssues.filter(({ part }) => part === "body").map(({ pointer }) => pointer);
    const isNew = ({ pointer }: Issue) => !broken.some((known) => `${pointer}/`.startsWith(`${known}/`));
    responseIssues.push(...repetitionIssues(operation, requestBody, params, responseBody).filter(isNew));
  }
  return { exchange, operation, status, token, params, requestBody, responseBody, requestIssues, responseIssues };
}

/** Reads a response as its operation describes it. */
function readResponse(contract: Contract, operation: Operation, response: Exchange["response"]) {
  const { status } = response;
  const issues: ExchangeIssue[] = [];
  const add = (part: string, found: readonly Issue[]) =>
    issues.push(...found.slice(0, maxIssuesOfMessage).map((one): ExchangeIssue => ({ ...one, in: "response", part })));
  const key = responseKeyOf(operation, status);
  if (key === undefined) issues.push(issue("response", "status", "status", describeStatus(operation, status)));
  const { schema, headers = [] } = operation.responses[key ?? ""] ?? {};
  const bytes = bodyBytes(response);
  let body: unknown;
  if (schema && bytes.length > 0) {
    const { value, problem } = readJson(bytes);
    issues.push(...mediaTypeIssues(contract, "response", response));
    if (problem) issues.push(issue("response", "body", problem.rule, problem.message));
    if (value !== undefined) add("body", issuesFor(contract, schema, shortenLists(value), { strict: true }));
    body = value;
  } else if (schema && status < 400) issues.push(issue("response", "body", "required", "is missing"));
  for (const described of headers) {
    const part = `header ${described.name}`;
    const text = headerOf(response, described.name);
    if (text !== undefined)
      add(part, issuesFor(contract, described.schema, readParameter(described, [text]), { strict: true }));
    else if (described.required) issues.push(issue("response", part, "required", "is required"));
  }
  return { body, issues };
}

/** Drops what is too much to check, and returns the value. Not recursive: a body may be nested as deep as it is long. */
function shortenLists(value: unknown): unknown {
  const open = [value];
  for (const next of open) {
    if (Array.isArray(next)) next.length = Math.min(next.length, maxItems);
    if (typeof next === "object" && next !== null) for (const child of Object.values(next)) open.push(child);
  }
  return value;
}

export function issue(side: ExchangeIssue["in"], part: string, rule: string, message: string, pointer = ""): ExchangeIssue {
  return { in: side, part, pointer, path: keysOf(pointer), rule, message };
}

function tokenIssues({ security }: Operation, token: string): ExchangeIssue[] {
  const headers = security.map((alternative) => alternative?.header);
  if (token !== "" || headers.length === 0 || headers.includes(undefined)) return [];
  return [issue("request", `header ${headers.join(" or ")}`, "required", "is required")];
}

function describeStatus({ responses }: Operation, status: number): string {
  if (status >= 300 && status < 400) return `is ${status}, a redirect, which no client of the contract follows`;
  return `is ${status}, but the contract has ${Object.keys(responses).join(", ")}`;
}

/** A path such as that of Node's `request.url` may begin with two slashes, which name no host here. */
const parseUrl = (url: string) => new URL(url.startsWith("/") ? `http://localhost${url}` : url, "http://localhost");

export function headerOf({ headers = {} }: HttpMessage, wanted: string): string | undefined {
  const named = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return named.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function bodyBytes({ body = "" }: HttpMessage): Uint8Array {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

/** The text of a body, however it is encoded. */
export function bodyText(message: HttpMessage): string {
  return new TextDecoder().decode(bodyBytes(message));
}

function mediaTypeIssues({ api: { mediaType } }: Contract, side: ExchangeIssue["in"], message: HttpMessage): ExchangeIssue[] {
  const contentType = headerOf(message, "Content-Type");
  const found = shownMediaType(mediaType, contentType);
  const part = "header Content-Type";
  if (found !== mediaType) return [issue(side, part, "media-type", `is ${found || "missing"}, not ${mediaType}`)];
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? "") ?? [];
  if (/^(utf-?8|us-ascii)$/i.test(charset)) return [];
  return [issue(side, part, "charset", "has a charset other than UTF-8")];
}

/** A media type without its parameters if it is a common one: any other may be a secret. */
export function shownMediaType(mediaType: string, contentType = ""): string {
  const [type = ""] = contentType.toLowerCase().split(";");
  const common = [mediaType, "application/json", "application/problem+json", "text/html", "text/plain", ""];
  return common.find((known) => known === type.trim()) ?? "another media type";
}

/**
 * Fields of a response that do not repeat what the request said, in its body or in its path. A field that is left out stands for its
 * default, if it has one.
 */
function repetitionIssues(
  { repeats, pathFields = {} }: Operation,
  request: unknown,
  { path = {} }: ParameterValues,
  response: unknown,
): ExchangeIssue[] {
  if (response === undefined) return [];
  const ofBody = Object.entries(request === undefined ? {} : repeats).map(([at, { otherwise }]) => {
    const fallback = otherwise ?? undefined; // Null says nothing: the server may fill the field.
    const [said = fallback] = valuesAt(request, at);
    const [given = fallback] = valuesAt(response, at);
    return { at, where: "request", said, given };
  });
  const ofPath = Object.entries(pathFields).map(([at, name]) => {
    return { at, where: "path", said: path[name.toLowerCase()], given: valueAt(response, at) };
  });
  return [...ofBody, ...ofPath]
    .filter(({ said, given }) => said !== undefined && given !== undefined && !hasSameItems(said, given))
    .map(({ at, where }) => issue("response", "body", "repeat", `must be as in the ${where}`, at));
}

/** Whether two values are the same, whatever the order of a list. */
function hasSameItems(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return isSame(one, other);
  return one.length === other.length && one.every((item) => other.some((candidate) => isSame(item, candidate)));
}
