/**
 * The typed fetch client of the contract, for calls beyond `createNexusClient`.
 *
 * @module
 */
import createClient, { type Client, type FetchResponse, type MaybeOptionalInit } from "openapi-fetch";
import { mediaType, servers, sessionTokenHeader } from "../generated/contract.js";
import type { paths } from "../generated/types.js";
import { resolveBaseUrl, type ServerOptions } from "./http/base-url.js";
import { withTimeout } from "./http/deadline.js";
import { noStore } from "./http/environment.js";
import { checkedHeaders, checkToken, type HeaderOptions, headerEntries } from "./http/headers.js";
import { functionOption, type Requirements, readOptions, timeLimitOption, uncheckedOption } from "./http/options.js";

/** What to do where the token is missing. */
const passTokenToFetchClient = "pass it to createFetchClient, or in the headers of the call";

/** How a fetch client is set up. */
export type FetchClientOptions = ServerOptions<keyof typeof servers> & {
  /**
   * The session token, which identifies the user: a string, or a function that returns one for each call. A call that carries the
   * token in its own `headers` takes precedence.
   */
  sessionToken?: string | (() => string | Promise<string>) | undefined;
  /** Further headers of every request. The media type and the token cannot be replaced. */
  headers?: Headers | { readonly [name: string]: string } | undefined;
  /** How many milliseconds a call may take, with its `sessionToken` function and its response; `false` for no limit. Default: 30,000. */
  timeout?: number | false | undefined;
  /** Replaces the global `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
};

/** [openapi-fetch](https://openapi-ts.dev/openapi-fetch/)'s client, typed by the contract: a method of it for each HTTP method. */
export type FetchClient = Pick<Client<paths, typeof mediaType>, "use" | "eject" | "request"> & {
  [Method in HttpMethod as Uppercase<Method>]: FetchMethod<Method>;
};

/** A method, and its result below, have names of their own: declarations of a package that exports them need not name openapi-fetch. */
export type FetchMethod<Method extends HttpMethod> = <
  Path extends PathWith<Method>,
  Init extends MaybeOptionalInit<paths[Path], Method>,
>(
  path: Path,
  ...init: undefined extends Init ? [init?: Init] : [init: Init]
) => Promise<FetchResult<NonNullable<paths[Path][Method]>, ParseAsOf<Init>>>;

/** The outcome of a call: `data` after a 2xx, `error` otherwise. Branch on `response.ok` or `response.status`. */
export type FetchResult<Operation extends object, Init = unknown> = FetchResponse<Operation, Init, typeof mediaType>;

type ParseAsOf<Init> = Init extends { parseAs: infer As } ? { parseAs: As } : unknown;

type PathWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends { [Key in Method]: object } ? Path : never;
}[keyof paths];

const methodNames = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

type HttpMethod = (typeof methodNames)[number];

const fetchClientRequirements: Requirements<FetchClientOptions> = {
  server: uncheckedOption,
  baseUrl: uncheckedOption,
  allowInsecureHttp: uncheckedOption,
  sessionToken: uncheckedOption,
  headers: uncheckedOption,
  timeout: timeLimitOption,
  fetch: functionOption,
};

/**
 * Makes a client for every operation of the contract. Paths, parameters, bodies and responses are typed. Each request carries the media
 * type of the contract and the session token. Redirects are not followed: a 3xx arrives as a response that is not `ok`.
 *
 * @throws {TypeError} if an option cannot be used; the message says what to change.
 */
export function createFetchClient(options: FetchClientOptions): FetchClient {
  const given = readOptions(options, fetchClientRequirements, "createFetchClient");
  const { sessionToken, timeout = 30_000, fetch } = given;
  const baseUrl = resolveBaseUrl(given as ServerOptions, servers);
  const headers = checkedHeaders(given.headers, sessionTokenHeader);
  if (sessionToken !== undefined && typeof sessionToken !== "function") checkToken(sessionToken, passTokenToFetchClient);

  const send = (request: Request) => (fetch ?? globalThis.fetch)(request);
  const client = createClient({ baseUrl, headers, redirect: "manual", fetch: send, ...noStore() });
  client.use({
    async onRequest({ request }) {
      request.headers.set("Accept", mediaType);
      if (request.headers.has("Content-Type")) request.headers.set("Content-Type", mediaType);
      if (request.headers.has(sessionTokenHeader)) return;
      const token = typeof sessionToken === "function" ? await sessionToken() : sessionToken;
      checkToken(token, passTokenToFetchClient);
      request.headers.set(sessionTokenHeader, token);
    },
  });

  async function request(method: HttpMethod, path: string, init: CallInit = {}) {
    checkCallToken(init.headers);
    checkCallToken(init.params?.header);
    const call = (signal: AbortSignal) => client.request(method as never, path as never, { ...init, signal } as never);
    const result = await withTimeout(call, timeout, init.signal ?? undefined);
    checkIsFilled(method, result);
    return result;
  }

  const methods = methodNames.map((method) => [
    method.toUpperCase(),
    (path: string, init?: CallInit) => request(method, path, init),
  ]);
  const { use, eject } = client;
  return { use, eject, request, ...Object.fromEntries(methods) } as FetchClient;
}

/** What a call takes beside its path, as far as it is looked at here. */
interface CallInit {
  headers?: HeaderOptions;
  params?: { header?: HeaderOptions };
  signal?: AbortSignal | null;
}

/** @throws {TypeError} if the headers of a call have a token that cannot be sent: it must not become the client's, which is another user's. */
function checkCallToken(headers: HeaderOptions = {}) {
  for (const [name, value] of headerEntries(headers))
    if (name.toLowerCase() === sessionTokenHeader.toLowerCase()) checkToken(value, passTokenToFetchClient);
}

/** @throws {Error} if a success has no body, although only a few may have none: the result would be neither data nor error. */
function checkIsFilled(method: HttpMethod, { data, response }: { data?: unknown; response: Response }) {
  const { ok, status } = response;
  if (!ok || data !== undefined || status === 204 || status === 205 || method === "head") return;
  throw new Error(`The response has the status ${status}, but no body. What the request asked for may have happened.`);
}
