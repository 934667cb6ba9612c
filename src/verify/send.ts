import { sessionTokenHeader } from "../../generated/contract.js";
import { maxBodySize, readText } from "../body.js";
import { withDeadline } from "../deadline.js";
import { createFetchClient, type FetchClientOptions } from "../fetch.js";
import type { Operation } from "../operation.js";
import type { PlannedRequest } from "./checks.js";
import type { Exchange } from "./exchange.js";

export interface SendOptions extends Pick<FetchClientOptions, "server" | "baseUrl" | "allowInsecureHttp"> {
  /** How many milliseconds a complete response may take. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** What came of a request: a complete response, or why there is none. */
export type Delivery = { exchange: Exchange; failure?: undefined } | { exchange?: undefined; failure: string };

/**
 * Sends a request with the fetch client of this package. What the client would not send, a request without a token, is made on the way
 * out. Redirects are not followed; a response is limited in size and in time.
 *
 * @throws what the signal was aborted with.
 */
export async function send(
  operation: Operation,
  { params, body, token }: PlannedRequest,
  options: SendOptions,
): Promise<Delivery> {
  const { timeout, signal, ...address } = options;
  let delivery: Delivery = { failure: "was not sent" };
  const fetch = async (request: Request) => {
    if (token === undefined) request.headers.delete(sessionTokenHeader);
    delivery = await withDeadline((deadline) => deliver(request, deadline), timeout, signal).catch(describeFailure);
    signal?.throwIfAborted();
    return new Response(null, { status: 204 });
  };
  const client = createFetchClient({ ...address, sessionToken: token ?? "none", timeout: false, fetch });
  const init = { params, body, bodySerializer: (text: string) => text };
  await client.request(operation.method.toLowerCase() as never, operation.path as never, init as never);
  return delivery;
}

async function deliver(request: Request, signal: AbortSignal): Promise<Delivery> {
  const body = await request.clone().text();
  const response = await fetch(request, { signal });
  const text = response.body ? await readText(response.body) : "";
  if (text === undefined) return { failure: `is larger than ${maxBodySize} bytes` };
  const { method, url, headers } = request;
  const { status, headers: received } = response;
  return {
    exchange: {
      request: { method, url, headers, body },
      response: { status, headers: received, body: text },
    },
  };
}

/** The message of the error is left out: it may repeat what the server sent. */
function describeFailure(error: Error & { cause?: { code?: unknown } }): Delivery {
  if (error.name === "TimeoutError") return { failure: error.message };
  const code = String(error.cause?.code);
  return { failure: `the connection failed or broke off${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ""}` };
}
