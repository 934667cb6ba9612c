/** Decides on the response to each request. It knows neither `fetch` nor sockets: those are around it. */
import type { Contract, Operation, Scenario } from "../contract/contract.js";
import { operationsAt } from "../contract/path.js";
import { type ReceivedRequest, readRequest, tokenOf } from "../contract/request.js";
import { errorBody } from "../contract/responses.js";
import { scenarioOfIssues } from "../contract/scenarios.js";
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
import { listIssues, type MockIssue, mockIssue } from "./issues.js";
import { Journal } from "./journal.js";
import { fallbackOf, personalHeaders, personalize, scenarioOfRequest, scenarioOfToken } from "./scenarios.js";
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
  readonly journal: Journal;
  readonly state = new MockState();
  readonly #contract: Contract;
  readonly #options: MockOptions;
  #queue: NextResponse[] = [];

  constructor(contract: Contract, options: MockOptions) {
    this.#contract = contract;
    this.#options = options;
    this.journal = new Journal(contract);
  }

  /** Queues what the next response is. @throws {TypeError} if the mock cannot give it. */
  next(response: NextResponse) {
    checkNext(response, this.#contract.operations);
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
    const { operations, api } = this.#contract;
    const routes = operationsAt(operations, request.path).filter(({ base }) => base === "");
    const operation = routes.map((route) => route.operation).find(({ method }) => method === request.method);
    if (!operation) return this.#reply(request, undefined, this.#notFound(request));
    if (!accepts(request.header("accept"), api.mediaType))
      return this.#reply(request, operation, this.#fail(406, `Accept must allow ${api.mediaType}`, operation));
    const preference: unknown = preferenceOf(request.header("prefer"));
    if (preference === undefined) return this.#respond(request, operation, this.#queue.shift() ?? {});
    try {
      checkNext(preference, operations);
    } catch (error) {
      return this.#reply(request, operation, this.#fail(400, `Prefer: ${(error as Error).message}`, operation));
    }
    return this.#respond(request, operation, preference);
  }

  /** For a request that could not be read. */
  handleUnreadable(status: number, message: string): Reply {
    const outcome = this.#fail(status, message);
    this.#log("-", outcome);
    return this.#write(outcome);
  }

  #respond(request: ReceivedRequest, operation: Operation, next: NextResponse): Reply {
    if (next.cut === "before") return this.#reply(request, operation, undefined, next);
    if (!isChosen(next)) return this.#reply(request, operation, this.#process(request, operation), next);
    if (next.processed) this.#process(request, operation);
    return this.#reply(request, operation, this.#chosenOutcome(operation, next), next);
  }

  /** Carries out a request, if it is one that the contract allows. */
  #process(request: ReceivedRequest, operation: Operation): Outcome {
    const { security } = operation;
    const needsToken = security.length > 0 && !security.includes(null);
    const token = tokenOf(request, operation);
    if (needsToken || token) {
      const scenario = scenarioOfToken(operation, token);
      if (scenario) return outcomeOf(scenario);
    }
    if (needsToken && !token) {
      const headers = security.map((one) => one?.header).join(" or ");
      return this.#fail(401, `A request needs the header ${headers}`, operation);
    }
    if (request.body.length > 0 && !isJson(request.header("content-type") ?? ""))
      return this.#fail(415, `Content-Type must be ${this.#contract.api.mediaType}`, operation);
    if (request.body.length > maxRequestSize)
      return this.#fail(413, `The mock reads request bodies of up to ${maxRequestSize} bytes`, operation);

    const valid = readRequest(this.#contract, operation, request);
    if (valid.issues.length > 0) {
      const scenario = scenarioOfIssues(operation, valid.issues);
      const outcome = scenario ? outcomeOf(scenario) : this.#fail(400, "The request does not match the contract", operation);
      return { ...outcome, issues: valid.issues.map(mockIssue) };
    }
    const scenario = scenarioOfRequest(operation, valid);
    if (!scenario) return this.#fail(501, `The contract has no example of a success of ${operation.operationId}`, operation);
    if (this.#options.stateful && operation.found) {
      const body = this.state.find(operation, valid);
      const success = fallbackOf(operation.scenarios);
      if (body !== undefined && success) return { ...outcomeOf(success), body };
    }
    if (!this.#options.stateful || operation.created === undefined || scenario.status >= 400)
      return personalOutcome(operation, scenario, personalize(operation, scenario, valid));
    const taken = this.state.scenarioOfTaken(operation, valid);
    return taken ? outcomeOf(taken) : personalOutcome(operation, scenario, this.state.create(operation, scenario, valid));
  }

  /** Writes the response down. Without an outcome, the request was not processed. */
  #reply(
    request: ReceivedRequest,
    operation: Operation | undefined,
    outcome: Outcome | undefined,
    next: NextResponse = {},
  ): Reply {
    const { delay, cut } = next;
    const reply: Reply = outcome ? this.#write(outcome, next.headers) : { status: 0, headers: {}, body: null };
    reply.delay = delay;
    reply.cut = cut;
    this.#log(request.method, outcome, cut);
    if (this.#options.journal ?? true) {
      const response = outcome && { status: reply.status, scenario: outcome.scenario, body: reply.body };
      const token = operation ? tokenOf(request, operation) : "";
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
    const methods = [...new Set(this.#contract.operations.map(({ method }) => method)), "OPTIONS"].join(", ");
    const asked = request.header("access-control-request-headers") ?? "*";
    const headers = { ...corsHeaders, "Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": asked };
    return { status: 204, headers, body: null };
  }

  /** The token of a request, whatever its path is. */
  tokenOf(request: ReceivedRequest): string {
    return tokenOf(request, { security: this.#contract.operations.flatMap(({ security }) => security) });
  }

  #chosenOutcome(operation: Operation, next: NextResponse): Outcome {
    const scenario = chosenScenario(operation, next);
    if (scenario) return outcomeOf(scenario);
    if (!isOtherError(operation, next)) return this.#fail(400, unknownResponse(this.#contract.operations), operation);
    const { status = 400 } = next;
    return { ...this.#fail(status, "The response that was asked for", operation), scenario: "default" };
  }

  #notFound({ path }: ReceivedRequest): Outcome {
    const routes = operationsAt(this.#contract.operations, path).filter(({ base }) => base === "");
    if (routes.length > 0) {
      const allow = [...routes.map(({ operation }) => operation.method), "OPTIONS"].join(", ");
      return this.#fail(405, `This path allows ${allow}`, routes[0]?.operation, { Allow: allow });
    }
    const shown = path.length > 100 ? `${path.slice(0, 100)}…` : path;
    const paths = [...new Set(this.#contract.operations.map((operation) => operation.path))].join(", ");
    return this.#fail(404, `The contract has no path ${shown}. It has: ${paths}`);
  }

  /** A response that no scenario of the contract has: its error body, with a message of the mock. */
  #fail(
    status: number,
    message: string,
    operation = this.#contract.operations[0],
    headers: Record<string, string> = {},
  ): Outcome {
    const body = operation && errorBody(operation, status, message);
    return { status, body, scenario: "none", headers };
  }

  #write({ status, body, scenario, issues = [], headers: own }: Outcome, more?: HeadersInit): Reply {
    const headers: Record<string, string> = { ...corsHeaders, [scenarioHeader]: scenario };
    if (body !== undefined) headers["Content-Type"] = this.#contract.api.mediaType;
    if (issues.length > 0) headers[issuesHeader] = listIssues(issues);
    Object.assign(headers, own);
    return {
      status,
      headers: more ? withHeaders(headers, more) : headers,
      body: body === undefined ? null : JSON.stringify(body),
    };
  }
}

/** The headers that a test asked for replace those of the mock, whatever their case. How a body ends is for the server to say. */
function withHeaders(headers: Record<string, string>, more: HeadersInit): Record<string, string> {
  const merged = new Headers(headers);
  for (const [name, value] of new Headers(more)) merged.set(name, value);
  merged.delete("Content-Length");
  merged.delete("Transfer-Encoding");
  return Object.fromEntries(merged);
}

function outcomeOf({ status, response, name, headers = {} }: Scenario): Outcome {
  return { status, body: response, scenario: name, headers };
}

function personalOutcome(operation: Operation, scenario: Scenario, body: unknown): Outcome {
  return { ...outcomeOf(scenario), body, headers: personalHeaders(operation, scenario, body) };
}
