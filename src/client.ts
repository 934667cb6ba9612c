import createClient from "openapi-fetch";
import type { mediaType, servers } from "../generated/contract.js";
import type { paths } from "../generated/types.js";
import { NexusConnectionError, NexusResponseError, NexusTokenError } from "./errors.js";
import { buildHeaders, checkTimeout, checkToken, resolveBaseUrl } from "./options.js";
import { createRedactor, cut } from "./redact.js";
import type { CreateMemberFailure, CreateMemberResult } from "./result.js";
import type {
  CreatedMember,
  MemberCreateRequest,
  OAuthMemberCreateRequest,
  PendingOAuthMember,
  StandardMemberCreateRequest,
} from "./types.js";

/**
 * The session token of one end user, which decides whose member is created: the token itself, or a function that gives it. The
 * function is called once for each call, and once more if Nexus rejects the token. Nothing is cached or shared between calls.
 */
export type SessionToken = string | (() => string | Promise<string>);

/** What holds for a whole client, and can be given for a single call as well. */
export interface CallOptions {
  /** How many milliseconds a request may take until its answer has been read; `false` for no limit. Default: 30,000. */
  timeout?: number | false | undefined;
  /** Further headers, such as `MX-Skip-Webhook`. They cannot replace the media type or the token. */
  headers?: Record<string, string> | undefined;
}

/** Where to send requests, and what holds for every call. */
export interface NexusClientOptions extends CallOptions {
  /** A server of the contract. Give this or `baseUrl`. */
  server?: keyof typeof servers | undefined;
  /** Another address, such as that of a mock: https, or http on this machine. Give this or `server`. */
  baseUrl?: string | undefined;
  /** Lets `baseUrl` be http on another machine, such as a service container in CI. Token and credentials then travel in clear. */
  allowInsecureHttp?: boolean | undefined;
  /** The token for calls that bring none. Only for programs that serve a single user. */
  sessionToken?: SessionToken;
  /** Stands in for the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** What holds for one call. */
export interface CreateMemberOptions extends CallOptions {
  /** The token of the user whose member is created. */
  sessionToken?: SessionToken;
  /** Aborts the call. Whether the member was created is then unknown. */
  signal?: AbortSignal | undefined;
}

/** A client of the Nexus API. */
export interface NexusClient {
  /**
   * Creates a member for the user of the session token (`POST /members`). It is sent once; only after Nexus has rejected the token
   * (401, or 4xx with the code 4011) is a `sessionToken` function asked for another one, and the request sent again.
   *
   * @param member The member, without the envelope of the request body. Give it an `external_guid` to make repeating it safe.
   * @returns The member, or the status and the error that Nexus answered with.
   * @throws {NexusConnectionError} if no whole answer arrived; the member may exist.
   * @throws {NexusResponseError} if the answer is a redirect, or a success without a readable `member.guid`; the member may exist.
   * @throws {NexusTokenError} if a `sessionToken` function failed.
   * @throws {TypeError} if an option cannot be used. Nothing was sent then.
   */
  createMember(
    member: OAuthMemberCreateRequest,
    options?: CreateMemberOptions,
  ): Promise<CreateMemberResult<PendingOAuthMember>>;
  createMember(member: StandardMemberCreateRequest, options?: CreateMemberOptions): Promise<CreateMemberResult<CreatedMember>>;
  createMember(member: MemberCreateRequest, options?: CreateMemberOptions): Promise<CreateMemberResult>;
}

/**
 * Makes a client. One serves a whole process and all its users, since the token is given with each call.
 *
 * @throws {TypeError} if an option cannot be used; the message says what to write instead.
 */
export function createNexusClient(options: NexusClientOptions): NexusClient {
  const baseUrl = resolveBaseUrl(options.server, options.baseUrl, options.allowInsecureHttp);
  const { timeout: defaultTimeout = 30_000 } = options;
  checkTimeout(defaultTimeout);
  if (typeof options.sessionToken === "string") checkToken(options.sessionToken);
  buildHeaders("", options.headers);
  const api = createClient<paths, typeof mediaType>({ baseUrl, redirect: "manual" });

  async function createMember(member: MemberCreateRequest, call: CreateMemberOptions = {}): Promise<CreateMemberResult> {
    const { timeout = defaultTimeout } = call;
    checkTimeout(timeout);
    // A token that is given but undefined is a mistake: it must not turn into the default, which is another user's.
    const source = "sessionToken" in call ? call.sessionToken : options.sessionToken;
    const body = JSON.stringify({ member });

    const token = await resolveToken(source);
    const result = await send([token]);
    if (typeof source !== "function" || !tokenRejected(result)) return result;
    const fresh = await resolveToken(source);
    return fresh === token ? result : send([fresh, token]);

    async function send(tokens: [string, ...string[]]): Promise<CreateMemberResult> {
      const headers = buildHeaders(tokens[0], options.headers, call.headers);
      const redactor = createRedactor(tokens, member);
      const deadline = new AbortController();
      const timer =
        timeout && setTimeout(() => deadline.abort(new DOMException(`Waited ${timeout} ms`, "TimeoutError")), timeout);
      let response: Response | undefined;
      try {
        const { error } = await api.POST("/members", {
          body: { member },
          bodySerializer: () => body,
          headers,
          signal: call.signal ? AbortSignal.any([call.signal, deadline.signal]) : deadline.signal,
          parseAs: "stream",
          fetch: async (request) => {
            response = await (options.fetch ?? globalThis.fetch)(request);
            return response;
          },
        });
        response = response as unknown as Response;
        if (response.ok) return { ok: true, ...(await readMember(response)) };
        rejectRedirect(response, baseUrl);
        return failure(response, redactor.value(error));
      } catch (cause) {
        if (cause instanceof NexusResponseError) throw cause;
        // An error status is an answer even if its body breaks off.
        if (response && response.status >= 400) return failure(response, undefined);
        throw new NexusConnectionError(redactor.error(cause));
      } finally {
        clearTimeout(timer || undefined);
      }
    }
  }

  return { createMember } as NexusClient;
}

async function resolveToken(source: SessionToken | undefined): Promise<string> {
  let token: unknown = source;
  if (typeof source === "function") {
    try {
      token = await source();
    } catch (cause) {
      throw new NexusTokenError(cause);
    }
  }
  checkToken(token);
  return token;
}

function tokenRejected(result: CreateMemberResult): boolean {
  return !result.ok && (result.status === 401 || (result.status < 500 && String(result.error.code) === "4011"));
}

async function readMember(response: Response): Promise<{ status: number; member: CreatedMember; response: Response }> {
  const { status } = response;
  const text = await response.text();
  try {
    const { member } = JSON.parse(text);
    if (typeof member.guid === "string" && member.guid) return { status, member, response };
  } catch {}
  throw new NexusResponseError(status, `Nexus answered ${status}, but without a readable member.guid.`);
}

function rejectRedirect({ status, type, headers }: Response, baseUrl: string) {
  if (type !== "opaqueredirect" && (status < 300 || status > 399)) return;
  const location = headers.get("Location");
  const target =
    location !== null && URL.canParse(location, baseUrl) ? new URL(location, baseUrl).host : "a host that is not shown";
  throw new NexusResponseError(status, `Nexus answered with a redirect to ${target}, which was not followed.`);
}

/** Takes code and message from where the contract has them, or from the top of the body. */
function failure(response: Response, body: unknown): CreateMemberFailure {
  const { error = body } = isObject(body) ? body : {};
  const { code, message } = isObject(error) ? error : { message: error };
  return {
    ok: false,
    status: response.status,
    error: {
      ...((typeof code === "number" || typeof code === "string") && { code }),
      ...(typeof message === "string" && isObject(body) && { message }),
      body: body === "" ? undefined : keep(body),
    },
    response,
  };
}

/** A body as it is, or the beginning of its JSON if that is too long to keep. */
function keep(body: unknown): unknown {
  const text = isObject(body) ? JSON.stringify(body) : "";
  return cut(text) === text ? body : cut(text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
