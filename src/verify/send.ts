import type { Contract, Operation } from "../contract/contract.js";
import { parameterHeaders, pathAndQuery } from "../contract/parameter.js";
import { maxBodySize } from "../http/body.js";
import { TimeoutError, wait, withTimeout } from "../http/deadline.js";
import type { Exchange } from "./exchange.js";
import type { PlannedRequest } from "./plan.js";

/** The server, and how it is called. */
export interface Target {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  /** Of the user; sent with every request, and never shown. */
  readonly headers: Headers;
  /** How many milliseconds a complete response may take. */
  readonly timeout: number;
}

/** Why there is no complete response. */
export class NoResponse extends Error {}

/**
 * Sends a request on a connection of its own. Redirects are not followed; a response is limited in size and in time.
 *
 * @throws {NoResponse}
 * @throws what the signal was aborted with.
 */
export async function sendPlanned(
  contract: Contract,
  operation: Operation,
  planned: PlannedRequest,
  target: Target,
  signal: AbortSignal,
): Promise<Exchange> {
  const request = writeRequest(contract, operation, planned, target);
  const { method, url, headers } = request;
  const exchange = async (limited: AbortSignal) => {
    const response = await fetch(request, { signal: limited });
    const received = { status: response.status, headers: response.headers, body: await readBytes(response.body) };
    return { request: { method, url, headers, body: planned.body }, response: received };
  };
  try {
    return await withTimeout(exchange, target.timeout, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof NoResponse ? error : new NoResponse(describeFailure(error, target.timeout));
  }
}

function writeRequest(
  { api: { mediaType } }: Contract,
  operation: Operation,
  { params, body, token }: PlannedRequest,
  target: Target,
): Request {
  const headers = new Headers(target.headers);
  for (const [name, value] of Object.entries(parameterHeaders(operation, params))) headers.set(name, value);
  headers.set("Accept", mediaType);
  headers.set("Connection", "close"); // A server may close a connection without saying so: the next request on it would be lost.
  if (body !== undefined) headers.set("Content-Type", mediaType);
  const carrier = operation.security.find((alternative) => alternative !== null);
  if (token !== undefined && carrier) headers.set(carrier.header, carrier.scheme === "bearer" ? `Bearer ${token}` : token);
  const url = target.url + pathAndQuery(operation, params);
  return new Request(url, { method: operation.method, headers, body: body ?? null, redirect: "manual" });
}

async function readBytes(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodySize) throw new NoResponse(`the body is larger than ${maxBodySize} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The message of the error is left out unless it is known: it may repeat what the server sent. */
function describeFailure(error: unknown, timeout: number): string {
  if (error instanceof TimeoutError) return `it took longer than ${timeout} ms`;
  const cause = (error as Error).cause as { code?: unknown; message?: unknown } | undefined;
  if (cause?.message === "bad port") return "browsers and Node block this port, so the server must listen on another one";
  const code = String(cause?.code);
  return `the connection failed or broke off${/^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : ""}`;
}

/** Waits until a server responds, whatever it does to a request without a path, but no longer than so many milliseconds. */
export async function waitUntilReady({ url, headers }: Target, milliseconds: number, signal: AbortSignal) {
  const end = Date.now() + milliseconds;
  const isReady = async (limited: AbortSignal) => {
    const { status } = await fetch(url, { method: "HEAD", headers, redirect: "manual", signal: limited });
    return ![502, 503, 504].includes(status);
  };
  while (Date.now() < end && !(await withTimeout(isReady, end - Date.now(), signal).catch(() => false)))
    await wait(200, signal);
}
