import { parseJson } from "../contract/json.js";
import { limitSignal, TimeoutError, wait, withDeadline } from "../http/deadline.js";
import { checkGlobals, checkToken } from "../http/options.js";
import { report } from "./attempt-info.js";
import { hide, NexusConnectionError, NexusRequestError, NexusResponseError, NexusTokenError } from "./errors.js";
import { type Exchange, exchange } from "./exchange.js";
import {
  type CallSettings,
  type CreateMemberOptions,
  checkCallOptions,
  checkClientOptions,
  type NexusClientOptions,
  passToken,
} from "./options.js";
import type { CreatedBy, CreateMemberFailure, CreateMemberRequest, CreateMemberResult } from "./result.js";
import { delayBeforeRetry } from "./retry.js";
import { isSafe, quotableCode, secretsOf } from "./secrets.js";
import { issuesOf } from "./standard-schema.js";
import { classify, type Verdict } from "./verdict.js";

/** A client of the Nexus API. */
export interface NexusClient {
  /**
   * Creates a member for the user of the session token (`POST /members`). The request is sent once, with two exceptions: after a
   * rejected token (401, or 4xx with the code 4011) a `sessionToken` function is asked for another one and the request is sent with it;
   * and `retries` allows more attempts.
   *
   * @param member The member, without the envelope of the request body. Its `external_guid` is what you find it by later.
   * @returns The member, or the status and the error of the response.
   * @throws {NexusError} if the call ends without such a result; `mayExist` says whether the member may exist. It is one of these:
   * @throws {NexusRequestError} if the request does not match `validate.request`. Nothing was sent.
   * @throws {NexusTokenError} if a `sessionToken` function failed; `cause` is its error. No member was created.
   * @throws {NexusConnectionError} if no complete response arrived.
   * @throws {NexusResponseError} if the response is a redirect, or a success without a readable `member.guid`. The member may exist.
   * @throws {TypeError} if an option, or what one of its functions returns, cannot be used. No member was created.
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
  const client = checkClientOptions(options);

  async function createMember(member: CreateMemberRequest, callOptions: CreateMemberOptions = {}): Promise<CreateMemberResult> {
    const settings = checkCallOptions(client, callOptions);
    checkGlobals(settings.fetch ? ["Request"] : ["Request", "fetch"]);
    const body = JSON.stringify({ member });
    const { external_guid } = JSON.parse(body).member ?? {}; // As it is sent: JSON leaves out what the prototype has.
    const hasExternalGuid = typeof external_guid === "string" && external_guid !== "";
    if (settings.retries > 0 && !hasExternalGuid)
      throw new TypeError("retries need an external_guid on the member: without one, a retry could create a second member.");
    const limit = limitSignal(settings.deadline, settings.signal);
    try {
      return await sendMember({ ...settings, body, hasExternalGuid, signal: limit.signal });
    } finally {
      limit.release();
    }
  }

  return { createMember } as NexusClient;
}

/** A call whose options have been checked. */
interface Call extends CallSettings {
  readonly body: string;
  readonly hasExternalGuid: boolean;
  /** Aborts at the deadline of the call, or when the caller's signal does. */
  readonly signal: AbortSignal;
}

/** Sends a request, as often as the options allow and its outcome asks for. */
async function sendMember(call: Call): Promise<CreateMemberResult> {
  const { signal, retryDelay } = call;
  let attempts = 0;
  let mayExist = false;
  try {
    await checkRequest(call);
    let token = await resolveToken(call, attempts);
    let rejectedToken: string | undefined;
    let retriesLeft = call.retries;

    while (true) {
      attempts++;
      const start = performance.now();
      const outcome = await exchange(call, token);
      const duration = performance.now() - start;
      const verdict = classify(outcome, call.hasExternalGuid);
      mayExist ||= verdict.mayExist;

      // Sent again? With a renewed token after a rejected one, once; after an open or temporary outcome, as often as the caller allows.
      let delay: number | undefined; // Until then, in milliseconds. Undefined: it is not.
      try {
        if (verdict.isTokenRejected && typeof call.sessionToken === "function" && rejectedToken === undefined) {
          rejectedToken = token;
          token = await resolveToken(call, attempts, { rejected: rejectedToken });
          if (token !== rejectedToken) delay = 0; // The same token would be rejected again.
        } else if (verdict.isTemporary && retriesLeft > 0 && !signal.aborted) {
          retriesLeft--;
          delay = delayBeforeRetry(outcome, attempts, retryDelay);
        }
      } catch (error) {
        // A function of the caller failed. If the member may exist, the outcome so far says so, and this error would not.
        if (!mayExist || signal.aborted) throw error;
      } finally {
        report(call.onAttempt, attempts, duration, outcome, delay !== undefined);
      }
      if (delay === undefined)
        return await conclude(call, outcome, verdict, { attempts, mayExist, tokens: [token, rejectedToken ?? token] });
      await wait(delay, signal);
    }
  } catch (error) {
    // Between two requests, a time limit expired or the caller's signal aborted.
    if (error instanceof TimeoutError) throw new NexusConnectionError("timeout", mayExist, attempts, error);
    if (signal.aborted && error === signal.reason) throw new NexusConnectionError("aborted", mayExist, attempts, error);
    throw error;
  }
}

interface Ending {
  attempts: number;
  mayExist: boolean;
  /** The tokens that were sent. */
  tokens: string[];
}

/**
 * The result of a call, from the outcome of its last request.
 *
 * @throws {NexusConnectionError | NexusResponseError} if there is none.
 */
async function conclude(call: Call, outcome: Exchange, verdict: Verdict, ending: Ending): Promise<CreateMemberResult> {
  const { attempts, mayExist, tokens } = ending;
  if ("failure" in outcome) throw new NexusConnectionError(outcome.failure, mayExist, attempts, outcome.cause);
  const { response, text } = outcome;
  const { status } = response;
  const secrets = () => secretsOf(JSON.parse(call.body), tokens);
  if (verdict.created) {
    const result = { ok: true, status, member: verdict.created.member, response, attempts } as const;
    const schema = call.validate.response;
    if (!schema) return result;
    return { ...result, issues: await issuesOf(schema, JSON.parse(text), secrets(), call.timeout, call.signal) };
  }
  if (status < 400) throw new NexusResponseError(response.ok ? "no readable member.guid" : "a redirect", response, attempts);
  return {
    ok: false,
    status: status as CreateMemberFailure["status"],
    mayExist,
    error: errorOf(verdict, text, secrets()),
    response,
    attempts,
  };
}

function errorOf({ code, message }: Verdict, text: string, secrets: readonly string[]): CreateMemberFailure["error"] {
  const json = parseJson(text);
  const body = json === undefined && text !== "" ? text : json;
  const isSafeMessage = typeof message === "string" && isSafe(message, secrets);
  const error = { code: quotableCode(code, secrets), message: isSafeMessage ? message : undefined, body };
  hide(error, "body", body);
  return error;
}

/** @throws {NexusRequestError} if the request body does not match. */
async function checkRequest({ validate, body, timeout, signal }: Call) {
  if (!validate.request) return;
  const issues = await issuesOf(validate.request, JSON.parse(body), secretsOf(JSON.parse(body), []), timeout, signal);
  signal.throwIfAborted();
  if (issues.length > 0) throw new NexusRequestError(issues);
}

/**
 * @param attempts How many requests were sent so far.
 * @throws {NexusTokenError} if the function failed.
 * @throws {TypeError} if there is no token that a header can carry.
 */
async function resolveToken(call: Call, attempts: number, renewal?: { rejected: string }): Promise<string> {
  const { sessionToken, timeout, signal } = call;
  signal.throwIfAborted();
  let token: unknown = sessionToken;
  if (typeof sessionToken === "function") {
    const ask = async () => sessionToken(renewal);
    const wrap = (cause: unknown) => {
      throw new NexusTokenError(attempts, cause);
    };
    token = await withDeadline(() => ask().catch(wrap), timeout, signal);
  }
  checkToken(token, passToken);
  return token;
}
