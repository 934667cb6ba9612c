import type { Operation } from "../contract/contract.js";
import { isSame, keysOf, valueAt } from "../contract/json.js";
import { wait } from "../http/deadline.js";
import {
  checkedHeaders,
  checkToken,
  isLoopback,
  type Requirement,
  type Requirements,
  readOptions,
  resolveBaseUrl,
  type ServerOptions,
  signalOption,
  uncheckedOption,
} from "../http/options.js";
import type { VerifiedContract } from "./contract.js";
import { CoverageCount } from "./coverage.js";
import { type CheckedExchange, type Exchange, type ExchangeIssue, headerOf, inspect, isSuccess, issue } from "./exchange.js";
import { type PlannedCheck, type PlannedRequest, planChecks, successesOf } from "./plan.js";
import { type Check, type Report, reportOf } from "./report.js";
import type { Requests } from "./requests.js";
import { type SendOptions, send, waitUntilReady } from "./send.js";
import { transcriptOf } from "./transcript.js";

/** Which server is verified, and with what. */
export type VerifyOptions<Server extends string = string> = ServerOptions<Server> & {
  /** Identifies the user whose data is created. Required unless the server is on this machine, or reached by http. */
  sessionToken?: string | undefined;
  /**
   * Requests that the server accepts, in the form of `examples`: by operation and scenario, each with `params` or `request`. Required
   * like `sessionToken`, because the examples of the contract fit only a server that stands in. `{unique}` in a string becomes a UUID.
   */
  requests?: Requests | undefined;
  /** Leaves out every check whose name contains one of these. */
  skip?: readonly string[] | undefined;
  /** More headers for every request, such as those that a gateway asks for. They are in no report. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** How many milliseconds a complete response may take. Default: 10,000. */
  timeout?: number | undefined;
  /** How many milliseconds to wait for a server that is still starting. Default: 0. */
  wait?: number | undefined;
  /** How many milliseconds the verification may take. Default: 600,000. */
  budget?: number | undefined;
  /**
   * Adds what was sent and what came back to each check that failed, as `exchange`: `masked` without token and free text, such as
   * credentials, `values` without the token alone.
   */
  exchanges?: "masked" | "values" | undefined;
  /** Aborts the verification. */
  signal?: AbortSignal | undefined;
};

const millisecondsOption: Requirement = {
  accepts: (value) => typeof value === "number" && value > 0 && value < 2 ** 31,
  text: "a positive number of milliseconds below 2^31",
};

const requirements: Requirements<VerifyOptions> = {
  server: uncheckedOption,
  baseUrl: uncheckedOption,
  allowInsecureHttp: uncheckedOption,
  sessionToken: uncheckedOption,
  requests: uncheckedOption,
  skip: { accepts: (value) => Array.isArray(value), text: "a list of texts" },
  headers: uncheckedOption,
  timeout: millisecondsOption,
  wait: { ...millisecondsOption, accepts: (value) => value === 0 || millisecondsOption.accepts(value) },
  budget: millisecondsOption,
  exchanges: { accepts: (value) => value === "masked" || value === "values", text: "masked or values" },
  signal: signalOption,
};

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
  const report = await runChecks(contract, prepare(contract, options));
  options.signal?.throwIfAborted();
  return report;
}

/** What is sent where. */
export interface Verification extends Pick<VerifyOptions, "exchanges"> {
  readonly checks: readonly PlannedCheck[];
  readonly sending: SendOptions;
  readonly wait: number;
  readonly budget: number;
}

/** @throws {TypeError} if an option cannot be used. */
export function prepare(contract: VerifiedContract, given: VerifyOptions): Verification {
  const {
    sessionToken,
    requests,
    skip = [],
    headers = {},
    exchanges,
    signal,
    ...more
  } = readOptions(given, requirements, "verify");
  const { timeout = 10_000, wait: waitingTime = 0, budget = 600_000 } = more;
  const url = resolveBaseUrl(given, contract.api.servers);
  const token = standsIn(url) ? (sessionToken ?? "example-session") : sessionToken;
  checkToken(token, "pass a valid one to verify");
  if (!standsIn(url) && requests === undefined)
    throw new TypeError(
      "requests is missing: the examples of the contract fit only the mock. Pass requests that the server accepts.",
    );
  const [tokenHeader = ""] = contract.operations.flatMap(({ security }) => security.flatMap((one) => one?.header ?? []));
  const sending = { url, headers: checkedHeaders(headers, tokenHeader), timeout, signal };
  const planned = planChecks(contract, token, requests);
  for (const text of skip)
    if (!planned.some(({ name }) => name.includes(text)))
      throw new TypeError(`skip has a text that no check has in its name: ${text}`);
  const checks = planned.filter(({ name }) => !skip.some((text) => name.includes(text)));
  return { checks, sending, wait: waitingTime, budget, exchanges };
}

/** Whether a server takes the examples: one on this machine, or one by http, which no server of the API is. */
export function standsIn(url: string): boolean {
  return url.startsWith("http:") || isLoopback(new URL(url).hostname);
}

/** Runs the checks in their order. If it has to stop, the report has what was found before. */
export async function runChecks(contract: VerifiedContract, verification: Verification): Promise<Report> {
  const run = new Run(contract, verification);
  let reason: string | undefined;
  try {
    await run.checkAll();
  } catch (error) {
    const { signal } = verification.sending;
    if (!(error instanceof Stop) && !signal?.aborted) throw error;
    reason = signal?.aborted ? "The verification was interrupted." : (error as Stop).message;
  }
  return run.report(reason);
}

/** Why nothing more is sent. */
class Stop extends Error {}

/** A complete response, parsed and checked, or why there is none. */
type Arrival = { exchange: Exchange; checked: CheckedExchange; failure?: undefined } | { failure: string };

class Run {
  readonly #contract: VerifiedContract;
  readonly #verification: Verification;
  readonly #end: number;
  readonly #done: Check[] = [];
  readonly #coverage: CoverageCount;
  readonly #succeeded = new Set<PlannedCheck>();
  /** The values of fields that must differ, or must not, by JSON pointer. */
  readonly #seen = new Map<string, unknown[]>();
  readonly #failures: string[] = [];
  #failuresInARow = 0;

  constructor(contract: VerifiedContract, verification: Verification) {
    this.#contract = contract;
    this.#verification = verification;
    this.#end = Date.now() + verification.budget;
    this.#coverage = new CoverageCount(contract);
  }

  async checkAll() {
    const { checks, sending, wait: waitingTime } = this.#verification;
    if (waitingTime > 0) await waitUntilReady(sending, waitingTime);
    for (const check of checks) {
      const started = Date.now();
      const result = await this.#check(check);
      this.#done.push({ ...result, name: check.name, duration: Date.now() - started });
      if (this.#failuresInARow === maxFailures)
        throw new Stop(`Stopped after ${maxFailures} requests in a row without a complete response: ${this.#progress()}`);
    }
  }

  /** `url` and how it is with the checks, if it must be said. */
  report(stopped: string | undefined): Report {
    const { checks, sending } = this.#verification;
    const { url } = sending;
    const noResponse = this.#failures.length > 0 && this.#failures.length === this.#done.length;
    if (noResponse)
      return reportOf(this.#contract, url, [], this.#coverage, `No complete response from ${url}: ${this.#failures[0]}.`);
    const reason = stopped ?? reasonOf(this.#contract, checks, this.#succeeded);
    return reportOf(this.#contract, url, this.#done, this.#coverage, reason);
  }

  #progress(): string {
    return `${this.#done.length} of ${this.#verification.checks.length} checks have run.`;
  }

  async #check(check: PlannedCheck): Promise<Omit<Check, "name">> {
    if (check.repeats && !this.#succeeded.has(check.repeats))
      return { outcome: "skipped", note: `nothing was created by "${check.repeats.name}"`, issues: [] };
    let arrival = await this.#send(check, check.request);
    if (check.retry && "checked" in arrival && isStatusOfTaken(check.operation, arrival.checked.status))
      arrival = await this.#send(check, check.retry);
    if (arrival.failure !== undefined) {
      this.#failures.push(arrival.failure);
      this.#failuresInARow++;
      const message = `is missing or incomplete: ${arrival.failure}`;
      return { outcome: "failed", issues: [issue("response", "status", "response", message)] };
    }
    this.#failuresInARow = 0;
    return this.#judge(check, arrival);
  }

  async #judge(
    check: PlannedCheck,
    { exchange, checked }: Exclude<Arrival, { failure: string }>,
  ): Promise<Omit<Check, "name">> {
    const { operation, rejection } = check;
    const { status, responseIssues } = checked;
    const isExpected = rejection ? isRejectedAs(rejection.status, status) : isSuccess(status);
    if (!isExpected && isTokenStatus(operation, status)) await this.#stopIfTokenIsRejected(check, checked);
    this.#coverage.add(checked);
    if (!isExpected && check.mayBeTaken && isStatusOfTaken(operation, status) && responseIssues.length === 0) {
      const note = "rejected because of data that the server has already: put {unique} into what must be new";
      return { status, outcome: "skipped", note, issues: [] };
    }
    const issues = isExpected
      ? [...responseIssues, ...(rejection || responseIssues.length > 0 ? [] : this.#identityIssues(check, checked))]
      : [unexpectedStatus(check, status), ...responseIssues.filter(({ part }) => part !== "status")];
    if (issues.length === 0) {
      if (!rejection) this.#succeeded.add(check);
      return { status, outcome: "passed", issues };
    }
    if (isExpected && !rejection) this.#succeeded.add(check); // It has created something.
    const { exchanges } = this.#verification;
    return {
      status,
      outcome: "failed",
      issues,
      ...(exchanges && { exchange: transcriptOf(this.#contract, operation, exchange, exchanges) }),
    };
  }

  #checkTime() {
    if (Date.now() >= this.#end) throw new Stop(`The time for the verification is up: ${this.#progress()}`);
  }

  /** Sends a request. If the server asks to wait, it is sent again after that. */
  async #send(check: PlannedCheck, request: PlannedRequest): Promise<Arrival> {
    const { sending } = this.#verification;
    for (let pauses = 0; ; pauses++) {
      this.#checkTime();
      const timeout = Math.min(sending.timeout, this.#end - Date.now());
      const { exchange, failure } = await send(this.#contract, check.operation, request, { ...sending, timeout });
      if (!exchange) {
        this.#checkTime();
        return { failure };
      }
      if (exchange.response.status !== 429 || check.rejection?.status === 429)
        return { exchange, checked: inspect(this.#contract, exchange, check.operation) };
      const pause = pauseOf(headerOf(exchange.response, "Retry-After"));
      if (pause === undefined || pause > maxPause || pauses === maxPauses || Date.now() + pause > this.#end)
        throw new Stop(`The server limits how many requests it takes (429). Try again later: ${this.#progress()}`);
      await wait(pause, sending.signal);
    }
  }

  /** A status that stands for a wrong token says nothing of the server if even valid requests get it. */
  async #stopIfTokenIsRejected(check: PlannedCheck, { responseIssues, status }: CheckedExchange) {
    const valid = this.#verification.checks.filter(({ scenario, operation }) => scenario && operation === check.operation);
    if (valid.length === 0 || check.request.token !== valid[0]?.request.token) return;
    for (const other of valid) {
      if (other === check) continue;
      const arrival = await this.#send(other, other.retry ?? other.request);
      if (arrival.failure !== undefined || !isTokenStatus(other.operation, arrival.checked.status)) return;
    }
    if (responseIssues.length > 0)
      throw new Stop(
        `Something in front of the server rejects the requests: the responses with ${status} do not match the contract. ` +
          `Send the headers that it asks for, or correct the URL.`,
      );
    const since = this.#succeeded.size > 0 ? ` It has expired: ${this.#progress()}` : "";
    throw new Stop(`The server rejects the session token: get a new one.${since}`);
  }

  /** The fields that must be new in each success, and those that must stay the same for a user. */
  #identityIssues({ operation }: PlannedCheck, { responseBody }: CheckedExchange): ExchangeIssue[] {
    return Object.entries(operation.unique).flatMap(([pointer, by]) => {
      const value = valueAt(responseBody, pointer);
      if (value === undefined || value === null) return [];
      const seen = this.#seen.get(pointer) ?? [];
      this.#seen.set(pointer, [...seen, value]);
      const isKnown = seen.some((one) => isSame(one, value));
      if (by === "request" ? !isKnown : isKnown || seen.length === 0) return [];
      const message =
        by === "request" ? "must be new, but an earlier response has the same" : "must be as in earlier responses";
      return [{ in: "response", part: "body", pointer, path: keysOf(pointer), rule: "unique", message }];
    });
  }
}

function unexpectedStatus({ operation, rejection, repeats }: PlannedCheck, status: number): ExchangeIssue {
  const successes = Object.keys(operation.responses).filter((key) => key.startsWith("2"));
  const expected = rejection ? (rejection.status ?? "an error status") : successes.join(" or ");
  const why =
    repeats && isSuccess(status)
      ? `: the server does not remember what "${repeats.name}" has created. A server without state cannot conform`
      : "";
  return issue("response", "status", "status", `is ${status}; expected ${expected}${why}`);
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

/** The milliseconds that a `Retry-After` stands for; undefined if it is none. */
function pauseOf(retryAfter = ""): number | undefined {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
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
    successesOf(operation)
      .filter(({ name }) => !checks.some((check) => check.operation === operation && check.scenario === name))
      .map(({ name }) => `${operation.operationId}: ${name}`),
  );
  if (missing.length > 0) return `These must succeed, but none of their requests did, or none was sent: ${missing.join(", ")}.`;
  const silent = operations.filter((operation) => !checks.some((check) => check.operation === operation));
  return silent.length > 0 ? `No request of ${namesOf(silent)} succeeded, so no response to a success was checked.` : undefined;
}

const namesOf = (operations: readonly Operation[]) => operations.map(({ operationId }) => operationId).join(", ");
