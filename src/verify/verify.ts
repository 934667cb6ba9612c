import type { Operation } from "../contract/contract.js";
import { checkTimeout, checkToken, isLoopback, resolveBaseUrl, type ServerOptions } from "../http/options.js";
import { type PlannedCheck, planChecks, type Requests } from "./checks.js";
import type { VerifiedContract } from "./contract.js";
import { type CheckedExchange, inspect, isSuccess, issue } from "./exchange.js";
import { type Check, type Report, reportOf } from "./report.js";
import { type Delivery, type SendOptions, send } from "./send.js";

/** Which server is verified, and with what. */
export type VerifyOptions<Server extends string = string> = ServerOptions<Server> & {
  /** Identifies the user whose data is created. Required unless the server is on this machine. */
  sessionToken?: string | undefined;
  /**
   * Requests that the server accepts, in the form of `examples`: by operation and scenario, each with `params` or `request`. Required
   * unless the server is on this machine, because the examples of the contract fit only the mock. `{unique}` in a string becomes a UUID.
   */
  requests?: Requests | undefined;
  /** Leaves out every check whose name contains one of these. */
  skip?: readonly string[] | undefined;
  /** How many milliseconds a complete response may take. Default: 10,000. */
  timeout?: number | undefined;
  /** Aborts the verification. */
  signal?: AbortSignal | undefined;
};

/** After so many requests in a row without a complete response, nothing more is sent. */
const maxFailures = 3;

/**
 * Sends the requests of the contract to a server, and requests that it must reject, and checks each response.
 *
 * @throws {TypeError} if an option cannot be used; nothing was sent then.
 * @throws what `signal` was aborted with.
 */
export async function verifyOf(contract: VerifiedContract, options: VerifyOptions): Promise<Report> {
  return runChecks(contract, prepare(contract, options));
}

/** What is sent where. */
export interface Verification {
  readonly checks: readonly PlannedCheck[];
  readonly sending: SendOptions;
}

/** @throws {TypeError} if an option cannot be used. */
export function prepare(contract: VerifiedContract, options: VerifyOptions): Verification {
  const { sessionToken, requests, skip = [], timeout = 10_000, signal } = options;
  checkTimeout(timeout);
  const url = resolveBaseUrl(options, contract.api.servers);
  const isLocal = isLoopback(new URL(url).hostname);
  const token = isLocal ? (sessionToken ?? "example-session") : sessionToken;
  checkToken(token, "pass a valid one to verify");
  if (!isLocal && requests === undefined)
    throw new TypeError(
      "requests is missing: the examples of the contract fit only the mock. Pass requests that the server accepts.",
    );
  const checks = planChecks(contract, token, requests).filter(({ name }) => !skip.some((text) => name.includes(text)));
  return { checks, sending: { url, timeout, signal } };
}

export async function runChecks(contract: VerifiedContract, { checks, sending }: Verification): Promise<Report> {
  const { url } = sending;
  const done: Check[] = [];
  const exchanges: CheckedExchange[] = [];
  const failures: string[] = [];
  let failuresInARow = 0;
  for (const check of checks) {
    const { result, exchange, failure } = await run(contract, check, sending);
    done.push(result);
    if (exchange) exchanges.push(exchange);
    if (failure) failures.push(failure);
    failuresInARow = failure ? failuresInARow + 1 : 0;
    if (failuresInARow === maxFailures) break;
  }
  if (exchanges.length === 0 && failures.length > 0)
    return reportOf(contract, url, [], [], `No complete response from ${url}: ${failures[0]}.`);
  if (isTokenRejected(exchanges))
    return reportOf(contract, url, [], [], "The server rejects the session token: get a new one.");
  return reportOf(contract, url, done, exchanges, reasonOf(checks, done, exchanges));
}

/** What came of a check: a complete response, or why there is none. */
interface Run {
  readonly result: Check;
  readonly exchange?: CheckedExchange;
  readonly failure?: string;
}

/** Sends the request of a check. If the server rejects it because of data that it has, sends it with new values. */
async function run(contract: VerifiedContract, check: PlannedCheck, sending: SendOptions): Promise<Run> {
  const first = resultOf(contract, check, await send(contract, check.operation, check.request, sending));
  if (!check.retry || first.result.outcome !== "skipped") return first;
  return resultOf(contract, check, await send(contract, check.operation, check.retry, sending));
}

function resultOf(contract: VerifiedContract, check: PlannedCheck, delivery: Delivery): Run {
  const { operation, name, rejection } = check;
  if (!delivery.exchange) {
    const { failure } = delivery;
    const message = `is missing or incomplete: ${failure}`;
    return { failure, result: { name, outcome: "failed", issues: [issue("response", "status", "response", message)] } };
  }
  const exchange = inspect(contract, delivery.exchange, operation);
  const { status, responseIssues } = exchange;
  const isPossible = !rejection && isStatusOfTaken(operation, status);
  const expected = expectationOf(check);
  const isExpected = isPossible || (rejection ? isRejectedAs(rejection.status, status) : isSuccess(status));
  const issues = isExpected
    ? responseIssues
    : [
        issue("response", "status", "status", `is ${status}; expected ${expected}`),
        ...responseIssues.filter(({ part }) => part !== "status"),
      ];
  if (issues.length > 0) return { exchange, result: { name, status, outcome: "failed", issues } };
  if (!isPossible) return { exchange, result: { name, status, outcome: "passed", issues } };
  const note = `rejected because of data that the server has already, so no response with ${expected} was seen`;
  return { exchange, result: { name, status, outcome: "skipped", note, issues } };
}

function expectationOf({ operation, rejection }: PlannedCheck): string {
  if (rejection) return String(rejection.status ?? "an error status");
  return Object.keys(operation.responses)
    .filter((status) => status.startsWith("2"))
    .join(" or ");
}

const isRejectedAs = (expected: number | undefined, status: number) =>
  expected === undefined ? status >= 400 && status < 500 : status === expected;

/** Whether a valid request can have this status because of data that the server has already. */
function isStatusOfTaken({ scenarios }: Operation, status: number): boolean {
  return scenarios.some((scenario) => scenario.when.taken && scenario.status === status);
}

/** Why the checks are too few to say that a server conforms; undefined if they are not. */
function reasonOf(planned: readonly PlannedCheck[], done: Check[], exchanges: CheckedExchange[]): string | undefined {
  if (planned.length === 0) return "There was nothing to send: `requests` is empty, or `skip` left out every check.";
  if (done.length < planned.length)
    return `Stopped after ${maxFailures} requests in a row without a complete response: ${done.length} of ${planned.length} checks have run.`;
  const succeeded = new Set(exchanges.filter(({ status }) => isSuccess(status)).map(({ operation }) => operation));
  const silent = planned.find(({ operation }) => !succeeded.has(operation));
  return silent && `No request of ${silent.operation.operationId} succeeded, so no response to a success was checked.`;
}

/** Whether every request with a token was rejected with the status for a wrong one, which says nothing of the server. */
function isTokenRejected(exchanges: CheckedExchange[]): boolean {
  const withToken = exchanges.filter(({ hasToken }) => hasToken);
  const isRejected = ({ operation, status }: CheckedExchange) =>
    operation.scenarios.some(({ when, status: expected }) => when.token !== undefined && status === expected);
  return withToken.length > 0 && withToken.every(isRejected);
}
