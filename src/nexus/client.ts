import { mediaType, servers, sessionTokenHeader } from "../../generated/contract.js";
import type { operations, paths } from "../../generated/types.js";
import { wait, withDeadline } from "../http/deadline.js";
import {
  checkExternalGuid,
  checkedHeaders,
  checkRetries,
  checkSignal,
  checkTimeout,
  checkToken,
  resolveBaseUrl,
  type ServerOptions,
} from "../http/options.js";
import { type AttemptInfo, attempt, type Call, type Outcome } from "./attempt.js";
import { NexusConnectionError, NexusRequestError } from "./errors.js";
import type { CreatedBy, CreateMemberRequest } from "./request.js";
import type { CreateMemberResult } from "./result.js";
import { delayBeforeRetry } from "./retry.js";
import { createRedactor, secretsIn } from "./secrets.js";
import { checkSchema, issuesOf, type StandardSchema } from "./standard-schema.js";

/**
 * The session token of one end user, whose member is created: a token, or a function that returns one. The function is called once for
 * each call, and once more, with the rejected token, if Nexus rejects the first one. Nothing is cached or shared between calls.
 */
export type SessionToken = string | ((renewal?: { rejected: string }) => string | Promise<string>);

/** What holds for every call of a client, and can be set for a single call as well. */
interface SharedOptions {
  /** How many milliseconds an attempt may take until its response has been read; `false` for no limit. Default: 30,000. */
  timeout?: number | false | undefined;
  /**
   * How often a call with an open or temporary outcome is repeated: after a connection error or a timeout, 5xx, a success without a
   * member, and 429. The member needs an `external_guid`, which makes the retry safe. Default: 0.
   */
  retries?: number | undefined;
}

/** Where to send requests, and what holds for every call. */
export interface NexusClientOptions extends ServerOptions<keyof typeof servers>, SharedOptions {
  /** The token for calls that pass none. Only for programs that serve a single user. */
  sessionToken?: SessionToken | undefined;
  /** Further headers of every request, such as one that a gateway needs. The media type and the token cannot be replaced. */
  headers?: Record<string, string> | undefined;
  /**
   * Schemas of the bodies, `{ member }`: those of `nexus-members-contract/validators`, or any other Standard Schema. They only check: what
   * is sent and returned stays as it is. Default: nothing is checked.
   */
  validate?:
    | {
        /** Schema of the request. A call that does not match it sends nothing and rejects. */
        request?: StandardSchema | undefined;
        /** Schema of a success. The result has what it finds as `issues`. */
        response?: StandardSchema | undefined;
      }
    | undefined;
  /**
   * Milliseconds to wait before a retry, by the number of attempts so far, where the response has no `Retry-After`. Default: exponential
   * backoff with full jitter, at most 30 s.
   */
  retryDelay?: ((attempt: number) => number) | undefined;
  /** Called after each attempt, for logs and metrics. An error that it throws is ignored. */
  onAttempt?: ((info: AttemptInfo) => void) | undefined;
  /** Replaces the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** What holds for one call. */
export interface CreateMemberOptions extends SharedOptions {
  /** The token of the user whose member is created. */
  sessionToken?: SessionToken | undefined;
  /** The header parameters of the operation, such as `MX-Skip-Webhook`. */
  headers?: operations["createMember"]["parameters"]["header"] | undefined;
  /** Aborts the call, also between two attempts. */
  signal?: AbortSignal | undefined;
}

/** A client of the Nexus API. */
export interface NexusClient {
  /**
   * Creates a member for the user of the session token (`POST /members`). The request is sent once, with two exceptions: after a
   * rejected token (401, or 4xx with the code 4011) a `sessionToken` function is asked for another one and the request is sent with it;
   * and `retries` allows more attempts.
   *
   * @param member The member, without the envelope of the request body. Its `external_guid` is what you find it by later.
   * @returns The member, or the status and the error of the response.
   * @throws {NexusRequestError} if the request does not match `validate.request`. Nothing was sent.
   * @throws {NexusConnectionError} if no complete response arrived. `mayExist` says whether the member may exist.
   * @throws {NexusResponseError} if the response is a redirect, or a success without a readable `member.guid`. The member may exist.
   * @throws {Error} if a `sessionToken` function failed; `cause` is its error. No member was created.
   * @throws {TypeError} if an option, or what one of its functions returns, cannot be used. No member was created.
   */
  createMember<IsOAuth extends boolean = false>(
    member: CreateMemberRequest<IsOAuth>,
    options?: CreateMemberOptions,
  ): Promise<CreateMemberResult<CreatedBy<IsOAuth>>>;
}

/** What to do where the token is missing. */
const passToken = "pass it to createMember, or to createNexusClient if the process serves one user";

/** The path of the one operation whose meaning this client knows. */
const createMemberPath = "/members" satisfies keyof paths;

/**
 * Makes a client. One serves a whole process and all its users, since the token is passed with each call.
 *
 * @throws {TypeError} if an option cannot be used; the message says what to change.
 */
export function createNexusClient(options: NexusClientOptions): NexusClient {
  const { sessionToken: defaultToken, validate, retryDelay, onAttempt, fetch } = options;
  const { timeout: defaultTimeout = 30_000, retries: defaultRetries = 0 } = options;
  if (typeof defaultToken === "string") checkToken(defaultToken, passToken);
  checkTimeout(defaultTimeout);
  checkRetries(defaultRetries);
  const { request: requestSchema, response: responseSchema } = validate ?? {};
  checkSchema(requestSchema, "validate.request");
  checkSchema(responseSchema, "validate.response");
  const url = resolveBaseUrl(options, servers) + createMemberPath;
  const defaultHeaders = checkedHeaders(options.headers ?? {}, sessionTokenHeader);
  defaultHeaders.set("Accept", mediaType);
  defaultHeaders.set("Content-Type", mediaType);

  async function createMember(member: CreateMemberRequest, callOptions: CreateMemberOptions = {}): Promise<CreateMemberResult> {
    const { signal, timeout = defaultTimeout, retries = defaultRetries } = callOptions;
    // A token that is passed but undefined is a mistake: it must not become the default, which is another user's.
    const tokenSource = "sessionToken" in callOptions ? callOptions.sessionToken : defaultToken;
    const headers = checkedHeaders(callOptions.headers ?? {}, sessionTokenHeader, defaultHeaders);
    checkTimeout(timeout);
    checkSignal(signal);
    checkRetries(retries);
    if (retries > 0) checkExternalGuid(member.external_guid);
    const body = JSON.stringify({ member });
    const secrets = secretsIn(body);
    if (requestSchema) await checkRequest(requestSchema, body, secrets);

    const call: Call = {
      url,
      headers,
      body,
      fetch,
      timeout,
      signal,
      responseSchema,
      onAttempt,
      secrets,
      attempts: 0,
      mayExist: false,
      isTokenRejected: false,
    };
    const send = await prepareSend(call, tokenSource);
    let outcome = await send();
    for (let retriesLeft = retries; retriesLeft > 0; retriesLeft--) {
      const delay = await forAnotherAttempt(call, () => delayBeforeRetry(outcome, call.attempts, retryDelay));
      if (delay === undefined) break;
      await unlessAborted(call, (aborted) => wait(delay, aborted));
      outcome = await send();
    }
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  return { createMember } as NexusClient;
}

/**
 * Asks for the token of a call. The function that it returns sends the request once; if Nexus rejects the token, it asks for another one
 * and sends the request again, once in a call.
 */
async function prepareSend(call: Call, source: SessionToken | undefined): Promise<() => Promise<Outcome>> {
  let token = await askForToken();
  let mayRenew = typeof source === "function";

  async function askForToken(renewal?: { rejected: string }): Promise<string> {
    const asked = await unlessAborted(call, () => resolveToken(source, renewal));
    call.secrets.push(asked);
    return asked;
  }

  return async () => {
    const outcome = await attempt(call, token);
    if (!mayRenew || !call.isTokenRejected) return outcome;
    mayRenew = false;
    const renewed = await forAnotherAttempt(call, () => askForToken({ rejected: token }));
    if (renewed === undefined || renewed === token) return outcome;
    token = renewed;
    return attempt(call, token);
  };
}

/**
 * What a function of the caller returns for another attempt. If it fails when the member may exist, this is undefined: the outcome so far
 * says so, and its error would not.
 */
async function forAnotherAttempt<T>({ mayExist }: Call, task: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (mayExist && !(error instanceof NexusConnectionError)) return undefined;
    throw error;
  }
}

/** @throws {NexusRequestError} if the request body does not match. */
async function checkRequest(schema: StandardSchema, body: string, secrets: readonly string[]) {
  const issues = await issuesOf(schema, JSON.parse(body), createRedactor(secrets));
  if (issues.length > 0) throw new NexusRequestError(issues);
}

async function resolveToken(source: SessionToken | undefined, renewal?: { rejected: string }): Promise<string> {
  let token: unknown = source;
  if (typeof source === "function") {
    try {
      token = await source(renewal);
    } catch (cause) {
      throw new Error("The sessionToken function failed.", { cause });
    }
  }
  checkToken(token, passToken);
  return token;
}

/** Does something between two attempts, which the caller's signal ends. */
async function unlessAborted<T>({ signal, mayExist, attempts }: Call, task: (aborted?: AbortSignal) => Promise<T>): Promise<T> {
  if (!signal) return task();
  try {
    return await withDeadline(task, false, signal);
  } catch (error) {
    throw signal.aborted ? new NexusConnectionError("aborted", mayExist, attempts, error) : error;
  }
}
