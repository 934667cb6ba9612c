import type { AttemptEnd } from "./attempt.js";

/** The longest `Retry-After` that is waited for, in milliseconds. */
const longestRetryAfter = 60_000;

/**
 * Retries need an idempotency key: without an `external_guid` a second attempt could create a second member.
 *
 * @throws {TypeError} if retries are asked for without one, or their number is not usable.
 */
export function checkRetries(retries: unknown, externalGuid: unknown) {
  if (!Number.isInteger(retries) || (retries as number) < 0) throw new TypeError("retries must be a whole number from 0.");
  if (retries === 0 || (typeof externalGuid === "string" && externalGuid !== "")) return;
  throw new TypeError("retries need an external_guid on the member: without one, a retry could create a second member.");
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined if another attempt would not help. Worth another one are an
 * open outcome (no response, 5xx, a success without a member) and 429. A redirect, an abort and every other 4xx are final.
 */
export function delayBeforeRetry(
  outcome: AttemptEnd["outcome"],
  attempt: number,
  backoff = exponentialBackoff,
): number | undefined {
  if (outcome instanceof Error) {
    const isFinal =
      outcome.name === "NexusResponseError" ? outcome.status < 200 || outcome.status >= 300 : outcome.reason === "aborted";
    return isFinal ? undefined : backoff(attempt);
  }
  if (outcome.ok || (outcome.status < 500 && outcome.status !== 429)) return undefined;
  const asked = retryAfter(outcome.response.headers);
  if (asked === undefined) return backoff(attempt);
  return asked <= longestRetryAfter ? asked : undefined;
}

/** Exponential backoff with full jitter: up to 0.5, 1, 2, 4, … 30 seconds. */
function exponentialBackoff(attempt: number): number {
  return Math.random() * Math.min(30_000, 500 * 2 ** (attempt - 1));
}

/** The milliseconds that `Retry-After` asks for, as seconds or as a date. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("Retry-After")?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
