import type { Contract, Operation } from "../contract/contract.js";
import { parameterHeaders, targetOf } from "../contract/parameter.js";
import { maxBodySize } from "../http/body.js";
import { wait, withDeadline } from "../http/deadline.js";
import type { Exchange } from "./exchange.js";
import type { PlannedRequest } from "./plan.js";

export interface SendOptions {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  /** Of the user; sent with every request, and never shown. */
  readonly headers: Headers;
  /** How many milliseconds a complete response may take. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** The outcome of a request: a complete response, or why there is none. */
export type Delivery = { exchange: Exchange; failure?: undefined } | { exchange?: undefined; failure: string };

/**
 * Sends a request on a connection of its own. Redirects are not followed; a response is limited in size and in time.
 *
 * @throws what the signal was aborted with.
 */
export async function send(
  contract: Contract,
  operation: Operation,
  planned: PlannedRequest,
  options: SendOptions,
): Promise<Delivery> {
  const { timeout, signal } = options;
  const request = requestOf(contract, operation, planned, options);
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
  { url: baseUrl, headers: ownHeaders }: SendOptions,
): Request {
  const url = baseUrl + targetOf(operation, params);
  const headers = new Headers(ownHeaders);
  for (const [name, value] of Object.entries(parameterHeaders(operation, params))) headers.set(name, value);
  headers.set("Accept", mediaType);
  headers.set("Connection", "close"); // A server may close a connection without saying so: the next request on it would be lost.
  if (body !== undefined) headers.set("Content-Type", mediaType);
  const carrier = operation.security.find((alternative) => alternative !== null);
  if (token !== undefined && carrier) headers.set(carrier.header, carrier.scheme === "bearer" ? `Bearer ${token}` : token);
  return new Request(url, { method: operation.method, headers, body: body ?? null, redirect: "manual" });
}

async function deliver(request: Request, body: string | undefined, signal: AbortSignal): Promise<Delivery> {
  const response = await fetch(request, { signal });
  const bytes = await readBytes(response);
  if (!bytes) return { failure: `the body is larger than ${maxBodySize} bytes` };
  const { method, url, headers } = request;
  return {
    exchange: {
      request: { method, url, headers, body },
      response: { status: response.status, headers: response.headers, body: bytes },
    },
  };
}

/** Undefined if there are more than `maxBodySize`. */
async function readBytes({ body }: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodySize) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The message of the error is left out unless it is known: it may repeat what the server sent. */
function describeFailure(error: Error & { cause?: { code?: unknown; message?: unknown } }, timeout: number): string {
  if (error.name === "TimeoutError") return `it took longer than ${timeout} ms`;
  if (error.cause?.message === "bad port") return "browsers and Node block this port, so the server must listen on another one";
  const code = String(error.cause?.code);
  return `the connection failed or broke off${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ""}`;
}

/** Waits until a server responds, whatever it does to a request without a path, but no longer than so many milliseconds. */
export async function waitUntilReady({ url, headers, signal }: SendOptions, milliseconds: number) {
  const end = Date.now() + milliseconds;
  const isReady = async (request: AbortSignal) => {
    const { status } = await fetch(url, { method: "HEAD", headers, redirect: "manual", signal: request });
    return ![502, 503, 504].includes(status);
  };
  while (Date.now() < end && !(await withDeadline(isReady, end - Date.now(), signal).catch(() => false)))
    await wait(200, signal);
}
