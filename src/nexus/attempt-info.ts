import type { ConnectionFailure } from "./errors.js";
import type { Exchange } from "./exchange.js";

/** What `onAttempt` gets. Never a token, a credential or a body. */
export interface AttemptInfo {
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** How long it took, in milliseconds. */
  duration: number;
  /** Whether the client sends the request again, unless the call is aborted before. */
  willRetry: boolean;
  /** HTTP status, if a response arrived. */
  status?: number;
  /** `Retry-After` and the ID of the request, if a response arrived and has them. */
  headers?: Headers;
  /** Why no response arrived. */
  error?: ConnectionFailure;
}

/** Response headers that a log may have. Others may hold anything. */
const reportedHeaders = ["Retry-After", "X-Request-Id", "X-Correlation-Id", "Request-Id"];

export function attemptInfo(attempt: number, duration: number, sent: Exchange, willRetry: boolean): AttemptInfo {
  if ("failure" in sent) return { attempt, duration, willRetry, error: sent.failure };
  const headers = new Headers();
  for (const name of reportedHeaders) {
    const value = sent.response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return { attempt, duration, willRetry, status: sent.response.status, headers };
}

/** What watches a call does not change it: its errors are ignored. */
export async function report(onAttempt: ((info: AttemptInfo) => void) | undefined, info: AttemptInfo) {
  try {
    await onAttempt?.(info);
  } catch {}
}
