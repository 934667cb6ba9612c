import { sessionTokenHeader } from "../../generated/contract.js";
import { maxBodySize, readText } from "../http/body.js";
import { TimeoutError, withDeadline } from "../http/deadline.js";
import type { ConnectionFailure } from "./errors.js";
import { withoutDetails } from "./secrets.js";
import { isProxyAuthentication, takesNoRequest, wasNeverSent } from "./unsent.js";

/** A request, but for its token. It can be sent any number of times. */
export interface OutgoingRequest {
  url: string;
  headers: Headers;
  body: string;
  cache: { cache?: RequestCache };
  /** Replaces the runtime's own `fetch`. */
  fetch: ((request: Request) => Promise<Response>) | undefined;
  /** How many milliseconds may pass until the response has been read. */
  timeout: number | false;
  signal: AbortSignal;
}

/** The outcome of one request: a response that has been read, or none that is complete. */
export type Exchange = { response: Response; text: string } | Failure;

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
export async function exchange(outgoing: OutgoingRequest, token: string): Promise<Exchange> {
  const { url, headers, body, cache, fetch = globalThis.fetch, timeout, signal } = outgoing;
  headers.set(sessionTokenHeader, token);
  let response: Response | undefined;
  const send = async (limited: AbortSignal) => {
    response = await fetch(new Request(url, { method: "POST", headers, body, redirect: "manual", signal: limited, ...cache }));
    return { response, text: await textOf(response) };
  };
  try {
    return await withDeadline(send, timeout, signal);
  } catch (error) {
    if (response && response.status >= 400) return { response, text: "" }; // The status of an error is enough.
    if (signal.aborted)
      return {
        failure: signal.reason instanceof TimeoutError ? "timeout" : "aborted",
        cause: signal.reason,
        maybeSent: true,
        isTemporary: false,
      };
    return failureOf(error, fetch === globalThis.fetch);
  }
}

/** A custom `fetch` may fail after it sent the request, such as in its log: only errors of the runtime's own tell what was sent. */
function failureOf(error: unknown, isOwnFetch: boolean): Exchange {
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
