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
    if (signal.aborted) return { failure: whyAborted(signal), cause: signal.reason, maybeSent: true, isTemporary: false };
    return fetch === globalThis.fetch ? failureOfRuntime(error) : failureOfCustomFetch(error);
  }
}

/** Whether a signal of a call aborted because of its deadline, or because of the caller's own signal. */
export function whyAborted({ reason }: AbortSignal): "timeout" | "aborted" {
  return TimeoutError.is(reason) ? "timeout" : "aborted";
}

function failureOfRuntime(error: unknown): Exchange {
  // Node's fetch makes an error of a 407.
  if (isProxyAuthentication(error)) return { response: new Response(null, { status: 407 }), text: "" };
  return { ...describe(error), maybeSent: !wasNeverSent(error) };
}

/** What a custom `fetch` throws may come from something that it did after it sent the request, such as from its log. */
function failureOfCustomFetch(error: unknown): Exchange {
  if (!takesNoRequest(error)) return { ...describe(error), maybeSent: true };
  const message = "The `fetch` option does not take a Request. Wrap it: (request) => yourFetch(request.url, …)";
  return { failure: "network", cause: new TypeError(message), maybeSent: false, isTemporary: false };
}

function describe(error: unknown) {
  if (TimeoutError.is(error)) return { failure: "timeout", cause: error, isTemporary: true } as const;
  const cause = withoutDetails(error);
  return { failure: cause.name === "TimeoutError" ? "timeout" : "network", cause, isTemporary: true } as const;
}

/** The body of a response; empty if it is too large. */
async function textOf(response: Response): Promise<string> {
  if (response.body === null) return "";
  if (typeof response.body?.getReader === "function") return (await readText(response.body)) ?? "";
  const text = await response.text(); // Where the body is no web stream, as that of node-fetch and of React Native.
  return text.length > maxBodySize ? "" : text;
}
