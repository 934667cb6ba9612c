/** Decides on the response to each request. It knows neither `fetch` nor sockets: those are around it. */
import { mediaType } from "../../generated/contract.js";
import { errorMessagePointer, servedOperations as operations } from "../../generated/operations.js";
import { keysOf } from "../contract/json.js";
import { matchPath, type OperationScenario, type ServedOperation } from "../contract/operation.js";
import {
  checkNext,
  chosenScenario,
  isChosen,
  isOtherError,
  type NextResponse,
  preferenceOf,
  unknownResponse,
} from "./faults.js";
import { accepts, isJson } from "./headers.js";
import { Journal } from "./journal.js";
import { inspect, type MockIssue, type ReceivedRequest, tokenOf } from "./request.js";
import { personalize, scenarioOfIssues, scenarioOfRequest, scenarioOfToken } from "./scenarios.js";
import { MockState } from "./state.js";

/** How a mock is set up. */
export interface MockOptions {
  /**
   * Remembers what requests create, for each user (the session token identifies the user), and rejects what is taken. Default: the same
   * request leads to the same response each time.
   */
  stateful?: boolean | undefined;
  /** Keeps the journal, `mock.requests`. Default: true. */
  journal?: boolean | undefined;
  /**
   * Called for each response with one line, which has neither tokens nor values of the request, and with what does not match the
   * contract.
   */
  log?: ((line: string, issues: readonly MockIssue[]) => void) | undefined;
}

/** Largest request body that is read, in bytes; the response to a larger one is 413. */
export const maxRequestSize = 1_000_000;

/** The response header that names the scenario, or says `none`. */
export const scenarioHeader = "X-Nexus-Members-Mock";
/** The response header that lists what does not match the contract, at most twenty issues, without values. */
export const issuesHeader = "X-Nexus-Members-Mock-Issues";

/** What to send, and how. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | null;
  delay?: number | undefined;
  cut?: NextResponse["cut"];
}

/** A response before it is written. */
interface Outcome {
  status: number;
  body: unknown;
  scenario: string;
  issues?: readonly MockIssue[];
  headers?: Record<string, string>;
}

const corsHeaders = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*" };

export class Engine {
  readonly journal = new Journal();
  readonly state = new MockState();
  #queue: NextResponse[] = [];
  #options: MockOptions;

  constructor(options: MockOptions) {
    this.#options = options;
  }

  /** Queues what the next response is. @throws {TypeError} if the mock cannot give it. */
  next(response: NextResponse) {
    checkNext(response);
    this.#queue.push({ ...response });
  }

  /** Forgets what was queued, what arrived and what was created. */
  reset() {
    this.#queue = [];
    this.journal.clear();
    this.state.clear();
  }

  handle(request: ReceivedRequest): Reply {
    if (request.method === "OPTIONS") return this.#preflight(request);
    const routes = operations.filter(({ path }) => matchPath(path, request.path)?.base === "");
    const operation = routes.find(({ method }) => method === request.method);
    if (!operation) return this.#reply(request, undefined, notFound(request, routes));
    if (!accepts(request.header("accept"), mediaType))
      return this.#reply(request, operation, fail(406, `Accept must allow ${mediaType}`));
    const preference: unknown = preferenceOf(request.header("prefer"));
    if (preference === undefined) return this.#respond(request, operation, this.#queue.shift() ?? {});
    try {
      checkNext(preference);
    } catch (error) {
      return this.#reply(request, operation, fail(400, `Prefer: ${(error as Error).message}`));
    }
    return this.#respond(request, operation, preference);
  }

  /** For a request that could not be read. */
  handleUnreadable(status: number, message: string): Reply {
    const outcome = fail(status, message);
    this.#log("-", outcome);
    return write(outcome);
  }

  #respond(request: ReceivedRequest, operation: ServedOperation, next: NextResponse): Reply {
    if (next.cut === "before") return this.#reply(request, operation, undefined, next);
    if (!isChosen(next)) return this.#reply(request, operation, this.#process(request, operation), next);
    if (next.processed) this.#process(request, operation);
    return this.#reply(request, operation, chosenOutcome(operation, next), next);
  }

  /** Carries out a request, if it is one that the contract allows. */
  #process(request: ReceivedRequest, operation: ServedOperation): Outcome {
    const token = tokenOf(request, operation.security);
    if (operation.security.length > 0) {
      const scenario = scenarioOfToken(operation, token);
      if (scenario) return outcomeOf(scenario);
      if (!token) return fail(401, `A request needs the header ${operation.security.join(" or ")}`);
    }
    if (request.body.length > 0 && !isJson(request.header("content-type") ?? ""))
      return fail(415, `Content-Type must be ${mediaType}`);
    if (request.body.length > maxRequestSize)
      return fail(413, `The mock reads request bodies of up to ${maxRequestSize} bytes`);

    const { params, body, issues } = inspect(operation, request);
    if (issues.length > 0) {
      const scenario = scenarioOfIssues(operation, issues);
      return { ...(scenario ? outcomeOf(scenario) : fail(400, "The request does not match the contract")), issues };
    }
    const valid = { params, body, token };
    const scenario = scenarioOfRequest(operation, valid);
    if (!scenario) return fail(501, `The contract has no example of a success of ${operation.operationId}`);
    if (!this.#options.stateful || !operation.creates || scenario.status >= 400)
      return { ...outcomeOf(scenario), body: personalize(scenario, valid) };
    const taken = this.state.scenarioOfTaken(operation, valid);
    return taken ? outcomeOf(taken) : { ...outcomeOf(scenario), body: this.state.create(operation, scenario, valid) };
  }

  /** Writes the response down. Without an outcome, the request was not processed. */
  #reply(
    request: ReceivedRequest,
    operation: ServedOperation | undefined,
    outcome: Outcome | undefined,
    next: NextResponse = {},
  ): Reply {
    const { delay, cut } = next;
    const reply: Reply = outcome ? write(outcome, next.headers) : { status: 0, headers: {}, body: null };
    reply.delay = delay;
    reply.cut = cut;
    this.#log(request.method, outcome, cut);
    if (this.#options.journal ?? true) {
      const response = outcome && { status: reply.status, scenario: outcome.scenario, body: reply.body };
      const token = tokenOf(request, operation?.security ?? []);
      this.journal.add({ request, operation, token, response, cut, delay });
    }
    return reply;
  }

  #log(method: string, outcome: Outcome | undefined, cut?: NextResponse["cut"]) {
    if (!this.#options.log) return;
    const { status, scenario, issues = [] } = outcome ?? {};
    const parts = [method, status, scenario, cut && `connection cut (${cut})`, listIssues(issues)];
    this.#options.log(parts.filter((part) => part).join(" "), issues);
  }

  #preflight(request: ReceivedRequest): Reply {
    this.#options.log?.("OPTIONS 204", []);
    const methods = [...new Set(operations.map(({ method }) => method)), "OPTIONS"].join(", ");
    const asked = request.header("access-control-request-headers") ?? "*";
    const headers = { ...corsHeaders, "Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": asked };
    return { status: 204, headers, body: null };
  }
}

function write({ status, body, scenario, issues = [], headers: own }: Outcome, more?: HeadersInit): Reply {
  const headers: Record<string, string> = { ...corsHeaders, [scenarioHeader]: scenario };
  if (body !== undefined) headers["Content-Type"] = mediaType;
  if (issues.length > 0) headers[issuesHeader] = listIssues(issues);
  Object.assign(headers, own);
  return {
    status,
    headers: more ? withHeaders(headers, more) : headers,
    body: body === undefined ? null : JSON.stringify(body),
  };
}

/** The headers that a test asked for replace those of the mock, whatever their case. How a body ends is for the server to say. */
function withHeaders(headers: Record<string, string>, more: HeadersInit): Record<string, string> {
  const merged = new Headers(headers);
  for (const [name, value] of new Headers(more)) merged.set(name, value);
  merged.delete("Content-Length");
  merged.delete("Transfer-Encoding");
  return Object.fromEntries(merged);
}

function outcomeOf({ status, response, name }: OperationScenario): Outcome {
  return { status, body: response, scenario: name };
}

function chosenOutcome(operation: ServedOperation, next: NextResponse): Outcome {
  const scenario = chosenScenario(operation, next);
  if (scenario) return outcomeOf(scenario);
  if (!isOtherError(operation, next)) return fail(400, unknownResponse());
  return { status: next.status as number, body: errorBody("The response that was asked for"), scenario: "default" };
}

function notFound({ path }: ReceivedRequest, routes: readonly ServedOperation[]): Outcome {
  if (routes.length > 0) {
    const allow = [...routes.map(({ method }) => method), "OPTIONS"].join(", ");
    return fail(405, `This path allows ${allow}`, { Allow: allow });
  }
  const shown = path.length > 100 ? `${path.slice(0, 100)}…` : path;
  return fail(404, `The contract has no path ${shown}. It has: ${[...new Set(operations.map((one) => one.path))].join(", ")}`);
}

/** A response that no scenario of the contract has. */
function fail(status: number, message: string, headers: Record<string, string> = {}): Outcome {
  return { status, body: errorBody(message), scenario: "none", headers };
}

/** The error body of the contract, with a message of the mock. */
function errorBody(message: string): unknown {
  return keysOf(errorMessagePointer).reduceRight<unknown>((child, key) => ({ [key]: child }), message);
}

/** The first twenty issues for a header or a log line: in ASCII, and without values. */
function listIssues(issues: readonly MockIssue[]): string {
  if (issues.length === 0) return "";
  const list = issues.slice(0, 20).map(({ in: place, pointer, rule }) => ({ in: place, pointer, rule }));
  return JSON.stringify(list).replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
