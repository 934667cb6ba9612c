/** What arrived at the mock, for tests: without session tokens, without credentials. */
import type { Operation, ParameterValues } from "../contract/contract.js";
import { filterJson } from "../contract/json.js";
import type { ReadRequest } from "../contract/request.js";
import { hash } from "./guids.js";
import { type MockIssue, mockIssue } from "./log.js";
import type { DeepPartial, MockTypes } from "./mock.js";
import type { MockRequest } from "./request.js";
import type { MockRule } from "./rules.js";

/** A request of the contract that arrived at the mock, and the response to it. */
export interface JournalEntry<Types extends MockTypes = MockTypes> extends Pick<MockRule, "delay" | "cut" | "reset"> {
  /** When it arrived, in ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The parameters of the query, without those whose name or value may be a secret. */
  readonly query: Readonly<Record<string, string>>;
  /** The headers by name in lower case, without those whose name or value may be a secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which session token it had: 1 for the first one that the mock has seen, 2 for the next; absent without one. */
  readonly session?: number;
  /** What the option `user` said of the session token; absent without that option. */
  readonly user?: string;
  /** The parameters of the contract that it had, by place and name in lower case. */
  readonly params: ParameterValues;
  /**
   * The parsed body. It has the fields of the contract alone: secret ones, unknown ones, and those whose value does not match the
   * contract are left out, since they may be secrets.
   */
  readonly body?: DeepPartial<Types["request"]>;
  /** What does not match the contract: the first hundred issues. */
  readonly issues: readonly MockIssue[];
  /** Absent if the connection was cut before the request was processed. */
  readonly response?: {
    readonly status: number;
    /** The name of the scenario; `default` for an error status that the contract does not describe, or `none`. */
    readonly scenario: Types["scenario"] | "default" | "none";
    /** Absent if there is none, or none that is JSON. */
    readonly body?: Types["response"];
  };
}

/** How many requests are kept, and how many bytes their bodies and those of the responses may have; older ones are dropped. */
export const longestJournal = 1_000;
export const largestJournal = 10_000_000;
const longestIssues = 100;

export class Journal {
  #entries: { entry: JournalEntry; size: number }[] = [];
  #size = 0;
  /** The numbers of the sessions by a hash of their token, those that were used last at the end. */
  #sessions = new Map<string, number>();
  #lastSession = 0;

  get entries(): JournalEntry[] {
    return this.#entries.map(({ entry }) => entry);
  }

  /** @param size That of the bodies, in bytes. */
  add(entry: JournalEntry, size: number) {
    this.#entries.push({ entry, size });
    this.#size += size;
    while (this.#entries.length > longestJournal || this.#size > largestJournal) this.#size -= this.#entries.shift()?.size ?? 0;
  }

  /** The number of the session of a token. It stays the same as long as the journal has the session. */
  sessionOf(token: string): number {
    const key = hash(token);
    const session = this.#sessions.get(key) ?? ++this.#lastSession;
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    for (const [oldest] of this.#sessions) {
      if (this.#sessions.size <= longestJournal) break;
      this.#sessions.delete(oldest);
    }
    return session;
  }

  clear() {
    this.#entries = [];
    this.#size = 0;
    this.#sessions.clear();
    this.#lastSession = 0;
  }
}

/** What the journal shows of a request. */
export function shownRequest(request: MockRequest, operation: Operation, { token, params, body, issues: found }: ReadRequest) {
  const issues = found.map(mockIssue);
  const visible = visibleBody(operation, body, issues);
  const tokenHeaders = operation.security.map((alternative) => alternative?.header);
  const isShown = (name: string, value: string) =>
    !secretName.test(name) && !tokenHeaders.includes(name) && !(token && value.includes(token));
  const shown = (values: Iterable<[string, string]>) => Object.fromEntries([...values].filter((value) => isShown(...value)));
  return {
    method: request.method,
    path: request.path,
    query: shown(new URLSearchParams(request.query)),
    headers: shown(Object.entries(request.headers)),
    params,
    ...(visible !== undefined && { body: visible }),
    issues: issues.slice(0, longestIssues),
  };
}

const secretName = /auth|cookie|credential|api-?key|passw|secret|session|token/i;

function visibleBody({ request }: Operation, body: unknown, issues: readonly MockIssue[]): unknown {
  const known = new Set(request?.fields);
  const doubtful = new Set(issues.filter((issue) => issue.in === "body").map(({ pointer }) => pointer));
  if (doubtful.has("")) return undefined;
  return filterJson(body, (pointer) => known.has(pointer.replaceAll(/\/\d+(?=\/|$)/g, "/0")) && !doubtful.has(pointer));
}
