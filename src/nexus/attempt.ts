import { sessionTokenHeader } from "../../generated/contract.js";
import { maxBodySize, readText } from "../http/body.js";
import { interruptionOf, withTimeout } from "../http/deadline.js";
import type { ConnectionFailure } from "./errors.js";
import { isProxyAuthentication, takesNoRequest, wasNeverSent, withoutDetails } from "./fetch-error.js";
import type { CallSettings } from "./options.js";

/** What is sent, but for the token, and how. */
export type Sendable = Pick<CallSettings, "url" | "headers" | "cache" | "fetch" | "timeout"> & {
  readonly body: string;
  readonly signal: AbortSignal;
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
export async function sendOnce(request: Sendable, token: string): Promise<Outcome> {
  let response: Response | undefined;
  const exchange = async (limited: AbortSignal) => {
    response = await fetchWithToken(request, token, limited);
    return { response, text: await readBody(response) };
  };
  try {
    return await withTimeout(exchange, request.timeout, request.signal);
  } catch (error) {
    if (response && response.status >= 400) return { response, text: "" }; // The status of an error is enough.
    return failureOf(error, request);
  }
}

async function fetchWithToken(
  { url, headers, body, cache, fetch }: Sendable,
  token: string,
  signal: AbortSignal,
): Promise<Response> {
  const withToken = new Headers(headers);
  withToken.set(sessionTokenHeader, token);
  const init = { method: "POST", headers: withToken, body, redirect: "manual", signal, ...cache } as const;
  return fetch && fetch !== globalThis.fetch ? fetch(new Request(url, init)) : globalThis.fetch(url, init);
}

/** What the global `fetch` was when this module was loaded. What replaces it later counts as a custom one. */
const runtimeFetch = globalThis.fetch;

/** A custom `fetch` may fail after it sent the request, such as in its log: only errors of the runtime's own tell what was sent. */
function failureOf(error: unknown, { fetch, signal }: Sendable): Outcome {
  const interruption = signal.aborted && interruptionOf(error, signal);
  if (interruption) return { failure: interruption, cause: error, maybeSent: true, isTemporary: false };
  const isOwn = (fetch ?? globalThis.fetch) === runtimeFetch;
  if (isOwn && isProxyAuthentication(error)) return { response: new Response(null, { status: 407 }), text: "" };
  if (!isOwn && takesNoRequest(error)) {
    const cause = new TypeError("`fetch` must take a Request: wrap it, (request) => yourFetch(request.url, …)");
    return { failure: "network", cause, maybeSent: false, isTemporary: false };
  }
  const cause = withoutDetails(error);
  const failure = cause.name === "TimeoutError" ? "timeout" : "network";
  return { failure, cause, maybeSent: !isOwn || !wasNeverSent(error), isTemporary: true };
}

/** The body of a response; empty if it is too large. */
async function readBody(response: Response): Promise<string> {
  if (response.body === null) return "";
  if (typeof response.body?.getReader === "function") return (await readText(response.body)) ?? "";
  const text = await response.text(); // Where the body is no web stream, as that of node-fetch and of React Native.
  return text.length > maxBodySize ? "" : text;
}
