import { sessionTokenHeader } from "../../generated/contract.js";
import { maxBodySize, readText } from "../http/body.js";
import { interruptionOf, withDeadline } from "../http/deadline.js";
import type { ConnectionFailure } from "./errors.js";
import { isProxyAuthentication, takesNoRequest, wasNeverSent, withoutDetails } from "./fetch-error.js";
import type { CallSettings } from "./options.js";

/** What is sent, but for the token. */
export type Sendable = Pick<CallSettings, "url" | "headers" | "cache" | "fetch" | "timeout" | "signal"> & {
  readonly body: string;
};

/** What came of one request: a response that has been read, or none that is complete. */
export type Outcome = { response: Response; text: string } | Failure;

interface Failure {
  failure: ConnectionFailure;
  /** Why, without what the caller must not see in an error. The reason of the caller's own signal stays as it is. */
  cause: unknown;
  /** Whether the request may have been sent. */
  maybeSent: boolean;
  /** Whether another attempt may end otherwise. */
  isTemporary: boolean;
}

/** Sends a request once, and reads the response. Redirects are not followed. Never rejects. */
export async function sendOnce(
  { url, headers, body, cache, fetch, timeout, signal }: Sendable,
  token: string,
): Promise<Outcome> {
  const isOwnFetch = fetch === undefined || fetch === globalThis.fetch;
  let response: Response | undefined;
  const send = async (signal: AbortSignal) => {
    const sent = new Headers(headers);
    sent.set(sessionTokenHeader, token);
    const init = { method: "POST", headers: sent, body, redirect: "manual", signal, ...cache } as const;
    response = await (isOwnFetch ? globalThis.fetch(url, init) : fetch(new Request(url, init)));
    return { response, text: await textOf(response) };
  };
  try {
    return await withDeadline(send, timeout, signal);
  } catch (error) {
    if (response && response.status >= 400) return { response, text: "" }; // The status of an error is enough.
    if (signal?.aborted)
      return { failure: interruptionOf(error, signal) ?? "aborted", cause: error, maybeSent: true, isTemporary: false };
    return failureOf(error, isOwnFetch);
  }
}

/** A custom `fetch` may fail after it sent the request, such as in its log: only errors of the runtime's own tell what was sent. */
function failureOf(error: unknown, isOwnFetch: boolean): Outcome {
  if (isOwnFetch && isProxyAuthentication(error)) return { response: new Response(null, { status: 407 }), text: "" };
  if (!isOwnFetch && takesNoRequest(error)) {
    const cause = new TypeError("`fetch` must take a Request: wrap it, (request) => yourFetch(request.url, …)");
    return { failure: "network", cause, maybeSent: false, isTemporary: false };
  }
  const cause = withoutDetails(error);
  const failure = cause.name === "TimeoutError" ? "timeout" : "network";
  return { failure, cause, maybeSent: !(isOwnFetch && wasNeverSent(error)), isTemporary: true };
}

/** The body of a response; empty if it is too large. */
async function textOf(response: Response): Promise<string> {
  if (response.body === null) return "";
  if (typeof response.body?.getReader === "function") return (await readText(response.body)) ?? "";
  const text = await response.text(); // Where the body is no web stream, as that of node-fetch and of React Native.
  return text.length > maxBodySize ? "" : text;
}

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
  if (!onAttempt) return;
  try {
    if ("failure" in outcome) return await onAttempt({ ...info, error: outcome.failure });
    const { status, headers } = outcome.response;
    const reported = reportedHeaders.filter((name) => headers.has(name));
    const pairs = reported.map((name): [string, string] => [name, headers.get(name) as string]);
    await onAttempt({ ...info, status, headers: new Headers(pairs) });
  } catch {}
}
