/** Decides on the response to each request. It knows no sockets: those are around it. */
import type { Contract, Operation, Scenario } from "../contract/contract.js";
import { parseJson } from "../contract/json.js";
import { operationsAt } from "../contract/path.js";
import { type ReadRequest, readRequest, tokenOf } from "../contract/request.js";
import { errorBody } from "../contract/responses.js";
import { scenarioOfIssues } from "../contract/scenarios.js";
import { accepts, isJson } from "./headers.js";
import { Journal, shownRequest } from "./journal.js";
import { listIssues, type MockIssue, mockIssue, shortened } from "./log.js";
import { checkBasePath, type MockOptions } from "./options.js";
import { ruleOfPrefer } from "./prefer.js";
import { type MockRequest, toFetchRequest } from "./request.js";
import { canRespond, checkRule, includes, isForced, type MockRule, RuleList, transportHeaders } from "./rules.js";
import {
  type AcceptedRequest,
  fallbackOf,
  fixedFields,
  overridden,
  personalHeaders,
  personalize,
  scenarioOfRequest,
  scenarioOfRule,
  scenarioOfToken,
} from "./scenarios.js";
import { MockState } from "./state.js";

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
  /** Null if there is none. */
  body: string | Uint8Array<ArrayBuffer> | null;
  fault: Pick<MockRule, "delay" | "cut" | "reset">;
}

/** A response before it is written. */
interface Outcome {
  status: number;
  scenario: string;
  /** The body as JSON, unless there is `content`. */
  body?: unknown;
  content?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  issues?: readonly MockIssue[];
  /** What the log says of it. */
  message?: string;
}

/** A request of an operation. */
interface Call {
  request: MockRequest;
  operation: Operation;
  read: ReadRequest;
  user: string;
}

/** Responds to requests that the contract does not have. */
type Otherwise = (request: Request) => Response | undefined | Promise<Response | undefined>;

export class Engine {
  readonly journal = new Journal();
  readonly state = new MockState();
  readonly rules = new RuleList();
  readonly #contract: Contract;
  readonly #options: MockOptions;
  readonly #otherwise: Otherwise | undefined;
  readonly #basePath: string;

  constructor(contract: Contract, options: MockOptions, otherwise?: Otherwise) {
    const { basePath = "" } = options;
    checkBasePath(basePath);
    this.#contract = contract;
    this.#options = options;
    this.#otherwise = otherwise;
    this.#basePath = basePath;
  }

  /** Adds a rule. @throws {TypeError} if it cannot be followed. */
  next(rule: MockRule) {
    checkRule(rule, this.#contract.operations);
    this.rules.add(rule);
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

  /** The response to a request. For one that the contract does not have, this may take time. */
  handle(request: MockRequest): Reply | Promise<Reply> {
    const began = performance.now();
    if (request.method === "OPTIONS") return this.#reply(request, this.#preflight(request), began);
    const routes = operationsAt(this.#contract.operations, request.path)
      .filter(({ base }) => base === this.#basePath)
      .map(({ operation }) => operation);
    const operation = routes.find(({ method }) => method === request.method);
    if (operation) return this.#handleCall(request, operation, began);
    const otherwise = request.method === "TRACE" ? undefined : this.#otherwise; // `fetch` knows no TRACE.
    if (!otherwise) return this.#reply(request, this.#notFound(request, routes), began);
    return Promise.resolve(otherwise(toFetchRequest(request))).then(async (response) => {
      const outcome = response ? await outcomeOfResponse(response) : this.#notFound(request, routes);
      return this.#reply(request, outcome, began);
    });
  }

  /** For a request that could not be read, or a response that failed. */
  handleFailure(status: number, message: string): Reply {
    return this.#reply(undefined, this.#fail(status, message), performance.now());
  }

  #handleCall(request: MockRequest, operation: Operation, began: number): Reply {
    const read = readRequest(this.#contract, operation, request);
    const call = { request, operation, read, user: this.userOf(read.token) };
    const { rule, outcome } = this.#decide(call);
    const reply = this.#reply(request, outcome, began, rule);
    if (this.#options.journal ?? true) this.#note(call, outcome, reply);
    return reply;
  }

  /** The outcome of a call, and the rule that it follows. Without an outcome, the request is not processed. */
  #decide(call: Call): { rule: MockRule; outcome: Outcome | undefined } {
    const { request, operation } = call;
    const { mediaType } = this.#contract.api;
    if (!accepts(request.header("accept"), mediaType))
      return { rule: {}, outcome: this.#fail(406, `Accept must allow ${mediaType}`, operation) };
    let rule: MockRule;
    try {
      rule = this.#ruleFor(call);
    } catch (error) {
      return { rule: {}, outcome: this.#fail(400, `Prefer: ${(error as Error).message}`, operation) };
    }
    if (rule.cut === "before") return { rule, outcome: undefined };
    return { rule, outcome: isForced(rule) ? this.#force(call, rule) : this.#process(call, rule) };
  }

  /** What the request asks for itself, or the first rule that it matches. Matching and taking is one step. */
  #ruleFor({ request, operation, read, user }: Call): MockRule {
    const prefer = request.header("prefer");
    const preferred = prefer === null ? undefined : ruleOfPrefer(prefer);
    if (preferred) {
      checkRule(preferred, [operation]);
      return preferred;
    }
    const matched = this.rules.take((rule) => {
      const { sessionToken, body } = rule.match ?? {};
      if (sessionToken !== undefined && this.userOf(sessionToken) !== user) return false;
      return canRespond(operation, rule) && (body === undefined || includes(read.body, body));
    });
    return matched ?? {};
  }

  /** The response that a rule asks for. */
  #force(call: Call, rule: MockRule): Outcome {
    const { operation, read } = call;
    const request = acceptedRequest(call);
    const chosen = rule.body === undefined ? scenarioOfRule(operation, rule, request, read) : undefined;
    const status = chosen?.status ?? rule.status ?? 200;
    const processed = rule.processed ?? status < 300;
    if (chosen && status < 300) return this.#succeed(operation, chosen, request, rule, processed);
    if (processed) this.#process(call, {});
    if (chosen) return outcomeOf(chosen, rule);
    if (rule.body !== undefined) return { status, scenario: "none", content: rule.body };
    const { body, ...failure } = this.#fail(status, "The response that was asked for", operation);
    return { ...failure, scenario: "default", body: rule.override ? overridden(body, rule.override) : body };
  }

  /** Carries out a request, if it is one that the contract allows. */
  #process(call: Call, rule: MockRule): Outcome {
    const { request, operation, read } = call;
    const { security } = operation;
    const needsToken = security.length > 0 && !security.includes(null);
    if (needsToken || read.token) {
      const scenario = scenarioOfToken(operation, read.token);
      if (scenario) return outcomeOf(scenario, rule);
    }
    if (needsToken && !read.token) {
      const headers = security.map((one) => one?.header).join(" or ");
      return this.#fail(401, `A request needs the header ${headers}`, operation);
    }
    if (request.body.length > 0) {
      const problem = this.#bodyProblem(request);
      if (problem) return this.#fail(problem.status, problem.message, operation);
    }
    if (read.issues.length > 0) {
      const scenario = scenarioOfIssues(operation, read.issues);
      const outcome = scenario
        ? outcomeOf(scenario, rule)
        : this.#fail(400, "The request does not match the contract", operation);
      return { ...outcome, issues: read.issues.map(mockIssue) };
    }
    const accepted = acceptedRequest(call);
    const scenario = scenarioOfRequest(operation, accepted);
    if (!scenario) return this.#fail(501, `The contract has no example of a success of ${operation.operationId}`, operation);
    if (this.#options.stateful && operation.found) {
      const body = this.state.find(operation, accepted);
      const success = fallbackOf(operation.scenarios);
      if (body !== undefined && success) return outcomeOf({ ...success, response: body }, rule);
    }
    const taken = this.#options.stateful && scenario.status < 400 && this.state.scenarioOfTaken(operation, accepted);
    const final = taken || scenario;
    return final.status < 400 ? this.#succeed(operation, final, accepted, rule, true) : outcomeOf(final, rule);
  }

  /** Why the body of a request is not read. */
  #bodyProblem({ header, body }: MockRequest): { status: number; message: string } | undefined {
    if (!isJson(header("content-type") ?? ""))
      return { status: 415, message: `Content-Type must be ${this.#contract.api.mediaType}, in UTF-8` };
    if (!/^(identity)?$/i.test(header("content-encoding") ?? ""))
      return { status: 415, message: "The mock reads no compressed bodies: leave out Content-Encoding" };
    if (body.length > maxRequestSize)
      return { status: 413, message: `The mock reads request bodies of up to ${maxRequestSize} bytes` };
    return undefined;
  }

  /** The response of a success, and what it creates. */
  #succeed(operation: Operation, scenario: Scenario, request: AcceptedRequest, rule: MockRule, processed: boolean): Outcome {
    const fixed = isForced(rule) ? fixedFields(operation, scenario, request) : [];
    const creates = this.#options.stateful && operation.created !== undefined && processed;
    const repetition = creates ? this.state.countRepetition(operation, request) : 0;
    const response = personalize(operation, scenario, request, { repetition, fixed });
    const headers = scenario.headers && personalHeaders(operation, scenario, response);
    const outcome = outcomeOf({ ...scenario, response, ...(headers && { headers }) }, rule);
    if (creates) this.state.add(operation, request, outcome.body);
    return outcome;
  }

  #preflight(request: MockRequest): Outcome {
    const methods = [...new Set(this.#contract.operations.map(({ method }) => method)), "OPTIONS"].join(", ");
    const asked = request.header("access-control-request-headers") ?? "*";
    const headers = { "Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": asked };
    return { status: 204, scenario: "none", headers };
  }

  #notFound({ method, path }: MockRequest, routes: readonly Operation[]): Outcome {
    if (routes.length > 0) {
      const allow = [...routes.map((operation) => operation.method), "OPTIONS"].join(", ");
      return { ...this.#fail(405, `This path allows ${allow}`, routes[0]), headers: { Allow: allow } };
    }
    const { operations, api } = this.#contract;
    const paths = [...new Set(operations.map((operation) => this.#basePath + operation.path))].join(", ");
    if (path === "/" && ["GET", "HEAD"].includes(method)) {
      const content = `Mock of ${api.title}, version ${api.version}. It has: ${paths}\n`;
      return { status: 200, scenario: "none", content, headers: { "Content-Type": "text/plain; charset=utf-8" } };
    }
    return this.#fail(404, `The contract has no path ${shortened(path, 100)}. It has: ${paths}`);
  }

  /** A response that no scenario of the contract has: its error body, with a message of the mock. */
  #fail(status: number, message: string, operation = this.#contract.operations[0]): Outcome {
    const body = operation && errorBody(operation, status, message);
    return { status, body, scenario: "none", message };
  }

  /** Writes a response down, and a line about it to the log. */
  #reply(request: MockRequest | undefined, outcome: Outcome | undefined, began: number, rule: MockRule = {}): Reply {
    const { delay, cut, reset } = rule;
    const reply: Reply = { status: 0, headers: {}, body: null, fault: { delay, cut, reset } };
    if (outcome) {
      const { content = outcome.body === undefined ? "" : JSON.stringify(outcome.body) } = outcome;
      const headers: Record<string, string> = { [scenarioHeader]: outcome.scenario };
      if (content.length > 0) headers["Content-Type"] = this.#contract.api.mediaType;
      if (outcome.issues) headers[issuesHeader] = listIssues(outcome.issues);
      const others = outcome.headers || rule.headers ? { ...outcome.headers, ...rule.headers } : undefined;
      Object.assign(headers, corsHeaders(request?.header("origin") ?? null, Object.keys({ ...headers, ...others })));
      reply.status = outcome.status;
      reply.headers = others ? withHeaders(headers, others) : headers;
      reply.body = content.length > 0 ? content : null;
    }
    this.#log(request, outcome, rule, performance.now() - began);
    return reply;
  }

  #log(request: MockRequest | undefined, outcome: Outcome | undefined, rule: MockRule, duration: number) {
    const { status = 0, scenario = "none", issues = [], message } = outcome ?? {};
    const { delay, cut, reset } = rule;
    const parts = [
      request?.method ?? "-",
      status,
      scenario !== "none" && scenario,
      message && `(${message})`,
      delay && `delayed by ${delay} ms`,
      cut && `connection ${reset ? "reset" : "cut"} (${cut})`,
      listIssues(issues),
    ];
    const plain = status >= 200 && status < 300 && Object.keys(rule).length === 0;
    const path = request && shortened(request.path, 100);
    this.#options.log?.(parts.filter((part) => part).join(" "), { plain, issues, path, duration });
  }

  #note({ request, operation, read, user }: Call, outcome: Outcome | undefined, { status, body, fault }: Reply) {
    const hasUser = read.token !== "" && this.#options.user !== undefined;
    const shown = outcome?.body ?? (typeof body === "string" ? parseJson(body) : undefined);
    const response = outcome && { status, scenario: outcome.scenario, ...(shown !== undefined && { body: shown }) };
    const { delay, cut, reset } = fault;
    const entry = {
      time: new Date().toISOString(),
      ...(read.token && { session: this.journal.sessionOf(read.token) }),
      ...(hasUser && { user }),
      ...shownRequest(request, operation, read),
      ...(response && { response }),
      ...(delay && { delay }),
      ...(cut && { cut }),
      ...(reset && { reset }),
    };
    this.journal.add(entry, request.body.length + (body?.length ?? 0));
  }
}

/** A request as its response repeats it. A body that does not match the contract counts as none. */
function acceptedRequest({ read, user }: Call): AcceptedRequest {
  const hasBody = !read.issues.some(({ part }) => part === "body");
  return { user, params: read.params, body: hasBody ? read.body : undefined };
}

function outcomeOf({ status, response, name, headers }: Scenario, { override }: MockRule): Outcome {
  const body = override && response !== undefined ? overridden(response, override) : response;
  return { status, body, scenario: name, ...(headers && { headers }) };
}

async function outcomeOfResponse(response: Response): Promise<Outcome> {
  // The body is no longer encoded.
  const kept = [...response.headers].filter(([name]) => !transportHeaders.test(name) && name !== "content-encoding");
  const content = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, scenario: "none", content, headers: Object.fromEntries(kept) };
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
