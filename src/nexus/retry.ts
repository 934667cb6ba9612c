import { retryAfterOf } from "../http/retry-after.js";
import type { Outcome } from "./attempt.js";

/** The longest `Retry-After` that is waited for, in milliseconds. */
const longestRetryAfter = 60_000;

/**
 * How long to wait before a retry, in milliseconds; undefined if Nexus asks for more than a minute: then there is none.
 *
 * @param backoff The wait after so many attempts, where the response has no `Retry-After`.
 * @throws {TypeError} if `backoff` returns what no timer can wait.
 */
export function delayBeforeRetry(outcome: Outcome, attempts: number, backoff = exponentialBackoff): number | undefined {
  const asked = "response" in outcome ? retryAfterOf(outcome.response.headers) : undefined;
  if (asked !== undefined) return asked <= longestRetryAfter ? asked : undefined;
  const delay: unknown = backoff(attempts);
  if (typeof delay === "number" && delay >= 0 && delay < 2 ** 31) return delay;
  throw new TypeError("retryDelay must return a number of milliseconds from 0 and below 2^31.");
}

/** Exponential backoff with full jitter: up to 0.5, 1, 2, 4, … 30 seconds. */
function exponentialBackoff(attempts: number): number {
  return Math.random() * Math.min(30_000, 500 * 2 ** (attempts - 1));
}
