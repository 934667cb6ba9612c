/** What arrived at the mock, for tests: without session tokens, without credentials. */
import type { Operation, ParameterValues } from "../contract/contract.js";
import { filterJson, parseJson, toEveryItem } from "../contract/json.js";
import type { OperationRequest } from "./engine.js";
import { hash } from "./guids.js";
import type { MockIssue } from "./log.js";
import type { DeepPartial, MockTypes } from "./mock.js";
import type { Decision, Reply } from "./reply.js";
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

  /** @param namesUsers Whether the entries have the user: without an option of its own, it is a part of the token. */
  constructor(readonly namesUsers: boolean) {}

  get entries(): JournalEntry[] {
    return this.#entries.map(({ entry }) => entry);
  }

  add({ request, operation, read, issues, accepted }: OperationRequest, { scenario }: Decision, reply: Reply) {
    const { status, body, delay, cut, reset } = reply;
    const visible = visibleBody(operation, read.body, issues);
    const sent = typeof body === "string" ? parseJson(body) : undefined;
    const entry: JournalEntry = {
      time: new Date().toISOString(),
      ...(read.token && { session: this.#sessionOf(read.token), ...(this.namesUsers && { user: accepted.user }) }),
      method: request.method,
      path: request.path,
      ...visibleFields(operation, request, read.token),
      params: read.params,
      ...(visible !== undefined && { body: visible }),
      issues: issues.slice(0, longestIssues),
      ...(status !== 0 && { response: { status, scenario, ...(sent !== undefined && { body: sent }) } }),
      ...(delay && { delay }),
      ...(cut && { cut }),
      ...(reset && { reset }),
    };
    const size = (visible === undefined ? 0 : request.body.length) + (sent === undefined ? 0 : (body?.length ?? 0));
    this.#entries.push({ entry, size });
    this.#size += size;
    while (this.#entries.length > longestJournal || this.#size > largestJournal) this.#size -= this.#entries.shift()?.size ?? 0;
  }

  /** The number of the session of a token. It stays the same as long as the journal has the session. */
  #sessionOf(token: string): number {
    const key = hash(token);
    const session = this.#sessions.get(key) ?? ++this.#lastSession;
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    const [oldest = ""] = this.#sessions.keys();
    if (this.#sessions.size > longestJournal) this.#sessions.delete(oldest);
    return session;
  }

  clear() {
    this.#entries = [];
    this.#size = 0;
    this.#sessions.clear();
    this.#lastSession = 0;
  }
}

const secretName = /auth|cookie|credential|api-?key|passw|secret|session|token/i;

/** The query and the headers, without what may be a secret. */
function visibleFields({ security }: Operation, { url, headers }: MockRequest, token: string) {
  const isVisible = ([name, value]: [string, string]) =>
    !secretName.test(name) && !security.some((one) => one?.header === name) && !(token && value.includes(token));
  const visible = (fields: [string, string][]) => Object.fromEntries(fields.filter(isVisible));
  return { query: visible([...url.searchParams]), headers: visible(Object.entries(headers)) };
}

/** The fields of the contract that have the values they should have. */
function visibleBody({ request }: Operation, body: unknown, issues: readonly MockIssue[]): unknown {
  const known = request?.fields ?? [];
  const doubtful = new Set(issues.filter((issue) => issue.in === "body").map(({ pointer }) => pointer));
  if (doubtful.has("")) return undefined;
  return filterJson(body, (pointer) => {
    const isKnown = known.includes(pointer) || known.includes(toEveryItem(pointer));
    return isKnown && !doubtful.has(pointer);
  });
}
