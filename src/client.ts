import createClient from "openapi-fetch";
import { mediaType, servers, sessionTokenHeader } from "../generated/contract.js";
import type { paths } from "../generated/types.js";
import { NexusConnectionError, NexusResponseError } from "./errors.js";
import type { CreateMemberFailure, CreateMemberResult } from "./result.js";
import type {
  CreatedMember,
  MemberCreateRequest,
  OAuthMemberCreateRequest,
  PendingOAuthMember,
  StandardMemberCreateRequest,
} from "./types.js";

/** The session token of one end user, or a function that gives it. It decides whose member is created. */
export type SessionToken = string | (() => string | Promise<string>);

/** Where to send requests, and what holds for every call. */
export interface NexusClientOptions {
  /** A server of the contract. Give this or `baseUrl`. */
  server?: keyof typeof servers;
  /** Any other address, such as that of a mock. Give this or `server`. */
  baseUrl?: string;
  /** The token for calls that bring none, in programs that serve a single user. */
  sessionToken?: SessionToken;
  /** Stands in for the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** What holds for one call. */
export interface CreateMemberOptions {
  /** The token of the user whose member is created. */
  sessionToken?: SessionToken;
  /** Aborts the call. */
  signal?: AbortSignal;
  /** Further headers, such as `MX-Skip-Webhook`. */
  headers?: Record<string, string>;
}

/** A client of the Nexus API. */
export interface NexusClient {
  /**
   * Creates a member for the user of the session token (`POST /members`).
   *
   * @returns The member, or the status and the error that Nexus answered with.
   * @throws {NexusConnectionError} if no answer arrived.
   * @throws {NexusResponseError} if the answer claims success without a readable member.
   */
  createMember(
    member: OAuthMemberCreateRequest,
    options?: CreateMemberOptions,
  ): Promise<CreateMemberResult<PendingOAuthMember>>;
  createMember(member: StandardMemberCreateRequest, options?: CreateMemberOptions): Promise<CreateMemberResult<CreatedMember>>;
  createMember(member: MemberCreateRequest, options?: CreateMemberOptions): Promise<CreateMemberResult>;
}

/**
 * Makes a client. One is enough for a whole process and all its users: the token is given per call.
 *
 * @throws {TypeError} if neither or both of `server` and `baseUrl` are given.
 */
export function createNexusClient(options: NexusClientOptions): NexusClient {
  const { server, baseUrl = server && servers[server] } = options;
  if (!baseUrl || (server && options.baseUrl)) {
    throw new TypeError(`Say where to send requests: either server: "integration" or "production", or baseUrl: "https://…"`);
  }
  const api = createClient<paths, typeof mediaType>({
    baseUrl,
    redirect: "manual",
    ...(options.fetch && { fetch: options.fetch }),
  });

  async function createMember(member: MemberCreateRequest, call: CreateMemberOptions = {}): Promise<CreateMemberResult> {
    const token = await resolveToken(call.sessionToken ?? options.sessionToken);
    try {
      const { error, response } = await api.POST("/members", {
        body: { member },
        headers: { ...call.headers, Accept: mediaType, "Content-Type": mediaType, [sessionTokenHeader]: token },
        signal: call.signal ?? null,
        parseAs: "stream",
      });
      const { ok, status } = response;
      if (!ok) return { ok, status, error: describe(error), response };

      const created = parseJson(await response.text())?.member;
      if (typeof created?.guid !== "string") throw new NexusResponseError(status);
      return { ok, status, member: created, response };
    } catch (cause) {
      throw cause instanceof NexusResponseError ? cause : new NexusConnectionError(cause);
    }
  }

  return { createMember } as NexusClient;
}

async function resolveToken(sessionToken: SessionToken | undefined): Promise<string> {
  const token = typeof sessionToken === "function" ? await sessionToken() : sessionToken;
  if (!token) throw new TypeError("No session token: give sessionToken with the call, or to createNexusClient");
  return token;
}

/** `body` is what openapi-fetch made of the answer: JSON, or text where it is none. */
function describe(body: unknown): CreateMemberFailure["error"] {
  const { code, message } = (body as { error?: CreateMemberFailure["error"] } | undefined)?.error ?? {};
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    body: body === "" ? undefined : body,
  };
}

function parseJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
