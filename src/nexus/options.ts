import { mediaType, servers, sessionTokenHeader } from "../../generated/contract.js";
import type { operations, paths } from "../../generated/types.js";
import { resolveBaseUrl, type ServerOptions } from "../http/base-url.js";
import { noStore } from "../http/environment.js";
import { checkedHeaders, checkToken } from "../http/headers.js";
import {
  functionOption,
  type Requirement,
  type Requirements,
  readOptions,
  signalOption,
  timeLimitOption,
  uncheckedOption,
} from "../http/options.js";
import type { AttemptInfo } from "./report.js";
import type { StandardSchema } from "./schema.js";

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
  validate?: ValidateOptions | undefined;
  /**
   * Milliseconds to wait before a retry, by the number of attempts so far, where the response has no `Retry-After`. Default: exponential
   * backoff with full jitter, at most 30 s.
   */
  retryDelay?: ((attempt: number) => number) | undefined;
  /** Replaces the runtime's own `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

interface ValidateOptions {
  /** Schema of the request. A call that does not match it sends nothing and rejects. */
  request?: StandardSchema | undefined;
  /** Schema of a success. The result has what it finds as `issues`. */
  response?: StandardSchema | undefined;
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

const countOption: Requirement = {
  accepts: (value) => Number.isInteger(value) && (value as number) >= 0,
  text: "a whole number from 0",
};

const schemaOption: Requirement = {
  accepts: (value) => typeof (value as StandardSchema | null)?.["~standard"]?.validate === "function",
  text: "a Standard Schema (https://standardschema.dev)",
};

const sharedRequirements: Requirements<SharedOptions> = {
  timeout: timeLimitOption,
  deadline: timeLimitOption,
  retries: countOption,
  onAttempt: functionOption,
};

const clientRequirements: Requirements<NexusClientOptions> = {
  server: uncheckedOption,
  baseUrl: uncheckedOption,
  allowInsecureHttp: uncheckedOption,
  sessionToken: uncheckedOption,
  headers: uncheckedOption,
  validate: uncheckedOption,
  retryDelay: functionOption,
  fetch: functionOption,
  ...sharedRequirements,
};

const validateRequirements: Requirements<ValidateOptions> = { request: schemaOption, response: schemaOption };

const callRequirements: Requirements<CreateMemberOptions> = {
  sessionToken: uncheckedOption,
  headers: uncheckedOption,
  signal: signalOption,
  ...sharedRequirements,
};

/** What to do where the token is missing. */
export const passTokenToCreateMember = "pass it to createMember, or to createNexusClient if the process serves one user";

/** The path of the one operation whose meaning this client knows. */
const createMemberPath = "/members" satisfies keyof paths;

/** The options of a client, checked and completed. */
export interface ClientSettings extends Omit<ClientOnlyOptions, "headers"> {
  readonly url: string;
  /** All headers but the token. */
  readonly headers: Headers;
  readonly cache: { cache?: "no-store" };
  readonly timeout: number | false;
  readonly deadline: number | false;
  readonly retries: number;
  readonly validate: ValidateOptions;
}

/** The same for one call, completed with those of its client. */
export interface CallSettings extends ClientSettings {
  readonly signal?: AbortSignal | undefined;
}

/** @throws {TypeError} if an option cannot be used. */
export function checkClientOptions(options: NexusClientOptions): ClientSettings {
  const given = readOptions(options, clientRequirements, "createNexusClient");
  const { sessionToken, validate = {} } = given;
  if (sessionToken !== undefined && typeof sessionToken !== "function") checkToken(sessionToken, passTokenToCreateMember);
  const headers = checkedHeaders(given.headers, sessionTokenHeader);
  headers.set("Accept", mediaType);
  headers.set("Content-Type", mediaType);
  return {
    timeout: 30_000,
    deadline: false,
    retries: 0,
    ...given,
    url: resolveBaseUrl(given as ServerOptions, servers) + createMemberPath,
    headers,
    cache: noStore(),
    validate: readOptions(validate, validateRequirements, "validate"),
  };
}

/** @throws {TypeError} if an option cannot be used. */
export function checkCallOptions(client: ClientSettings, options: CreateMemberOptions): CallSettings {
  const given = readOptions(options, callRequirements, "createMember");
  return {
    ...client,
    ...given,
    // A token that is passed but undefined is a mistake: it must not become the client's, which is another user's.
    sessionToken: "sessionToken" in options ? given.sessionToken : client.sessionToken,
    headers: checkedHeaders(given.headers, sessionTokenHeader, client.headers),
  };
}
