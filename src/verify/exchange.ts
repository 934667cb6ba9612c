import { mediaType } from "../../generated/contract.js";
import { operations } from "../../generated/operations.js";
import type { Issue } from "../contract/issue.js";
import { isSame, keysOf, parseJson, parseScalar, valuesAt } from "../contract/json.js";
import { matchPath, type Operation, type OperationScenario } from "../contract/operation.js";
import type { Validator } from "../contract/validator.js";

/** A request and its response, as they were sent. */
export interface Exchange {
  /** `url` may be relative to the server, as in Node's `IncomingMessage`. */
  readonly request: HttpMessage & { readonly method: string; readonly url: string };
  readonly response: HttpMessage & { readonly status: number };
}

export interface HttpMessage {
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
  /** Undefined or empty if there is none. */
  readonly body?: string | undefined;
}

/** One thing in an exchange that does not conform to the contract. */
export interface ExchangeIssue extends Issue {
  readonly in: "request" | "response";
  /** `status`, `header <name>`, `query <name>`, `path <name>`, or `body`; `pointer` leads into the body. */
  readonly part: string;
}

/** An exchange of an operation, parsed and checked. */
export interface CheckedExchange {
  readonly operation: Operation;
  readonly status: number;
  readonly hasToken: boolean;
  /** Parameters by their part, such as `header <name>`. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Undefined if there is none, or none that is JSON. */
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  /** Of the request and of the response. A request that was rejected may have some. */
  readonly requestIssues: readonly ExchangeIssue[];
  readonly responseIssues: readonly ExchangeIssue[];
}

/**
 * The issues of an exchange, at most 100 of each message; empty if it conforms. A request that the server rejected is not checked: it
 * may be wrong. Unknown values of extensible enums are issues here. Pointers may contain field names of the exchange; nothing else of it
 * is repeated.
 */
export function checkExchange(exchange: Exchange): ExchangeIssue[] {
  const { method, url } = exchange.request;
  const found = findOperation(method, parseUrl(url).pathname);
  if (!found) return [issue("request", "path", "path", "is not a path and method of the contract")];
  return issuesOf(inspect(exchange, found.operation));
}

/** The issues that count: those of the response, and of the request unless it was rejected. */
export function issuesOf({ status, requestIssues, responseIssues }: CheckedExchange): ExchangeIssue[] {
  return isSuccess(status) ? [...requestIssues, ...responseIssues] : [...responseIssues];
}

export const isSuccess = (status: number) => status >= 200 && status < 300;

/** Parses an exchange of an operation and finds its issues. */
export function inspect(exchange: Exchange, operation: Operation): CheckedExchange {
  const { request, response } = exchange;
  const { status } = response;
  const requestIssues: ExchangeIssue[] = [];
  const hasToken = operation.security.some((name) => headerOf(request, name));
  if (operation.security.length > 0 && !hasToken)
    requestIssues.push(issue("request", `header ${operation.security.join(" or ")}`, "required", "is required"));
  const parameters = readParameters(operation, request, requestIssues);
  const { request: body } = operation;
  const requestBody = body && readBody("request", request, body.validator, body.required, requestIssues);

  const responseIssues: ExchangeIssue[] = [];
  const key = responseKeyOf(operation, status);
  const expected = key === undefined ? undefined : operation.responses[key];
  if (!expected) responseIssues.push(issue("response", "status", "status", describeStatus(operation, status)));
  const responseBody = expected?.validator && readBody("response", response, expected.validator, status < 400, responseIssues);
  if (isSuccess(status)) {
    // An issue of a field, or of what it is in, says enough.
    const broken = responseIssues.filter(({ part }) => part === "body").map(({ pointer }) => pointer);
    const isNew = ({ pointer }: Issue) => !broken.some((known) => `${pointer}/`.startsWith(`${known}/`));
    responseIssues.push(...repetitionIssues(operation, requestBody, responseBody).filter(isNew));
  }
  return { operation, status, hasToken, parameters, requestBody, responseBody, requestIssues, responseIssues };
}

export function issue(side: ExchangeIssue["in"], part: string, rule: string, message: string): ExchangeIssue {
  return { in: side, part, pointer: "", path: [], rule, message };
}

/** The operation of a method and path, and the part of the path in front of it. */
export function findOperation(method: string, pathname: string): { operation: Operation; base: string } | undefined {
  for (const operation of operations) {
    const match = operation.method === method.toUpperCase() ? matchPath(operation.path, pathname) : undefined;
    if (match) return { operation, base: match.base };
  }
  return undefined;
}

/** Under which key the contract has the response with a status, if it has one. `default` is for errors. */
export function responseKeyOf({ responses }: Operation, status: number): string | undefined {
  const keys = [String(status), `${String(status)[0]}XX`, ...(status >= 400 ? ["default"] : [])];
  return keys.find((key) => responses[key] !== undefined);
}

function describeStatus({ responses }: Operation, status: number): string {
  if (status >= 300 && status < 400) return `is ${status}, a redirect, which no client of the contract follows`;
  return `is ${status}, but the contract has ${Object.keys(responses).join(", ")}`;
}

const parseUrl = (url: string) => new URL(url, "http://localhost");

export function headerOf({ headers = {} }: HttpMessage, wanted: string): string {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return entries.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? "";
}

function readParameters({ parameters, path }: Operation, request: Exchange["request"], issues: ExchangeIssue[]) {
  const { pathname, searchParams } = parseUrl(request.url);
  const found = new Map<string, unknown>();
  for (const { in: place, name, required, type, validator } of parameters) {
    const part = `${place} ${name}`;
    const sources: Record<string, string | null | undefined> = {
      path: matchPath(path, pathname)?.params[name],
      query: searchParams.get(name),
      header: headerOf(request, name),
    };
    const text = sources[place];
    if (!text) {
      if (required) issues.push(issue("request", part, "required", "is required"));
      continue;
    }
    const value = type === "string" ? text : parseScalar(text);
    found.set(part, value);
    issues.push(...locate(validator.issues(value, { strict: true }), "request", part));
  }
  return found;
}

/** The parsed body. Adds what is wrong with it, or with its media type, to the issues. */
function readBody(
  side: ExchangeIssue["in"],
  message: HttpMessage,
  validator: Validator<unknown>,
  isRequired: boolean,
  issues: ExchangeIssue[],
): unknown {
  if (!message.body) {
    if (isRequired) issues.push(issue(side, "body", "required", "is missing"));
    return undefined;
  }
  const found = shownMediaType(headerOf(message, "Content-Type"));
  if (found !== mediaType)
    issues.push(issue(side, "header Content-Type", "media-type", `is ${found || "missing"}, not ${mediaType}`));
  const value = parseJson(message.body, shorten);
  if (value === undefined) issues.push(issue(side, "body", "json", "is not JSON"));
  else issues.push(...locate(validator.issues(value, { strict: true }), side, "body"));
  return value;
}

/** How many items of a list are checked: 300,000 fit into a response, and to validate them for each check takes minutes. */
const maxItems = 1000;

const shorten = (_key: string, value: unknown) => (Array.isArray(value) ? value.slice(0, maxItems) : value);

/** How many issues of a message are kept: a long list may have one for each item. */
const maxIssues = 100;

function locate(issues: readonly Issue[], side: ExchangeIssue["in"], part: string): ExchangeIssue[] {
  return issues.slice(0, maxIssues).map((one) => ({ ...one, in: side, part }));
}

/** A media type without its parameters if it is a common one: any other may be a secret. */
export function shownMediaType(contentType: string): string {
  const [type = ""] = contentType.toLowerCase().split(";");
  const common = [mediaType, "application/json", "application/problem+json", "text/html", "text/plain", ""];
  return common.find((known) => known === type.trim()) ?? "another media type";
}

/** Fields of a response that do not repeat what the request said. A field that is left out stands for its default, if it has one. */
function repetitionIssues(operation: Operation, request: unknown, response: unknown): ExchangeIssue[] {
  if (request === undefined || response === undefined) return [];
  const fields = new Map<string, OperationScenario["repeats"][number]>();
  for (const field of operation.scenarios.flatMap(({ repeats }) => repeats))
    fields.set(field.at, { ...fields.get(field.at), ...field });
  return [...fields.values()].flatMap(({ at, otherwise }) => {
    const fallback = otherwise ?? undefined; // Null says nothing: the server may fill the field.
    const [said = fallback] = valuesAt(request, at);
    const [given = fallback] = valuesAt(response, at);
    if (said === undefined || given === undefined || hasSameItems(said, given)) return [];
    return [
      {
        in: "response",
        part: "body",
        pointer: at,
        path: keysOf(at),
        rule: "repeat",
        message: "must be as in the request",
      } as const,
    ];
  });
}

/** Whether two values are the same, whatever the order of a list. */
function hasSameItems(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return isSame(one, other);
  return one.length === other.length && one.every((item) => other.some((candidate) => isSame(item, candidate)));
}
