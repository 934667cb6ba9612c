import type { Operation, Scenario } from "../contract/contract.js";
import { isSame, valueAt } from "../contract/json.js";
import { isLoopback, resolveBaseUrl } from "../http/base-url.js";
import { TimeoutError, wait, withTimeout } from "../http/deadline.js";
import { checkedHeaders, checkToken } from "../http/headers.js";
import { readOptions } from "../http/options.js";
import { retryAfterOf } from "../http/retry-after.js";
import type { VerifiedContract } from "./contract.js";
import { CoverageCount } from "./coverage.js";
import { type CheckedExchange, type ExchangeIssue, inspectExchange, isSuccess, issue } from "./exchange.js";
import { type VerifyOptions, verifyRequirements } from "./options.js";
import { type PlannedCheck, type PlannedRequest, planChecks } from "./plan.js";
import { type Check, type Report, reportOf } from "./report.js";
import { scenariosToSend } from "./requests.js";
import { NoResponse, sendPlanned, type Target, waitUntilReady } from "./send.js";
import { transcriptOf } from "./transcript.js";

/** After so many requests in a row without a complete response, nothing more is sent. */
const maxFailures = 3;

/** The longest time that a server may ask to wait between two requests, in milliseconds, and how often. */
const maxPause = 60_000;
const maxPauses = 5;

/** Runs every check, and throws if `signal` was aborted. */
export async function verifyOf(contract: VerifiedContract, options: VerifyOptions): Promise<Report> {
  const report = await new Verification(contract, options).run();
  options.signal?.throwIfAborted();
  return report;
}

/** Why nothing more is sent. */
class Stop extends Error {}

/** What came of a check. */
type Result = Omit<Check, "name">;

/** One run of the checks. */
export class Verification {
  readonly #contract: VerifiedContract;
  readonly #options: Pick<VerifyOptions, "exchanges" | "signal"> & { readonly wait: number; readonly budget: number };
  readonly #target: Target;
  readonly #checks: readonly PlannedCheck[];
  readonly #done: Check[] = [];
  readonly #coverage: CoverageCount;
  readonly #succeeded = new Set<PlannedCheck>();
  /** The values of fields that must differ, or must not, by JSON pointer. */
  readonly #seen = new Map<string, unknown[]>();
  /** Why there was no complete response, for each request since the last one. */
  #failures: string[] = [];

  /** @throws {TypeError} if an option cannot be used. */
  constructor(contract: VerifiedContract, given: VerifyOptions) {
    const options = readOptions(given, verifyRequirements, "verify");
    const { requests, skip = [], headers = {}, exchanges, signal, timeout = 10_000 } = options;
    const url = resolveBaseUrl(given, contract.api.servers);
    // A server of the API takes no examples: only one on this machine does, or one by http.
    const standsIn = url.startsWith("http:") || isLoopback(new URL(url).hostname);
    const token = options.sessionToken || (standsIn ? "example-session" : undefined);
    checkToken(token, "pass that of the user whose data is created; the program takes it from NEXUS_SESSION_TOKEN");
    if (!standsIn && requests === undefined)
      throw new TypeError(
        "requests is missing: the examples of the contract fit only the mock. Pass requests that the server accepts; the program takes them from --requests or NEXUS_REQUESTS.",
      );
    const [tokenHeader = ""] = contract.operations.flatMap(({ security }) => security.flatMap((one) => one?.header ?? []));
    const planned = planChecks(contract, token, requests);
    for (const text of skip)
      if (!planned.some(({ name }) => name.includes(text)))
        throw new TypeError(`skip has a text that no check has in its name: ${text}`);
    this.#contract = contract;
    this.#options = { exchanges, signal, wait: options.wait ?? 0, budget: options.budget ?? 600_000 };
    this.#target = { url, headers: checkedHeaders(headers, tokenHeader), timeout };
    this.#checks = planned.filter(({ name }) => !skip.some((text) => name.includes(text)));
    this.#coverage = new CoverageCount(contract);
  }

  get baseUrl(): string {
    return this.#target.url;
  }

  /** Runs the checks in their order. If it has to stop, the report has what was found before. */
  async run(): Promise<Report> {
    const stopped = await this.#runChecks();
    const noResponse = this.#failures.length > 0 && this.#failures.length === this.#done.length;
    const reason = noResponse
      ? `No complete response from ${this.baseUrl}: ${this.#failures[0]}.`
      : (stopped ?? this.#missingSuccesses());
    return reportOf(this.#contract, this.baseUrl, noResponse ? [] : this.#done, this.#coverage.result(), reason);
  }

  /** Returns why not every check has run, if so. */
  async #runChecks(): Promise<string | undefined> {
    const { budget, signal } = this.#options;
    try {
      await withTimeout((limited) => this.#checkAll(limited), budget, signal);
      return undefined;
    } catch (error) {
      if (signal?.aborted) return "The verification was interrupted.";
      if (error instanceof TimeoutError) return `The time for the verification is up: ${this.#progress}`;
      if (error instanceof Stop) return error.message;
      throw error;
    }
  }

  get #progress(): string {
    return `${this.#done.length} of ${this.#checks.length} checks have run.`;
  }

  async #checkAll(signal: AbortSignal) {
    if (this.#options.wait > 0) await waitUntilReady(this.#target, this.#options.wait, signal);
    for (const check of this.#checks) {
      const started = Date.now();
      const result = await this.#check(check, signal);
      this.#done.push({ ...result, name: check.name, duration: Date.now() - started });
      if (this.#failures.length === maxFailures)
        throw new Stop(`Stopped after ${maxFailures} requests in a row without a complete response: ${this.#progress}`);
    }
  }

  async #check(check: PlannedCheck, signal: AbortSignal): Promise<Result> {
    const { operation, request, retry, repeats } = check;
    if (repeats && !this.#succeeded.has(repeats))
      return { outcome: "skipped", note: `nothing was created by "${repeats.name}"`, issues: [] };
    try {
      let checked = await this.#send(check, request, signal);
      if (retry && isStatusOf("taken", operation, checked.status)) checked = await this.#send(check, retry, signal);
      this.#failures = [];
      if (await this.#isTokenRejected(check, checked, signal)) throw this.#tokenProblem(checked);
      return this.#judge(check, checked);
    } catch (error) {
      if (!(error instanceof NoResponse)) throw error;
      this.#failures.push(error.message);
      const message = `is missing or incomplete: ${error.message}`;
      return { outcome: "failed", issues: [issue("response", "status", "response", message)] };
    }
  }

  /** Sends a request. If the server asks to wait, it is sent again after that. */
  async #send({ operation, rejection }: PlannedCheck, request: PlannedRequest, signal: AbortSignal): Promise<CheckedExchange> {
    for (let pauses = 0; ; pauses++) {
      const exchange = await sendPlanned(this.#contract, operation, request, this.#target, signal);
      if (exchange.response.status !== 429 || rejection?.status === 429)
        return inspectExchange(this.#contract, exchange, operation);
      const pause = retryAfterOf(new Headers(exchange.response.headers));
      if (pause === undefined || pause > maxPause || pauses === maxPauses)
        throw new Stop(`The server limits how many requests it takes (429). Try again later: ${this.#progress}`);
      await wait(pause, signal);
    }
  }

  /** What a response says of the server. */
  #judge(check: PlannedCheck, checked: CheckedExchange): Result {
    const { operation, rejection, mayBeTaken } = check;
    const { status, responseIssues } = checked;
    this.#coverage.add(checked);
    const isExpected = hasExpectedStatus(check, status);
    if (!isExpected && mayBeTaken && isStatusOf("taken", operation, status) && responseIssues.length === 0) {
      const note = "rejected because of data that the server has already: put {unique} into what must be new";
      return { status, outcome: "skipped", note, issues: [] };
    }
    const isSuccessful = isExpected && !rejection;
    if (isSuccessful) this.#succeeded.add(check); // Even with issues: it has created something.
    const ofResponse = isExpected ? responseIssues : issuesOfUnexpected(check, checked);
    const issues = isSuccessful && ofResponse.length === 0 ? this.#identityIssues(checked) : ofResponse;
    if (issues.length === 0) return { status, outcome: "passed", issues };
    const { exchanges } = this.#options;
    const exchange = exchanges && { exchange: transcriptOf(this.#contract, checked, exchanges) };
    return { status, outcome: "failed", issues, ...exchange };
  }

  /** Whether every valid request gets a status that stands for a wrong token: it says nothing of the server then. */
  async #isTokenRejected(check: PlannedCheck, { status, token }: CheckedExchange, signal: AbortSignal): Promise<boolean> {
    const { operation } = check;
    if (hasExpectedStatus(check, status) || !isStatusOf("token", operation, status)) return false;
    const valid = this.#checks.filter((one) => one.scenario && one.operation === operation);
    if (token !== valid[0]?.request.token) return false;
    for (const one of valid) {
      const checked = await this.#send(one, one.retry ?? one.request, signal);
      if (!isStatusOf("token", operation, checked.status)) return false;
    }
    return true;
  }

  #tokenProblem({ responseIssues, status }: CheckedExchange): Stop {
    if (responseIssues.length > 0)
      return new Stop(
        `Something in front of the server rejects the requests: the responses with ${status} do not match the contract. ` +
          `Send the headers that it asks for, or correct the URL.`,
      );
    const since = this.#succeeded.size > 0 ? ` It has expired: ${this.#progress}` : "";
    return new Stop(`The server rejects the session token: get a new one.${since}`);
  }

  /** The fields that must be new in each success, and those that must stay the same for a user. */
  #identityIssues({ operation, responseBody }: CheckedExchange): ExchangeIssue[] {
    return Object.entries(operation.unique).flatMap(([pointer, by]) => {
      const value = valueAt(responseBody, pointer);
      if (value === undefined || value === null) return [];
      const seen = this.#seen.get(pointer) ?? [];
      this.#seen.set(pointer, [...seen, value]);
      const isKnown = seen.some((one) => isSame(one, value));
      if (by === "request" ? !isKnown : isKnown || seen.length === 0) return [];
      const message =
        by === "request" ? "must be new, but an earlier response has the same" : "must be as in earlier responses";
      return [issue("response", "body", "unique", message, pointer)];
    });
  }

  /** Why the checks are too few to say that a server conforms: each operation, and each of its scenarios of a success, must succeed. */
  #missingSuccesses(): string | undefined {
    const missing = this.#contract.operations.flatMap((operation) => {
      const { operationId } = operation;
      const succeeded = [...this.#succeeded].filter((check) => check.operation === operation);
      const isMissing = ({ name, status }: Scenario) => status < 400 && !succeeded.some(({ scenario }) => scenario === name);
      const scenarios = scenariosToSend(operation).filter(isMissing);
      if (scenarios.length > 0) return scenarios.map(({ name }) => `${operationId}: ${name}`);
      return succeeded.length > 0 ? [] : [operationId];
    });
    if (missing.length === 0) return undefined;
    return `These must succeed, but none of their requests did, or none was sent: ${missing.join(", ")}.`;
  }
}

function issuesOfUnexpected(
  { operation, rejection, repeats }: PlannedCheck,
  { status, responseIssues }: CheckedExchange,
): ExchangeIssue[] {
  const successes = Object.keys(operation.responses).filter((key) => key.startsWith("2"));
  const expected = rejection ? (rejection.status ?? "an error status") : successes.join(" or ");
  const why =
    repeats && isSuccess(status)
      ? `: the server does not remember what "${repeats.name}" has created. A server without state cannot conform`
      : "";
  const unexpected = issue("response", "status", "status", `is ${status}; expected ${expected}${why}`);
  return [unexpected, ...responseIssues.filter(({ part }) => part !== "status")];
}

function hasExpectedStatus({ rejection }: PlannedCheck, status: number): boolean {
  if (!rejection) return isSuccess(status);
  return rejection.status === undefined ? status >= 400 && status < 500 : status === rejection.status;
}

/** Whether a valid request can have this status because its data is taken, or because of its token. */
function isStatusOf(reason: "taken" | "token", { scenarios }: Operation, status: number): boolean {
  return scenarios.some(({ when, status: expected }) => when[reason] !== undefined && status === expected);
}
