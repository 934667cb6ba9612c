import { checkDelay } from "../http/options.js";
import type { Outcome } from "./attempt.js";
import { NexusConnectionError, NexusResponseError } from "./errors.js";

/** The longest `Retry-After` that is waited for, in milliseconds. */
const longestRetryAfter = 60_000;

/**
 * How long to wait before the next attempt, in milliseconds; undefined if another attempt would not help, or if Nexus asks for a wait
 * of more than a minute.
 *
 * @throws {TypeError} if `backoff` returns what no timer can wait.
 */
export function delayBeforeRetry(outcome: Outcome, attempts: number, backoff = exponentialBackoff): number | undefined {
  if (!isOpenOrTemporary(outcome)) return undefined;
  const asked = outcome instanceof NexusConnectionError ? undefined : retryAfter(outcome.response.headers);
  if (asked === undefined) return checkDelay(backoff(attempts));
  return asked <= longestRetryAfter ? asked : undefined;
}

/** After no response, a success without a member and 5xx, the member may exist; after 429 it does not. All other outcomes are final. */
function isOpenOrTemporary(outcome: Outcome): boolean {
  if (outcome instanceof NexusConnectionError) return outcome.reason !== "aborted";
  if (outcome instanceof NexusResponseError) return outcome.response.ok;
  return outcome.status === 429 || outcome.status >= 500;
}

/** Exponential backoff with full jitter: up to 0.5, 1, 2, 4, … 30 seconds. */
function exponentialBackoff(attempts: number): number {
  return Math.random() * Math.min(30_000, 500 * 2 ** (attempts - 1));
}

/** The milliseconds that `Retry-After` asks for, as seconds or as a date. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("Retry-After") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!value.endsWith(" GMT")) return undefined; // Date.parse would take -1 or 1.5 for a date.
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
