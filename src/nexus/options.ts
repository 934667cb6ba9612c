import { mediaType, servers, sessionTokenHeader } from "../../generated/contract.js";
import type { operations, paths } from "../../generated/types.js";
import { noStore } from "../http/cache.js";
import {
  checkedHeaders,
  checkFunction,
  checkOptionNames,
  checkSignal,
  checkTimeout,
  checkToken,
  type OptionNames,
  resolveBaseUrl,
  type ServerOptions,
} from "../http/options.js";
import type { AttemptInfo } from "./attempt-info.js";
import { checkSchema, type StandardSchema } from "./standard-schema.js";

/**
 * The session token of one end user, whose member is created: a token, or a function that returns one. The function is called once for
 * each call, and once more, with the rejected token, if Nexus rejects the first one. Nothing is cached or shared between calls.
 */
export type SessionToken = string | ((renewal?: { rejected: string }) => string | Promise<string>);

/** What holds for every call of a client, and can be set for a single call as well. */
interface SharedOptions {
  /**
   * How many milliseconds each step of a call may take: a request until its response has been read, a `sessionToken` function, a schema.
   * `false` for no limit. Default: 30,000.
   */
  timeout?: number | false | undefined;
  /** How many milliseconds the whole call may take, with all attempts and the waits between them. Default: `false`, no limit. */
  deadline?: number | false | undefined;
  /**
   * How often a call with an open or temporary outcome is repeated: after a connection error or a timeout, 408, 5xx, a success without a
   * member, and 429. The member needs an `external_guid`, which makes the retry safe. Default: 0.
   */
  retries?: number | undefined;
  /** Called after each attempt, for logs and metrics. An error that it throws is ignored. */
  onAttempt?: ((info: AttemptInfo) => void) | undefined;
}

/** Where to send requests, and what holds for every call. */
export type NexusClientOptions = ServerOptions<keyof typeof servers> & ClientOnlyOptions;

interface ClientOnlyOptions extends SharedOptions {
  /** The token for calls that pass none. Only for programs that serve a single user. */
  sessionToken?: SessionToken | undefined;
  /** Further headers of every request, such as one that a gateway needs. The media type and the token cannot be replaced. */
  headers?: Headers | { readonly [name: string]: string } | undefined;
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
  /** Replaces the runtime's own `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** What holds for one call. */
export interface CreateMemberOptions extends SharedOptions {
  /** The token of the user whose member is created. */
  sessionToken?: SessionToken | undefined;
  /** Headers of this call: the parameters of the operation, such as `MX-Skip-Webhook`, and others, such as the ID of a request. */
  headers?: (HeaderParameters & { readonly [name: string]: string | number | boolean | undefined }) | undefined;
  /** Aborts the call, also between two attempts. */
  signal?: AbortSignal | undefined;
}

type HeaderParameters = NonNullable<operations["createMember"]["parameters"]["header"]>;

const sharedOptionNames: OptionNames<SharedOptions> = { timeout: true, deadline: true, retries: true, onAttempt: true };

const clientOptionNames: OptionNames<NexusClientOptions> = {
  server: true,
  baseUrl: true,
  allowInsecureHttp: true,
  sessionToken: true,
  headers: true,
  validate: true,
  retryDelay: true,
  fetch: true,
  ...sharedOptionNames,
};

const callOptionNames: OptionNames<CreateMemberOptions> = {
  sessionToken: true,
  headers: true,
  signal: true,
  ...sharedOptionNames,
};

/** What to do where the token is missing. */
export const passToken = "pass it to createMember, or to createNexusClient if the process serves one user";

/** The path of the one operation whose meaning this client knows. */
const createMemberPath = "/members" satisfies keyof paths;

/** The options of a client, checked and completed. */
export type ClientSettings = ReturnType<typeof checkClientOptions>;

/** @throws {TypeError} if an option cannot be used. */
export function checkClientOptions(options: NexusClientOptions) {
  checkOptionNames(options, clientOptionNames, "createNexusClient");
  const { sessionToken, validate = {}, retryDelay, fetch } = options;
  if (sessionToken !== undefined && typeof sessionToken !== "function") checkToken(sessionToken, passToken);
  checkSchema(validate.request, "validate.request");
  checkSchema(validate.response, "validate.response");
  checkFunction(retryDelay, "retryDelay");
  checkFunction(fetch, "fetch");
  const headers = checkedHeaders(options.headers ?? {}, sessionTokenHeader);
  headers.set("Accept", mediaType);
  headers.set("Content-Type", mediaType);
  return {
    ...checkShared(options, { timeout: 30_000, deadline: false, retries: 0, onAttempt: undefined }),
    url: resolveBaseUrl(options, servers) + createMemberPath,
    cache: noStore(),
    sessionToken,
    headers,
    validate,
    retryDelay,
    fetch,
  };
}

/** The settings of one call: those of the client, and what the options of the call replace. */
export type CallSettings = ReturnType<typeof checkCallOptions>;

/** @throws {TypeError} if an option cannot be used. */
export function checkCallOptions(client: ClientSettings, options: CreateMemberOptions) {
  checkOptionNames(options, callOptionNames, "createMember");
  const { signal } = options;
  checkSignal(signal);
  return {
    ...client,
    ...checkShared(options, client),
    // A token that is passed but undefined is a mistake: it must not become the client's, which is another user's.
    sessionToken: "sessionToken" in options ? options.sessionToken : client.sessionToken,
    headers: checkedHeaders(options.headers ?? {}, sessionTokenHeader, client.headers),
    signal,
  };
}

function checkShared(
  options: SharedOptions,
  defaults: { timeout: number | false; deadline: number | false; retries: number } & SharedOptions,
) {
  const {
    timeout = defaults.timeout,
    deadline = defaults.deadline,
    retries = defaults.retries,
    onAttempt = defaults.onAttempt,
  } = options;
  checkTimeout(timeout);
  checkTimeout(deadline, "deadline");
  if (!Number.isInteger(retries) || retries < 0) throw new TypeError("retries must be a whole number from 0.");
  checkFunction(onAttempt, "onAttempt");
  return { timeout, deadline, retries, onAttempt };
}
