import { sessionTokenHeader } from "../generated/contract.js";
import type { NewMember } from "../generated/schemas.js";
import type { operations } from "../generated/types.js";
import { sendOnce, withCompleteBody } from "./body.js";
import { withDeadline } from "./deadline.js";
import { NexusConnectionError, NexusResponseError } from "./errors.js";
import type { FetchClient } from "./fetch.js";
import type { CreateMemberFailure, CreateMemberResult } from "./result.js";
import { createHideSecrets, type HideSecrets, hideInBody, hideInError, hideInValue, isCode } from "./secrets.js";
import { issuesOf, type StandardSchema } from "./standard-schema.js";

/** The header parameters of the operation. */
export type MemberHeaders = NonNullable<operations["createMember"]["parameters"]["header"]>;

/** One request to create a member, and what is known of the attempts before it. */
export interface Attempt {
  client: FetchClient;
  /** Replaces the global `fetch`. */
  fetch: ((request: Request) => Promise<Response>) | undefined;
  /** The request body. */
  body: string;
  /** The tokens of the call. The first one is sent, the others were rejected. */
  tokens: readonly string[];
  headers: MemberHeaders;
  timeout: number | false;
  signal: AbortSignal | undefined;
  responseSchema: StandardSchema | undefined;
  /** The number of attempts of the call, with this one. */
  attempts: number;
  /** Whether an earlier attempt may have created the member. */
  mayExist: boolean;
}

/** How an attempt ended: the result of the call, or the error that it rejects with, unless there is another attempt. */
export interface AttemptEnd {
  outcome: CreateMemberResult | NexusConnectionError | NexusResponseError;
  /** The response, if one arrived. */
  response?: Response;
  tokenRejected?: boolean;
}

/** Sends a request once, and reads what became of it. */
export async function attemptCreate(attempt: Attempt): Promise<AttemptEnd> {
  const { client, body, tokens, timeout, signal, fetch = globalThis.fetch } = attempt;
  const hide = createHideSecrets([...tokens, ...secretsIn(body)]);
  // POST /members is what this layer is about: it alone knows what a member is.
  const send = (deadline: AbortSignal) =>
    client.POST("/members", {
      body: JSON.parse(body),
      bodySerializer: () => body, // What was checked is what is sent.
      params: { header: attempt.headers },
      headers: { [sessionTokenHeader]: tokens[0] },
      parseAs: "text",
      fetch: async (request) => withCompleteBody(await fetch(sendOnce(request, body))),
      signal: deadline,
    });
  try {
    const { data, error, response } = await withDeadline(send, timeout, signal);
    if (response.status >= 400) return { ...failure(attempt, response, error, hide), response };
    return { outcome: await success(attempt, response, data, hide), response };
  } catch (error) {
    return { outcome: connectionError(attempt, error, hide) };
  }
}

async function success(
  { attempts, responseSchema }: Attempt,
  response: Response,
  text: string | undefined,
  hide: HideSecrets,
): Promise<CreateMemberResult | NexusResponseError> {
  const { ok, status } = response;
  if (!ok) return new NexusResponseError("a redirect", response, attempts);
  const body = parseJson(text);
  if (!hasMember(body)) return new NexusResponseError("no readable member.guid", response, attempts);
  const issues = responseSchema && (await issuesOf(responseSchema, body, hide));
  return { ok, status, member: body.member, response, attempts, ...(issues && { issues }) };
}

function hasMember(body: unknown): body is { member: NewMember } {
  const guid = (body as { member?: { guid?: unknown } } | null | undefined)?.member?.guid;
  return typeof guid === "string" && guid !== "";
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function failure({ attempts, mayExist }: Attempt, response: Response, body: unknown, hide: HideSecrets): AttemptEnd {
  const status = response.status as CreateMemberFailure["status"];
  const { code, message } = errorOf(body);
  const outcome: CreateMemberFailure = {
    ok: false,
    status,
    mayExist: mayExist || status >= 500,
    error: {
      code: isCode(code) ? (hideInValue(code, hide) as number | string) : undefined,
      message: typeof message === "string" ? hide(message) : undefined,
      body: body === "" ? undefined : hideInBody(body, hide),
    },
    response,
    attempts,
  };
  return { outcome, tokenRejected: status === 401 || (status < 500 && String(code) === "4011") };
}

/** Code and message: where the contract has them, or at the top of the body. */
function errorOf(body: unknown): { code?: unknown; message?: unknown } {
  if (typeof body !== "object" || body === null) return {};
  const { error = body } = body as { error?: unknown };
  if (typeof error === "string") return { message: error };
  return (error ?? {}) as { code?: unknown; message?: unknown };
}

function connectionError({ attempts, mayExist, signal }: Attempt, error: unknown, hide: HideSecrets) {
  if (signal?.aborted) return new NexusConnectionError("aborted", true, attempts, error); // The caller's own reason stays as it is.
  const cause = hideInError(error, hide);
  const reason = cause.name === "TimeoutError" ? "timeout" : "network";
  return new NexusConnectionError(reason, mayExist || !neverConnected(cause), attempts, cause);
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

/** The secrets in a request body: credential values and metadata. */
export function secretsIn(body: string): string[] {
  const { member } = JSON.parse(body) as { member: { credentials?: unknown; metadata?: unknown } };
  const credentials = Array.isArray(member?.credentials) ? member.credentials : [];
  return [...credentials.map((credential: { value?: unknown } | null) => credential?.value), member?.metadata]
    .filter((value) => value !== undefined && value !== null)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
}
