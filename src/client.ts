import createClient from "openapi-fetch";
import type { mediaType, servers } from "../generated/contract.js";
import type { paths } from "../generated/types.js";
import { NexusConnectionError, NexusRequestError, NexusResponseError } from "./errors.js";
import { checkHeaders, checkTimeout, checkToken, fixedHeaders, parseUrl, resolveBaseUrl } from "./options.js";
import { createHide, type Hide, hideInBody, hideInError } from "./redact.js";
import type { CreateMemberFailure, CreateMemberResult } from "./result.js";
import { check, type StandardSchema } from "./schema.js";
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
  /**
   * Schemas of the bodies, `{ member }`: those of `nexus-members-contract/validators` or any other Standard Schema. They only judge:
   * what is sent and returned stays as it is. Default: nothing is checked.
   */
  validate?:
    | {
        /** What a request has to be. A call that breaks it sends nothing and rejects. */
        request?: StandardSchema | undefined;
        /** What a success should be. What it has against a member that was created stands in the `issues` of the result. */
        response?: StandardSchema | undefined;
      }
    | undefined;
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
   * @throws {NexusRequestError} if the request breaks `validate.request`. Nothing was sent then.
   * @throws {NexusConnectionError} if no whole answer arrived; the member may exist.
   * @throws {NexusResponseError} if the answer is a redirect, or a success without a readable `member.guid`; the member may exist.
   * @throws {Error} if a `sessionToken` function failed; `cause` is its error.
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
  const api = createClient<paths, typeof mediaType>({ baseUrl, redirect: "manual" });

  async function createMember(member: MemberCreateRequest, call: CreateMemberOptions = {}): Promise<CreateMemberResult> {
    const { timeout = defaultTimeout } = call;
    checkTimeout(timeout);
    const headers = { ...options.headers, ...call.headers };
    checkHeaders(headers);
    // A token that is given but undefined is a mistake: it must not turn into the default, which is another user's.
    const { sessionToken: source } = { ...options, ...call };
    const body = JSON.stringify({ member });
    const wrong = await check(options.validate?.request, body, () => createHide([], body));
    if (wrong?.length) throw new NexusRequestError(wrong);

    const token = await resolveToken(source);
    const result = await send([token]);
    if (typeof source !== "function" || !tokenRejected(result)) return result;
    const fresh = await resolveToken(source);
    return fresh === token ? result : send([fresh, token]);

    async function send(tokens: [string, ...string[]]): Promise<CreateMemberResult> {
      const hide = () => createHide(tokens, body);
      const deadline = new AbortController();
      const timer = timeout && setTimeout(() => deadline.abort(new DOMException(`${timeout} ms`, "TimeoutError")), timeout);
      let response!: Response;
      let error: unknown;
      let text = "";
      try {
        ({ error } = await api.POST("/members", {
          body: { member },
          bodySerializer: () => body,
          headers: { ...headers, ...fixedHeaders(tokens[0]) },
          signal: call.signal ? AbortSignal.any([call.signal, deadline.signal]) : deadline.signal,
          parseAs: "stream",
          fetch: async (request) => {
            response = await (options.fetch ?? fetch)(request);
            return response;
          },
        }));
        if (response.ok) text = await response.text();
      } catch (cause) {
        // An error status is an answer even if its body breaks off.
        if (!(response?.status >= 400)) throw new NexusConnectionError(hideInError(cause, hide()));
      } finally {
        clearTimeout(timer as number);
      }
      const { ok, status } = response;
      if (status >= 400) return { ok: false, status, error: readError(error, hide()), response };
      const created = ok && readMember(text);
      if (created)
        return { ok, status, member: created, response, issues: await check(options.validate?.response, text, hide) };
      const target = parseUrl(response.headers.get("Location") ?? "//", baseUrl)?.host ?? "a hidden host"; // browsers hide it
      throw new NexusResponseError(status, ok ? "without a member.guid" : `with a redirect to ${hide()(target)}`);
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
      throw new Error("sessionToken() failed", { cause });
    }
  }
  checkToken(token);
  return token;
}

function tokenRejected(result: CreateMemberResult): boolean {
  return !result.ok && (result.status === 401 || (result.status < 500 && `${result.error.code}` === "4011"));
}

function readMember(text: string): CreatedMember | undefined {
  try {
    const { member } = JSON.parse(text);
    return typeof member.guid === "string" && member.guid ? member : undefined;
  } catch {
    return undefined;
  }
}

/** Takes code and message from where the contract has them, or from the top of the body. */
function readError(body: unknown, hide: Hide): CreateMemberFailure["error"] {
  const { error = body } = Object(body);
  const { code, message = error } = Object(error);
  const text = (value: unknown) => (typeof value === "string" ? hide(value) : undefined);
  return {
    code: typeof code === "number" ? code : text(code),
    message: message === body ? undefined : text(message),
    body: body === undefined || body === "" ? undefined : hideInBody(body, hide),
  };
}
