import { interruptionOf, isReasonOf, limitSignal, wait, withTimeout } from "../http/deadline.js";
import { checkGlobal } from "../http/environment.js";
import { checkToken } from "../http/headers.js";
import { type Outcome, sendOnce } from "./attempt.js";
import { hide, NexusConnectionError, NexusRequestError, NexusResponseError, NexusTokenError } from "./errors.js";
import {
  type CallSettings,
  type CreateMemberOptions,
  checkCallOptions,
  checkClientOptions,
  type NexusClientOptions,
  passTokenToCreateMember,
} from "./options.js";
import { report } from "./report.js";
import type { CreatedBy, CreateMemberFailure, CreateMemberRequest, CreateMemberResult } from "./result.js";
import { delayBeforeRetry } from "./retry.js";
import { issuesFoundBy } from "./schema.js";
import { quotable, secretsOf } from "./secrets.js";
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
    checkGlobal(settings.fetch ? "Request" : "fetch");
    const body = JSON.stringify({ member });
    // What is sent may differ from the member: JSON leaves out what a prototype has, and asks `toJSON`.
    const { external_guid } = JSON.parse(body).member ?? {};
    const hasExternalGuid = typeof external_guid === "string" && external_guid !== "";
    if (settings.retries > 0 && !hasExternalGuid)
      throw new TypeError("retries need an external_guid on the member: without one, a retry could create a second member.");
    const { signal, release } = limitSignal(settings.deadline, settings.signal);
    try {
      return await sendMember({ ...settings, body, hasExternalGuid, signal });
    } finally {
      release();
    }
  }

  return { createMember } as NexusClient;
}

/** A call that has been checked. */
interface Call extends CallSettings {
  readonly body: string;
  readonly hasExternalGuid: boolean;
  /** Aborts with the caller's signal, and at the deadline. */
  readonly signal: AbortSignal;
}

/** Sends the request, and sends it again where its outcome asks for that and the options allow it. */
async function sendMember(call: Call): Promise<CreateMemberResult> {
  const { signal } = call;
  const sentTokens = new Set<string>();
  let attempts = 0;
  let mayExist = false;
  try {
    await checkRequest(call);
    let token = await resolveToken(call, attempts);
    let mayRenewToken = typeof call.sessionToken === "function";
    let retriesLeft = call.retries;

    while (true) {
      attempts++;
      sentTokens.add(token);
      const start = performance.now();
      const outcome = await sendOnce(call, token);
      const duration = performance.now() - start;
      const verdict = classify(outcome, call.hasExternalGuid);
      mayExist ||= verdict.mayExist;

      let delay: number | undefined; // Before the request is sent again, in milliseconds. Undefined: this outcome is the last one.
      try {
        if (verdict.isTokenRejected && mayRenewToken) {
          mayRenewToken = false;
          token = await resolveToken(call, attempts, { rejected: token });
          if (!sentTokens.has(token)) delay = 0; // The same token would be rejected again.
        } else if (verdict.isTemporary && retriesLeft > 0 && !signal.aborted) {
          retriesLeft--;
          delay = delayBeforeRetry(outcome, attempts, call.retryDelay);
        }
      } catch (error) {
        // `sessionToken` or `retryDelay` failed. That would hide that the member may exist: if it may, this outcome is the last one.
        if (!mayExist || isReasonOf(error, signal)) throw error;
      } finally {
        // Not awaited: what watches a call does not slow it down.
        report(call.onAttempt, { attempt: attempts, duration, willRetry: delay !== undefined }, outcome);
      }
      if (delay === undefined) return await conclude(call, outcome, verdict, { attempts, mayExist, sentTokens });
      await wait(delay, signal);
    }
  } catch (error) {
    const interruption = interruptionOf(error, signal); // Before the first request, or between two.
    throw interruption ? new NexusConnectionError(interruption, mayExist, attempts, error) : error;
  }
}

/**
 * What the caller gets for the outcome of the last request.
 *
 * @throws {NexusConnectionError | NexusResponseError} if it is neither a member nor an error status.
 */
async function conclude(
  call: Call,
  outcome: Outcome,
  verdict: Verdict,
  { attempts, mayExist, sentTokens }: { attempts: number; mayExist: boolean; sentTokens: Iterable<string> },
): Promise<CreateMemberResult> {
  if ("failure" in outcome) throw new NexusConnectionError(outcome.failure, mayExist, attempts, outcome.cause);
  const { response, text } = outcome;
  const { status } = response;
  const { success, body } = verdict;
  if (success) {
    const result = { ok: true, status, member: success.member, response, attempts } as const;
    const schema = call.validate.response;
    if (!schema) return result;
    return { ...result, issues: await issuesFoundBy(schema, text, secretsOf(call.body, sentTokens), call) };
  }
  if (status < 400) throw new NexusResponseError(response.ok ? "no readable member.guid" : "a redirect", response, attempts);
  const error = { ...quotable(verdict, secretsOf(call.body, sentTokens)), body };
  hide(error, "body", body);
  return { ok: false, status: status as CreateMemberFailure["status"], mayExist, error, response, attempts };
}

/** @throws {NexusRequestError} if the request body does not match `validate.request`. */
async function checkRequest(call: Call) {
  const schema = call.validate.request;
  if (!schema) return;
  const issues = await issuesFoundBy(schema, call.body, secretsOf(call.body, []), call);
  call.signal.throwIfAborted();
  if (issues.length > 0) throw new NexusRequestError(issues);
}

/**
 * @param attempts How many requests were sent so far.
 * @throws {NexusTokenError} if the function failed.
 * @throws {TypeError} if there is no token that a header can carry.
 */
async function resolveToken(
  { sessionToken, timeout, signal }: Call,
  attempts: number,
  renewal?: { rejected: string },
): Promise<string> {
  const ask = async () => {
    if (typeof sessionToken !== "function") return sessionToken;
    try {
      return await sessionToken(renewal);
    } catch (cause) {
      throw new NexusTokenError(attempts, cause);
    }
  };
  const token: unknown = await withTimeout(ask, timeout, signal);
  checkToken(token, passTokenToCreateMember);
  return token;
}
