import { sessionTokenHeader } from "../../generated/contract.js";
import type { NewMember } from "../../generated/schemas.js";
import { parseJson } from "../contract/json.js";
import { readText } from "../http/body.js";
import { withDeadline } from "../http/deadline.js";
import { type ConnectionFailure, NexusConnectionError, NexusResponseError } from "./errors.js";
import type { CreateMemberFailure, CreateMemberResult } from "./result.js";
import { createRedactor, hideInBody, hideInError, hideInValue, isCode } from "./secrets.js";
import { issuesOf, type StandardSchema } from "./standard-schema.js";

/** What each attempt of a call sends, and what is known after those so far. */
export interface Call {
  url: string;
  headers: Headers;
  body: string;
  fetch: ((request: Request) => Promise<Response>) | undefined;
  timeout: number | false;
  signal: AbortSignal | undefined;
  responseSchema: StandardSchema | undefined;
  onAttempt: ((info: AttemptInfo) => void) | undefined;
  /** What no error may contain: the tokens so far, credential values and metadata. */
  secrets: string[];
  /** How many requests were sent. */
  attempts: number;
  /** Whether one of them may have created the member. */
  mayExist: boolean;
  /** Whether Nexus rejected the token of the last one. */
  isTokenRejected: boolean;
}

/** What `onAttempt` gets. Never a token, a credential or a body. */
export interface AttemptInfo {
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** How long it took, in milliseconds. */
  duration: number;
  /** HTTP status, if a response arrived. */
  status?: number;
  /** Headers of the response, if one arrived. */
  headers?: Headers;
  /** Why no response arrived. */
  error?: ConnectionFailure;
}

/** How an attempt ended: the result of the call, or the error that it rejects with, unless there is another attempt. */
export type Outcome = CreateMemberResult | NexusConnectionError | NexusResponseError;

/** Sends the request of a call once, and reports the outcome to `onAttempt`. */
export async function attempt(call: Call, token: string): Promise<Outcome> {
  call.attempts++;
  call.isTokenRejected = false;
  const start = performance.now();
  const outcome = await outcomeOf(call, token);
  void report(call, performance.now() - start, outcome);
  return outcome;
}

async function outcomeOf(call: Call, token: string): Promise<Outcome> {
  try {
    const { response, text } = await withDeadline((signal) => send(call, token, signal), call.timeout, call.signal);
    return response.status >= 400 ? failure(call, response, text) : await success(call, response, text);
  } catch (error) {
    return connectionError(call, error);
  }
}

/** Sends a request and reads the response. Redirects are not followed. */
async function send(call: Call, token: string, signal: AbortSignal) {
  const { headers, body } = call;
  headers.set(sessionTokenHeader, token);
  const init: RequestInit = { method: "POST", headers, body, redirect: "manual", signal };
  if (isNode) sendOnlyOnce(init, body);
  const response = await (call.fetch ?? globalThis.fetch)(new Request(call.url, init));
  return { response, text: await textOf(response) };
}

/** Whether this is Node, whose `fetch` is undici. */
const isNode = typeof process === "object" && Boolean(process.versions?.undici);

/**
 * Node repeats a request after a 421 on another connection, as the Fetch standard has it, unless the body is a stream. Browsers do not
 * send streams over HTTP/1.1.
 */
function sendOnlyOnce(init: RequestInit & { duplex?: "half" }, body: string) {
  (init.headers as Headers).set("Content-Length", String(Buffer.byteLength(body))); // Otherwise a stream is sent in chunks.
  init.body = new Response(body).body;
  init.duplex = "half";
}

/** The body of a response; empty if it is too large, and if it breaks off after an error status, which is enough. */
async function textOf({ body, status }: Response): Promise<string> {
  if (!body) return "";
  try {
    return (await readText(body)) ?? "";
  } catch (error) {
    if (status < 400) throw error;
    return "";
  }
}

async function success(call: Call, response: Response, text: string) {
  const { ok, status } = response;
  const body = parseJson(text);
  if (!ok || !hasMember(body)) {
    call.mayExist = true;
    return new NexusResponseError(ok ? "no readable member.guid" : "a redirect", response, call.attempts);
  }
  const result = { ok, status, member: body.member, response, attempts: call.attempts };
  if (!call.responseSchema) return result;
  return { ...result, issues: await issuesOf(call.responseSchema, body, createRedactor(call.secrets)) };
}

function hasMember(body: unknown): body is { member: NewMember } {
  const guid = (body as { member?: { guid?: unknown } } | null | undefined)?.member?.guid;
  return typeof guid === "string" && guid !== "";
}

function failure(call: Call, response: Response, text: string): CreateMemberFailure {
  const status = response.status as CreateMemberFailure["status"];
  const { code, message } = errorIn(parseJson(text));
  call.isTokenRejected = status === 401 || (status < 500 && String(code) === "4011"); // The code of an expired session.
  call.mayExist ||= status >= 500;
  const { mayExist, attempts } = call;
  const hide = createRedactor(call.secrets);
  const error = { code: hideInValue(code, hide), message: hideInValue(message, hide), body: hideInBody(text, hide) };
  return { ok: false, status, mayExist, error, response, attempts };
}

/** Code and message: where the contract has them, or at the top of the body. */
function errorIn(body: unknown): { code?: number | string | undefined; message?: string | undefined } {
  if (typeof body !== "object" || body === null) return {};
  const { error = body } = body as { error?: unknown };
  if (typeof error === "string") return { message: error };
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return { code: isCode(code) ? code : undefined, message: typeof message === "string" ? message : undefined };
}

function connectionError(call: Call, error: unknown) {
  // The caller's own reason stays as it is.
  if (call.signal?.aborted) return new NexusConnectionError("aborted", true, call.attempts, error);
  const cause = hideInError(error, createRedactor(call.secrets));
  call.mayExist ||= !neverConnected(cause);
  return new NexusConnectionError(cause.name === "TimeoutError" ? "timeout" : "network", call.mayExist, call.attempts, cause);
}

/** Codes of errors that end a request before it is sent: no connection, no such host, or a certificate that is not trusted. */
const connectCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

function neverConnected(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (connectCodes.test(String((at as { code?: unknown }).code))) return true;
  }
  return false;
}

/** Tells `onAttempt` about an attempt. What watches a call does not change it: it gets copies, and its errors are ignored. */
async function report({ onAttempt, attempts }: Call, duration: number, outcome: Outcome) {
  try {
    const seen =
      outcome instanceof NexusConnectionError
        ? { error: outcome.reason }
        : { status: outcome.response.status, headers: new Headers(outcome.response.headers) };
    await onAttempt?.({ attempt: attempts, duration, ...seen });
  } catch {}
}
