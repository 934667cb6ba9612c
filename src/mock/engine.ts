/** Decides on the response to each request. It knows no sockets: those are around it. */
import type { Contract, Operation, Scenario } from "../contract/contract.js";
import { operationsAt } from "../contract/path.js";
import { type ReadRequest, readRequest, tokenOf } from "../contract/request.js";
import { errorBody } from "../contract/responses.js";
import { scenarioOfIssues } from "../contract/scenarios.js";
import { accepts, isJson } from "./headers.js";
import { Journal } from "./journal.js";
import { type LogDetails, logLine, type MockIssue, shortened } from "./log.js";
import type { MockOptions } from "./options.js";
import { overridden, personalize } from "./personalize.js";
import { ruleOfPrefer } from "./prefer.js";
import { type Decision, preflight, type Reply, replyOf } from "./reply.js";
import type { MockRequest } from "./request.js";
import { canRespond, includes, isForced, type MockRule, RuleList, readRule, transportHeaders } from "./rules.js";
import { type AcceptedRequest, fixedFields, scenarioOfRequest, scenarioOfRule, scenarioOfToken } from "./scenarios.js";
import { MockState } from "./state.js";

/** Largest request body that is read, in bytes; the response to a larger one is 413. */
export const maxRequestSize = 1_000_000;

/** A request of an operation. */
export interface OperationRequest {
  request: MockRequest;
  operation: Operation;
  read: ReadRequest;
  /** What does not match the contract. */
  issues: readonly MockIssue[];
  /** What the response repeats. A body that does not match the contract counts as none. */
  accepted: AcceptedRequest;
}

/** Responds to requests that the contract does not have. */
type Otherwise = (request: Request) => Response | undefined | Promise<Response | undefined>;

export class Engine {
  readonly journal: Journal;
  readonly state = new MockState();
  readonly rules = new RuleList();
  readonly #contract: Contract;
  readonly #options: MockOptions;
  readonly #otherwise: Otherwise | undefined;

  constructor(contract: Contract, options: MockOptions, otherwise?: Otherwise) {
    this.journal = new Journal(options.user !== undefined);
    this.#contract = contract;
    this.#options = options;
    this.#otherwise = otherwise;
  }

  /** Adds a rule. @throws {TypeError} if it cannot be followed. */
  next(rule: MockRule) {
    this.rules.add(readRule(rule, this.#contract.operations, "The next response"));
  }

  /** Forgets all rules, what arrived and what was created. */
  reset() {
    this.rules.clear();
    this.journal.clear();
    this.state.clear();
  }

  /** The user that a session token stands for; empty without a token. */
  userOf(token: string): string {
    const { user = (token) => token.replace(/\.\d+$/, "") } = this.#options;
    return token && user(token);
  }

  /** The token of a request, whatever its path is. */
  tokenOf(request: MockRequest): string {
    return tokenOf(request, { security: this.#contract.operations.flatMap(({ security }) => security) });
  }

  /** The response to a request. Of requests that arrive at the same time, each is carried out before the next. */
  async handle(request: MockRequest): Promise<Reply> {
    const began = performance.now();
    if (request.method === "OPTIONS") return this.#write(request, preflight(request, this.#contract.operations), began);
    const matches = operationsAt(this.#contract.operations, request.path, this.#options.basePath ?? "");
    const routes = matches.map(({ operation }) => operation);
    const operation = routes.find(({ method }) => method === request.method);
    if (operation) return this.#handleOperation(request, operation, began);
    const decision = (await this.#decideOtherwise(request)) ?? this.#notFound(request, routes);
    return this.#write(request, decision, began);
  }

  /** What watches the mock does not change it: errors of the log are ignored. */
  log(line: string, details: LogDetails) {
    try {
      this.#options.log?.(line, details);
    } catch {}
  }

  /** For a request that could not be read, or a response that failed. */
  handleFailure(status: number, message: string): Reply {
    return this.#write(undefined, this.#fail(status, message), performance.now());
  }

  #handleOperation(request: MockRequest, operation: Operation, began: number): Reply {
    const read = readRequest(this.#contract, operation, request);
    const issues = read.issues.map(({ part, ...issue }) => ({ in: part, ...issue }));
    const body = issues.some((issue) => issue.in === "body") ? undefined : read.body;
    const accepted = { user: this.userOf(read.token), params: read.params, body };
    const received = { request, operation, read, issues, accepted };
    const decision = this.#decide(received);
    const reply = this.#write(request, decision, began);
    if (this.#options.journal ?? true) this.journal.add(received, decision, reply);
    return reply;
  }

  #decide(received: OperationRequest): Decision {
    const { request, operation } = received;
    const { mediaType } = this.#contract.api;
    if (!accepts(request.header("accept"), mediaType)) return this.#fail(406, `Accept must allow ${mediaType}`, operation);
    let rule: MockRule;
    try {
      rule = this.#ruleFor(received);
    } catch (error) {
      return this.#fail(400, (error as Error).message, operation);
    }
    if (rule.cut === "before") return { status: 0, scenario: "none", rule };
    const decision = isForced(rule) ? this.#force(received, rule) : this.#process(received, rule);
    return { ...decision, rule };
  }

  /** What the request asks for itself, or the first rule that it matches. Matching and taking is one step. */
  #ruleFor({ request, operation, read, accepted }: OperationRequest): MockRule {
    const preferred = ruleOfPrefer(request.header("prefer") ?? "");
    if (preferred) return readRule(preferred, [operation], "Prefer");
    const matched = this.rules.take((rule) => {
      const { sessionToken, body } = rule.match ?? {};
      if (sessionToken !== undefined && this.userOf(sessionToken) !== accepted.user) return false;
      return canRespond(operation, rule) && (body === undefined || includes(read.body, body));
    });
    return matched ?? {};
  }

  /** The response that a rule asks for. */
  #force(received: OperationRequest, rule: MockRule): Decision {
    const { operation, read, accepted } = received;
    const scenario = rule.body === undefined ? scenarioOfRule(operation, rule, accepted, read) : undefined;
    const status = scenario?.status ?? rule.status ?? 200;
    const processed = rule.processed ?? status < 300;
    if (scenario && status < 300) return this.#succeed(received, scenario, rule, processed);
    if (processed) this.#process(received, {});
    if (scenario) return decisionFor(scenario, rule);
    if (rule.body !== undefined) return { status, scenario: "none", content: rule.body };
    const { json, ...failure } = this.#fail(status, "The response that was asked for", operation);
    return { ...failure, scenario: "default", json: rule.override ? overridden(json, rule.override) : json };
  }

  /** Carries out a request, if it is one that the contract allows. */
  #process(received: OperationRequest, rule: MockRule): Decision {
    const { operation, read, issues, accepted } = received;
    const { security } = operation;
    const needsToken = security.length > 0 && !security.includes(null);
    const unauthorized = needsToken || read.token ? scenarioOfToken(operation, read.token) : undefined;
    if (unauthorized) return decisionFor(unauthorized, rule);
    if (needsToken && !read.token) {
      const headers = security.map((one) => one?.header).join(" or ");
      return this.#fail(401, `A request needs the header ${headers}`, operation);
    }
    const unreadable = this.#checkContent(received);
    if (unreadable) return unreadable;
    if (issues.length > 0) {
      const scenario = scenarioOfIssues(operation, read.issues);
      const decision = scenario
        ? decisionFor(scenario, rule)
        : this.#fail(400, "The request does not match the contract", operation);
      return { ...decision, issues };
    }
    const scenario = scenarioOfRequest(operation, accepted);
    if (!scenario) return this.#fail(501, `The contract has no example of a success of ${operation.operationId}`, operation);
    const found = this.state.find(operation, accepted);
    if (found) return decisionFor(found, rule);
    if (scenario.status >= 400) return decisionFor(scenario, rule);
    const rejection = this.state.scenarioOfTaken(operation, accepted);
    return rejection ? decisionFor(rejection, rule) : this.#succeed(received, scenario, rule, true);
  }

  /** The response to a body that is not read; undefined if it is. */
  #checkContent({ request: { header, body }, operation }: OperationRequest): Decision | undefined {
    if (body.length === 0) return undefined;
    if (!isJson(header("content-type") ?? ""))
      return this.#fail(415, `Content-Type must be ${this.#contract.api.mediaType}, in UTF-8`, operation);
    if (!/^(identity)?$/i.test(header("content-encoding") ?? ""))
      return this.#fail(415, "The mock reads no compressed bodies: leave out Content-Encoding", operation);
    if (body.length > maxRequestSize)
      return this.#fail(413, `The mock reads request bodies of up to ${maxRequestSize} bytes`, operation);
    return undefined;
  }

  /** The response of a success, and what it creates. */
  #succeed({ operation, accepted }: OperationRequest, scenario: Scenario, rule: MockRule, processed: boolean): Decision {
    const fixed = isForced(rule) ? fixedFields(operation, scenario, accepted) : [];
    const creates = this.#options.stateful && operation.created !== undefined && processed;
    const repetition = creates ? this.state.countRepetition(operation, accepted) : 0;
    const decision = decisionFor(personalize(operation, scenario, accepted, { repetition, fixed }), rule);
    if (creates) this.state.add(operation, accepted, decision.json);
    return decision;
  }

  /** The response of the option `otherwise`, if it has one. */
  async #decideOtherwise({ method, url, headers, body }: MockRequest): Promise<Decision | undefined> {
    if (!this.#otherwise || method === "TRACE") return undefined; // `fetch` knows no TRACE, and no body of a GET.
    const readable = body.length > 0 && method !== "GET" && method !== "HEAD" ? body : null;
    const response = await this.#otherwise(new Request(url, { method, headers, body: readable }));
    if (!response) return undefined;
    // The body is no longer encoded.
    const kept = [...response.headers].filter(([name]) => !transportHeaders.test(name) && name !== "content-encoding");
    const content = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, scenario: "none", content, headers: Object.fromEntries(kept) };
  }

  #notFound({ method, path }: MockRequest, routes: readonly Operation[]): Decision {
    if (routes.length > 0) {
      const allow = [...routes.map((operation) => operation.method), "OPTIONS"].join(", ");
      return { ...this.#fail(405, `This path allows ${allow}`, routes[0]), headers: { Allow: allow } };
    }
    const { operations, api } = this.#contract;
    const { basePath = "" } = this.#options;
    const paths = [...new Set(operations.map((operation) => basePath + operation.path))].join(", ");
    if (path === "/" && ["GET", "HEAD"].includes(method)) {
      const content = `Mock of ${api.title}, version ${api.version}. It has: ${paths}\n`;
      return { status: 200, scenario: "none", content, headers: { "Content-Type": "text/plain; charset=utf-8" } };
    }
    return this.#fail(404, `The contract has no path ${shortened(path, 100)}. It has: ${paths}`);
  }

  /** A response that no scenario of the contract has: its error body, with a message of the mock. */
  #fail(status: number, message: string, operation = this.#contract.operations[0]): Decision {
    return { status, json: operation && errorBody(operation, status, message), scenario: "none", message };
  }

  /** Writes a response down, and a line about it to the log. */
  #write(request: MockRequest | undefined, decision: Decision, began: number): Reply {
    const { status, issues = [], rule = {} } = decision;
    this.log(logLine(request?.method ?? "-", decision), {
      plain: status >= 200 && status < 300 && Object.keys(rule).length === 0,
      issues,
      path: request && shortened(request.path, 100),
      duration: performance.now() - began,
    });
    return replyOf(decision, this.#contract.api.mediaType, request?.header("origin") ?? null);
  }
}

/** The response of a scenario, with the fields that a rule overrides. */
function decisionFor({ status, response, name, headers }: Scenario, { override }: MockRule): Decision {
  const json = override && response !== undefined ? overridden(response, override) : response;
  return { status, json, scenario: name, ...(headers && { headers }) };
}
