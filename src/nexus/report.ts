import type { Outcome } from "./attempt.js";
import type { ConnectionFailure } from "./errors.js";

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

/** Tells `onAttempt` about an attempt. What watches a call does not change it: its errors are ignored. */
export async function report(
  onAttempt: ((info: AttemptInfo) => unknown) | undefined,
  info: Pick<AttemptInfo, "attempt" | "duration" | "willRetry">,
  outcome: Outcome,
) {
  try {
    await onAttempt?.({ ...info, ...reportable(outcome) });
  } catch {}
}

function reportable(outcome: Outcome): Pick<AttemptInfo, "status" | "headers" | "error"> {
  if ("failure" in outcome) return { error: outcome.failure };
  const { status, headers } = outcome.response;
  const reported = new Headers();
  for (const name of reportedHeaders) if (headers.has(name)) reported.set(name, headers.get(name) as string);
  return { status, headers: reported };
}
