/**
 * The typed fetch client of the contract, for calls beyond `createNexusClient`.
 *
 * @module
 */
import createClient, { type Client, type MaybeOptionalInit, type ParseAsResponse } from "openapi-fetch";
import { mediaType, servers, sessionTokenHeader } from "../generated/contract.js";
import type { paths } from "../generated/types.js";
import { checkedHeaders, checkTimeout, checkToken, resolveBaseUrl, type ServerOptions } from "./http/options.js";

/** What to do where the token is missing. */
const passToken = "pass it to createFetchClient, or in the headers of the call";

/** How a fetch client is set up. */
export interface FetchClientOptions extends ServerOptions<keyof typeof servers> {
  /**
   * The session token, which identifies the user: a string, or a function that returns one for each call. A call that carries the
   * token in its own `headers` takes precedence.
   */
  sessionToken?: string | (() => string | Promise<string>) | undefined;
  /** Further headers of every request. The media type and the token cannot be replaced. */
  headers?: Record<string, string> | undefined;
  /** How many milliseconds a call may take; `false` for no limit. Default: 30,000. */
  timeout?: number | false | undefined;
  /** Replaces the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * [openapi-fetch](https://openapi-ts.dev/openapi-fetch/)'s client, typed by the contract: a method of it for each HTTP method. Its own
 * type would take the values of extensible enums apart, so bodies are typed here.
 */
export type FetchClient = Pick<Client<paths, typeof mediaType>, "use" | "eject" | "request"> & {
  [Method in HttpMethod as Uppercase<Method>]: <Path extends PathWith<Method>, Init extends InitOf<Path, Method>>(
    path: Path,
    ...init: undefined extends InitOf<Path, Method> ? [init?: Init] : [init: Init]
  ) => Promise<FetchResult<paths[Path][Method], Init>>;
};

/** The outcome of a call: `data` after a 2xx, `error` otherwise. Branch on `response.ok` or `response.status`. */
export type FetchResult<Operation, Init = unknown> =
  | { data: ParseAsResponse<BodyOf<Operation, `2${string}`>, Init>; error?: never; response: Response }
  | { data?: never; error: BodyOf<Operation, `${3 | 4 | 5}${string}` | "default">; response: Response };

type HttpMethod = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

type PathWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends { [Key in Method]: object } ? Path : never;
}[keyof paths];

type InitOf<Path extends keyof paths, Method extends HttpMethod> = MaybeOptionalInit<paths[Path], Method>;

/** The bodies of the responses whose status matches a pattern. */
type BodyOf<Operation, Statuses extends string> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: `${Status & (string | number)}` extends Statuses
        ? Responses[Status] extends { content: { [Key in typeof mediaType]: infer Body } }
          ? Body
          : undefined
        : never;
    }[keyof Responses]
  : never;

/**
 * Makes a client for every operation of the contract. Paths, parameters, bodies and responses are typed. Each request carries the media
 * type of the contract and the session token. Redirects are not followed: a 3xx arrives as a response that is not `ok`.
 *
 * @throws {TypeError} if an option cannot be used; the message says what to change.
 */
export function createFetchClient(options: FetchClientOptions): FetchClient {
  const { sessionToken, timeout = 30_000, fetch } = options;
  const headers = checkedHeaders(options.headers ?? {}, sessionTokenHeader);
  checkTimeout(timeout);
  if (typeof sessionToken === "string") checkToken(sessionToken, passToken);
  const send = (request: Request) => (fetch ?? globalThis.fetch)(withTimeout(request, timeout));
  const baseUrl = resolveBaseUrl(options, servers);
  const client = createClient<paths, typeof mediaType>({ baseUrl, headers, redirect: "manual", fetch: send });
  client.use({
    async onRequest({ request }) {
      request.headers.set("Accept", mediaType);
      if (request.headers.has("Content-Type")) request.headers.set("Content-Type", mediaType);
      if (request.headers.has(sessionTokenHeader)) return;
      const token = typeof sessionToken === "function" ? await sessionToken() : sessionToken;
      checkToken(token, passToken);
      request.headers.set(sessionTokenHeader, token);
    },
  });
  return client as FetchClient;
}

function withTimeout(request: Request, timeout: number | false): Request {
  if (timeout === false) return request;
  return new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]) });
}
