import type { Operation } from "../contract/contract.js";
import { isSame, valueAt } from "../contract/json.js";
import { wait } from "../http/deadline.js";
import { readOptions } from "../http/options.js";
import { retryAfterOf } from "../http/retry-after.js";
import { checkedHeaders, checkToken, isLoopback, resolveBaseUrl } from "../http/server.js";
import type { VerifiedContract } from "./contract.js";
import { CoverageCount } from "./coverage.js";
import { type CheckedExchange, type ExchangeIssue, inspectExchange, isSuccess, issue } from "./exchange.js";
import { type VerifyOptions, verifyRequirements } from "./options.js";
import { expectedSuccesses, type PlannedCheck, type PlannedRequest, planChecks } from "./plan.js";
import { type Check, type Report, reportOf } from "./report.js";
import { NoResponse, type SendOptions, sendPlanned, waitUntilReady } from "./send.js";
import { transcriptOf } from "./transcript.js";

/** After so many requests in a row without a complete response, nothing more is sent. */
const maxFailures = 3;

/** The longest time that a server may ask to wait between two requests, in milliseconds, and how often. */
const maxPause = 60_000;
const maxPauses = 5;

/**
 * Sends the requests of the contract to a server, and requests that it must reject, and checks each response.
 *
 * @throws {TypeError} if an option cannot be used; nothing was sent then.
 * @throws what `signal` was aborted with.
 */
export async function verifyOf(contract: VerifiedContract, options: VerifyOptions): Promise<Report> {
  const report = await new Verification(contract, options).run();
  options.signal?.throwIfAborted();
  return report;
}

/** Whether a server takes the examples: one on this machine, or one by http, which no server of the API is. */
export function standsIn(url: string): boolean {
  return url.startsWith("http:") || isLoopback(new URL(url).hostname);
}

/** Why nothing more is sent. */
class Stop extends Error {}

/** One run of the checks. */
export class Verification {
  readonly #contract: VerifiedContract;
  readonly #options: Pick<VerifyOptions, "exchanges"> & { readonly wait: number; readonly budget: number };
  readonly #sending: SendOptions;
  readonly #checks: readonly PlannedCheck[];
  readonly #done: Check[] = [];
  readonly #coverage: CoverageCount;
  readonly #succeeded = new Set<PlannedCheck>();
  /** The values of fields that must differ, or must not, by JSON pointer. */
  readonly #seen = new Map<string, unknown[]>();
  readonly #failures: string[] = [];
  #failuresInARow = 0;
  #end = Number.POSITIVE_INFINITY;

  /** @throws {TypeError} if an option cannot be used. */
  constructor(contract: VerifiedContract, given: VerifyOptions) {
    const options = readOptions(given, verifyRequirements, "verify");
    const { requests, skip = [], headers = {}, signal, timeout = 10_000 } = options;
    const url = resolveBaseUrl(given, contract.api.servers);
    const token = options.sessionToken ?? (standsIn(url) ? "example-session" : undefined);
    checkToken(token, "pass a valid one to verify");
    if (!standsIn(url) && requests === undefined)
      throw new TypeError(
        "requests is missing: the examples of the contract fit only the mock. Pass requests that the server accepts.",
      );
    const [tokenHeader = ""] = contract.operations.flatMap(({ security }) => security.flatMap((one) => one?.header ?? []));
    const planned = planChecks(contract, token, requests);
    for (const text of skip)
      if (!planned.some(({ name }) => name.includes(text)))
        throw new TypeError(`skip has a text that no check has in its name: ${text}`);
    this.#contract = contract;
    this.#options = { exchanges: options.exchanges, wait: options.wait ?? 0, budget: options.budget ?? 600_000 };
    this.#sending = { url, headers: checkedHeaders(headers, tokenHeader), timeout, signal };
    this.#checks = planned.filter(({ name }) => !skip.some((text) => name.includes(text)));
    this.#coverage = new CoverageCount(contract);
  }

  /** Runs the checks in their order. If it has to stop, the report has what was found before. */
  async run(): Promise<Report> {
    const { signal } = this.#sending;
    try {
      await this.#checkAll();
    } catch (error) {
      if (signal?.aborted) return this.#report("The verification was interrupted.");
      if (error instanceof Stop) return this.#report(error.message);
      throw error;
    }
    return this.#report();
  }

  #report(stopped?: string): Report {
    const { url } = this.#sending;
    const noResponse = this.#failures.length > 0 && this.#failures.length === this.#done.length;
    if (noResponse)
      return reportOf(
        this.#contract,
        url,
        [],
        this.#coverage.result(),
        `No complete response from ${url}: ${this.#failures[0]}.`,
      );
    const reason = stopped ?? reasonOf(this.#contract, this.#checks, this.#succeeded);
    return reportOf(this.#contract, url, this.#done, this.#coverage.result(), reason);
  }

  get #progress(): string {
    return `${this.#done.length} of ${this.#checks.length} checks have run.`;
  }

  async #checkAll() {
    this.#end = Date.now() + this.#options.budget;
    if (this.#options.wait > 0) await waitUntilReady(this.#sending, this.#options.wait);
    for (const check of this.#checks) {
      const started = Date.now();
      const result = await this.#check(check);
      this.#done.push({ ...result, name: check.name, duration: Date.now() - started });
      if (this.#failuresInARow === maxFailures)
        throw new Stop(`Stopped after ${maxFailures} requests in a row without a complete response: ${this.#progress}`);
    }
  }

  async #check(check: PlannedCheck): Promise<Omit<Check, "name">> {
    if (check.repeats && !this.#succeeded.has(check.repeats))
      return { outcome: "skipped", note: `nothing was created by "${check.repeats.name}"`, issues: [] };
    let checked: CheckedExchange;
    try {
      checked = await this.#send(check, check.request);
      if (check.retry && isStatusOfTaken(check.operation, checked.status)) checked = await this.#send(check, check.retry);
    } catch (error) {
      if (!(error instanceof NoResponse)) throw error;
      this.#failures.push(error.message);
      this.#failuresInARow++;
      const message = `is missing or incomplete: ${error.message}`;
      return { outcome: "failed", issues: [issue("response", "status", "response", message)] };
    }
    this.#failuresInARow = 0;
    return this.#judge(check, checked);
  }

  /** Sends a request. If the server asks to wait, it is sent again after that. */
  async #send({ operation, rejection }: PlannedCheck, request: PlannedRequest): Promise<CheckedExchange> {
    for (let pauses = 0; ; pauses++) {
      this.#checkTime();
      const timeout = Math.min(this.#sending.timeout, this.#end - Date.now());
      const exchange = await sendPlanned(this.#contract, operation, request, { ...this.#sending, timeout }).catch((error) => {
        this.#checkTime();
        throw error;
      });
      if (exchange.response.status !== 429 || rejection?.status === 429)
        return inspectExchange(this.#contract, exchange, operation);
      const pause = retryAfterOf(new Headers(exchange.response.headers));
      if (pause === undefined || pause > maxPause || pauses === maxPauses || Date.now() + pause > this.#end)
        throw new Stop(`The server limits how many requests it takes (429). Try again later: ${this.#progress}`);
      await wait(pause, this.#sending.signal);
    }
  }

  #checkTime() {
    if (Date.now() >= this.#end) throw new Stop(`The time for the verification is up: ${this.#progress}`);
  }

  async #judge(check: PlannedCheck, checked: CheckedExchange): Promise<Omit<Check, "name">> {
    const { operation, rejection } = check;
    const { status, responseIssues } = checked;
    const isExpected = rejection ? isRejectedAs(rejection.status, status) : isSuccess(status);
    if (!isExpected && (await this.#isTokenRejected(check, checked))) throw this.#tokenProblem(checked);
    this.#coverage.add(checked);
    if (!isExpected && check.mayBeTaken && isStatusOfTaken(operation, status) && responseIssues.length === 0) {
      const note = "rejected because of data that the server has already: put {unique} into what must be new";
      return { status, outcome: "skipped", note, issues: [] };
    }
    if (isExpected && !rejection) this.#succeeded.add(check); // Even with issues: it has created something.
    const issues = isExpected ? this.#issuesOfExpected(check, checked) : issuesOfUnexpected(check, checked);
    if (issues.length === 0) return { status, outcome: "passed", issues };
    const { exchanges } = this.#options;
    return {
      status,
      outcome: "failed",
      issues,
      ...(exchanges && { exchange: transcriptOf(this.#contract, checked, exchanges) }),
    };
  }

  #issuesOfExpected({ rejection }: PlannedCheck, checked: CheckedExchange): readonly ExchangeIssue[] {
    return rejection || checked.responseIssues.length > 0 ? checked.responseIssues : this.#identityIssues(checked);
  }

  /** Whether every valid request gets a status that stands for a wrong token: it says nothing of the server then. */
  async #isTokenRejected({ operation, request }: PlannedCheck, { status }: CheckedExchange): Promise<boolean> {
    const valid = this.#checks.filter((one) => one.scenario && one.operation === operation);
    if (!isTokenStatus(operation, status) || request.token !== valid[0]?.request.token) return false;
    try {
      for (const one of valid) {
        const checked = await this.#send(one, one.retry ?? one.request);
        if (!isTokenStatus(operation, checked.status)) return false;
      }
    } catch (error) {
      if (error instanceof NoResponse) return false;
      throw error;
    }
    return valid.length > 0;
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
      const message =
        by === "request" ? "must be new, but an earlier response has the same" : "must be as in earlier responses";
      const isRight = by === "request" ? !isKnown : isKnown || seen.length === 0;
      return isRight ? [] : [issue("response", "body", "unique", message, pointer)];
    });
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

const isRejectedAs = (expected: number | undefined, status: number) =>
  expected === undefined ? status >= 400 && status < 500 : status === expected;

/** Whether a valid request can have this status because of data that the server has already. */
function isStatusOfTaken({ scenarios }: Operation, status: number): boolean {
  return scenarios.some(({ when, status: expected }) => when.taken && status === expected);
}

function isTokenStatus({ scenarios }: Operation, status: number): boolean {
  return scenarios.some(({ when, status: expected }) => when.token !== undefined && status === expected);
}

/** Why the checks are too few to say that a server conforms; undefined if they are not. */
function reasonOf(
  { operations }: VerifiedContract,
  planned: readonly PlannedCheck[],
  succeeded: ReadonlySet<PlannedCheck>,
): string | undefined {
  if (planned.length === 0) return "There was nothing to send: `requests` is empty, or `skip` left out every check.";
  const nothingSent = operations.filter((operation) => !planned.some((check) => check.operation === operation));
  if (nothingSent.length > 0) return `Nothing was sent to ${namesOf(nothingSent)}, so nothing is known of it.`;
  const checks = [...succeeded];
  const missing = operations.flatMap((operation) =>
    expectedSuccesses(operation)
      .filter(({ name }) => !checks.some((check) => check.operation === operation && check.scenario === name))
      .map(({ name }) => `${operation.operationId}: ${name}`),
  );
  if (missing.length > 0) return `These must succeed, but none of their requests did, or none was sent: ${missing.join(", ")}.`;
  const silent = operations.filter((operation) => !checks.some((check) => check.operation === operation));
  return silent.length > 0 ? `No request of ${namesOf(silent)} succeeded, so no response to a success was checked.` : undefined;
}

const namesOf = (operations: readonly Operation[]) => operations.map(({ operationId }) => operationId).join(", ");
