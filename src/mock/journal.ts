/** What arrived at the mock, for tests: without session tokens, without credentials. */
import type { Contract, Operation, ParameterValues } from "../contract/contract.js";
import { filterJson, parseJson } from "../contract/json.js";
import { type ReceivedRequest, readRequest } from "../contract/request.js";
import { type MockIssue, mockIssue } from "./issues.js";

/** A request that arrived at the mock, and the response to it. */
export interface JournalEntry {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Which session token it had: 1 for the first one that the mock has seen, 2 for the next; absent without one. */
  readonly session?: number;
  /** The parameters of the contract that it had, by place and name in lower case. */
  readonly params: ParameterValues;
  /**
   * The parsed body. It has the fields of the contract alone: secret ones, unknown ones, and those whose value does not match the
   * contract are left out, since they may be secrets.
   */
  readonly body?: unknown;
  /** What does not match the contract. */
  readonly issues: readonly MockIssue[];
  /** Absent if the connection was cut before the request was processed. */
  readonly response?: {
    readonly status: number;
    /** The name of the scenario, or `none`. */
    readonly scenario: string;
    readonly body?: unknown;
  };
  /** The fault that was asked for. */
  readonly cut?: "before" | "after" | "body";
  /** The delay that was asked for, in milliseconds. */
  readonly delay?: number;
}

/** How many requests are kept; older ones are dropped. */
export const longestJournal = 1_000;

/** What is kept of a request. The rest is computed when it is read. */
interface Arrival {
  request: ReceivedRequest;
  operation: Operation | undefined;
  /** The session token. */
  token: string;
  response: { status: number; scenario: string; body: string | null } | undefined;
  cut: JournalEntry["cut"];
  delay: number | undefined;
}

export class Journal {
  #contract: Contract;
  #arrivals: Arrival[] = [];
  #sessions = new Map<string, number>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  add(arrival: Arrival) {
    const { token } = arrival;
    if (token && !this.#sessions.has(token)) this.#sessions.set(token, this.#sessions.size + 1);
    this.#arrivals.push(arrival);
    if (this.#arrivals.length > longestJournal) this.#arrivals.shift();
  }

  get entries(): JournalEntry[] {
    return this.#arrivals.map((arrival) => this.#entry(arrival));
  }

  clear() {
    this.#arrivals = [];
    this.#sessions.clear();
  }

  #entry({ request, operation, token, response, cut, delay }: Arrival): JournalEntry {
    const read = operation && readRequest(this.#contract, operation, request);
    const issues = (read?.issues ?? []).map(mockIssue);
    const session = this.#sessions.get(token);
    const visible = visibleBody(operation, read?.body, issues);
    return {
      method: request.method,
      path: request.path,
      ...(session && { session }),
      params: read?.params ?? {},
      ...(visible !== undefined && { body: visible }),
      issues,
      ...(response && { response: { ...response, body: parseJson(response.body ?? "") } }),
      ...(cut && { cut }),
      ...(delay && { delay }),
    };
  }
}

function visibleBody(operation: Operation | undefined, body: unknown, issues: readonly MockIssue[]): unknown {
  const known = new Set(operation?.request?.fields);
  const doubtful = new Set(issues.filter((issue) => issue.in === "body").map(({ pointer }) => pointer));
  if (doubtful.has("")) return undefined;
  return filterJson(body, (pointer) => known.has(pointer.replaceAll(/\/\d+(?=\/|$)/g, "/0")) && !doubtful.has(pointer));
}
