import type { Contract, Operation } from "../contract/contract.js";
import { parameterHeaders, targetOf } from "../contract/parameter.js";
import { maxBodySize, readText } from "../http/body.js";
import { withDeadline } from "../http/deadline.js";
import type { PlannedRequest } from "./checks.js";
import type { Exchange } from "./exchange.js";

export interface SendOptions {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  /** How many milliseconds a complete response may take. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** The outcome of a request: a complete response, or why there is none. */
export type Delivery = { exchange: Exchange; failure?: undefined } | { exchange?: undefined; failure: string };

/**
 * Sends a request. Redirects are not followed; a response is limited in size and in time.
 *
 * @throws what the signal was aborted with.
 */
export async function send(
  contract: Contract,
  operation: Operation,
  planned: PlannedRequest,
  options: SendOptions,
): Promise<Delivery> {
  const { url, timeout, signal } = options;
  const request = requestOf(contract, operation, planned, url);
  const delivery = await withDeadline((deadline) => deliver(request, planned.body, deadline), timeout, signal).catch(
    (error) => ({ failure: describeFailure(error, timeout) }),
  );
  signal?.throwIfAborted();
  return delivery;
}

function requestOf(
  { api: { mediaType } }: Contract,
  operation: Operation,
  { params, body, token }: PlannedRequest,
  baseUrl: string,
): Request {
  const url = baseUrl + targetOf(operation, params);
  const headers = new Headers();
  for (const [name, value] of Object.entries(parameterHeaders(operation, params))) headers.set(name, value);
  headers.set("Accept", mediaType);
  if (body !== undefined) headers.set("Content-Type", mediaType);
  const carrier = operation.security.find((alternative) => alternative !== null);
  if (token !== undefined && carrier) headers.set(carrier.header, carrier.scheme === "bearer" ? `Bearer ${token}` : token);
  return new Request(url, { method: operation.method, headers, body: body ?? null, redirect: "manual" });
}

async function deliver(request: Request, body: string | undefined, signal: AbortSignal): Promise<Delivery> {
  const response = await fetch(request, { signal });
  const text = response.body ? await readText(response.body) : "";
  if (text === undefined) return { failure: `the body is larger than ${maxBodySize} bytes` };
  const { method, url, headers } = request;
  return {
    exchange: {
      request: { method, url, headers, body },
      response: { status: response.status, headers: response.headers, body: text },
    },
  };
}

/** The message of the error is left out: it may repeat what the server sent. */
function describeFailure(error: Error & { cause?: { code?: unknown } }, timeout: number): string {
  if (error.name === "TimeoutError") return `it took longer than ${timeout} ms`;
  const code = String(error.cause?.code);
  return `the connection failed or broke off${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ""}`;
}
