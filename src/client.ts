import type { MemberCreateRequest, PendingOAuthMember, StandardMember } from "../generated/schemas.js";
import { type AttemptEnd, attemptCreate, type MemberHeaders, secretsIn } from "./attempt.js";
import { wait, withDeadline } from "./deadline.js";
import { NexusConnectionError, NexusRequestError } from "./errors.js";
import { createFetchClient } from "./fetch.js";
import { type AddressOptions, checkHeaders, checkSignal, checkTimeout, checkToken } from "./options.js";
import type { CreateMemberResult } from "./result.js";
import { checkRetries, delayBeforeRetry } from "./retry.js";
import { createHideSecrets } from "./secrets.js";
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
export interface NexusClientOptions extends AddressOptions, SharedOptions {
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
  /** Milliseconds to wait before a retry, by the number of attempts so far. Default: exponential backoff with full jitter, at most 30 s. */
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
  headers?: MemberHeaders | undefined;
  /** Aborts the call, also between two attempts. */
  signal?: AbortSignal | undefined;
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
  error?: NexusConnectionError["reason"];
}

/** A member to create, as the contract has it. Lists may be readonly, and optional fields undefined. */
export type CreateMemberRequest<IsOAuth extends boolean = boolean> = Accepted<MemberCreateRequest> & {
  readonly is_oauth?: IsOAuth | undefined;
} & (IsOAuth extends true ? { readonly is_oauth: true } : unknown); // Not one that may lack it, which leads to a standard member.

type Accepted<T> = T extends readonly (infer Item)[]
  ? readonly Accepted<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Accepted<T[Key]> | (object extends Pick<T, Key> ? undefined : never) }
    : T;

/** The member that a request leads to: pending for OAuth, standard otherwise. */
export type CreatedBy<IsOAuth extends boolean> = IsOAuth extends true ? PendingOAuthMember : StandardMember;

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
   * @throws {Error} if a `sessionToken` function failed; `cause` is its error.
   * @throws {TypeError} if an option cannot be used. Nothing was sent.
   */
  createMember<IsOAuth extends boolean = false>(
    member: CreateMemberRequest<IsOAuth>,
    options?: CreateMemberOptions,
  ): Promise<CreateMemberResult<CreatedBy<IsOAuth>>>;
}

/**
 * Makes a client. One serves a whole process and all its users, since the token is passed with each call.
 *
 * @throws {TypeError} if an option cannot be used; the message says what to change.
 */
export function createNexusClient(options: NexusClientOptions): NexusClient {
  const { sessionToken: defaultToken, headers, validate, retryDelay, onAttempt, fetch } = options;
  const { timeout: defaultTimeout = 30_000, retries: defaultRetries = 0 } = options;
  checkTimeout(defaultTimeout);
  checkRetries(defaultRetries, "an external_guid, which only a call has");
  if (typeof defaultToken === "string") checkToken(defaultToken);
  checkSchema(validate?.request, "validate.request");
  checkSchema(validate?.response, "validate.response");
  const responseSchema = validate?.response;
  const client = createFetchClient({
    server: options.server,
    baseUrl: options.baseUrl,
    allowInsecureHttp: options.allowInsecureHttp,
    headers,
    timeout: false, // Set for each call.
  });

  async function createMember(member: CreateMemberRequest, call: CreateMemberOptions = {}): Promise<CreateMemberResult> {
    const { signal } = call;
    const callHeaders = (call.headers ?? {}) as MemberHeaders; // The compiler asks for those that are required.
    const { timeout = defaultTimeout, retries = defaultRetries } = call;
    // A token that is passed but undefined is a mistake: it must not become the default, which is another user's.
    const source = "sessionToken" in call ? call.sessionToken : defaultToken;
    checkTimeout(timeout);
    checkRetries(retries, member.external_guid);
    checkSignal(signal);
    checkHeaders(callHeaders);
    const body = JSON.stringify({ member });
    if (validate?.request) {
      const issues = await issuesOf(validate.request, JSON.parse(body), createHideSecrets(secretsIn(body)));
      if (issues.length > 0) throw new NexusRequestError(issues);
    }

    let attempts = 0;
    let retriesLeft = retries;
    let mayExist = false;
    /** Runs a task between two attempts, which the caller's signal ends. */
    const untilAborted = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> =>
      withDeadline(task, false, signal).catch((error) => {
        throw signal?.aborted ? new NexusConnectionError("aborted", mayExist, attempts, error) : error;
      });

    const tokens = [await untilAborted(() => resolveToken(source))];
    let mayRenewToken = typeof source === "function";
    for (;;) {
      attempts++;
      const start = performance.now();
      const attempt = {
        client,
        fetch,
        body,
        tokens,
        headers: callHeaders,
        timeout,
        signal,
        responseSchema,
        attempts,
        mayExist,
      };
      const { outcome, response, tokenRejected } = await attemptCreate(attempt);
      report(onAttempt, attempts, performance.now() - start, outcome, response);

      if (mayRenewToken && tokenRejected) {
        mayRenewToken = false;
        const rejected = tokens[0] as string;
        const renewed = await untilAborted(() => resolveToken(source, { rejected }));
        if (renewed !== rejected) {
          tokens.unshift(renewed);
          continue;
        }
      }

      if (!(outcome instanceof Error) && outcome.ok) return outcome;
      const delay = retriesLeft > 0 ? delayBeforeRetry(outcome, attempts, retryDelay) : undefined;
      if (delay === undefined) {
        if (outcome instanceof Error) throw outcome;
        return outcome;
      }
      retriesLeft--;
      mayExist = outcome.mayExist;
      await untilAborted((aborted) => wait(delay, aborted));
    }
  }

  return { createMember } as NexusClient;
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
  checkToken(token);
  return token;
}

/** Tells `onAttempt` about an attempt. What watches a call does not change it: it gets copies, and its errors are ignored. */
async function report(
  onAttempt: NexusClientOptions["onAttempt"],
  attempt: number,
  duration: number,
  outcome: AttemptEnd["outcome"],
  response?: Response,
) {
  try {
    const seen = response && { status: response.status, headers: new Headers(response.headers) };
    const error = outcome instanceof NexusConnectionError && { error: outcome.reason };
    await onAttempt?.({ attempt, duration, ...seen, ...error });
  } catch {}
}
