/** Where requests go: either `server` or `baseUrl`. */
export interface ServerOptions<Name extends string = string> {
  /** A server of the contract. */
  server?: Name | undefined;
  /** Another base URL, such as that of a mock: https, or http on loopback. */
  baseUrl?: string | undefined;
  /** Allows http on other machines, such as a service container in CI. Token and credentials then travel unencrypted. */
  allowInsecureHttp?: boolean | undefined;
}

/**
 * The base URL that the options name, without a slash at its end.
 *
 * @param servers The servers of the contract, by name.
 * @throws {TypeError} if they name none, or one that is not allowed.
 */
export function resolveBaseUrl(
  { server, baseUrl, allowInsecureHttp }: ServerOptions,
  servers: Readonly<Record<string, string>>,
): string {
  if ((server === undefined) === (baseUrl === undefined)) throw new TypeError("Use either `server` or `baseUrl`.");
  if (server !== undefined) {
    if (Object.hasOwn(servers, server)) return servers[server] as string;
    throw new TypeError(`server must be one of: ${Object.keys(servers).join(", ")}.`);
  }
  const url = URL.canParse(baseUrl as string) ? new URL(baseUrl as string) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new TypeError("baseUrl must be an absolute http or https URL.");
  if (url.username || url.password || url.search || url.hash)
    throw new TypeError("baseUrl must have no user name, password, query or fragment.");
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowInsecureHttp)
    throw new TypeError("baseUrl must be https. http is for loopback; elsewhere it needs `allowInsecureHttp: true`.");
  return (url.origin + url.pathname).replace(/\/$/, "");
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** @throws {TypeError} if it is not a timeout that a timer can wait. */
export function checkTimeout(timeout: unknown): asserts timeout is number | false {
  if (timeout === false || (typeof timeout === "number" && timeout > 0 && timeout < 2 ** 31)) return;
  throw new TypeError("timeout must be a positive number of milliseconds below 2^31, or false.");
}

/** @param remedy What to do if it is missing. @throws {TypeError} if it is not a token that a header can carry. */
export function checkToken(token: unknown, remedy: string): asserts token is string {
  if (token === undefined || token === null || token === "") throw new TypeError(`sessionToken is missing: ${remedy}.`);
  if (typeof token !== "string" || !/^[!-~]+$/.test(token))
    throw new TypeError("sessionToken must be a string of visible ASCII characters, without spaces.");
}

/** @throws {TypeError} if it is not a number of retries. */
export function checkRetries(retries: unknown): asserts retries is number {
  if (!Number.isInteger(retries) || (retries as number) < 0) throw new TypeError("retries must be a whole number from 0.");
}

/** @throws {TypeError} if it is not a delay that a timer can wait. */
export function checkDelay(delay: unknown): number {
  if (typeof delay === "number" && delay >= 0 && delay < 2 ** 31) return delay;
  throw new TypeError("retryDelay must return a number of milliseconds from 0 and below 2^31.");
}

/** @throws {TypeError} if there is no idempotency key: without one, a retry could create a second member. */
export function checkExternalGuid(externalGuid: unknown) {
  if (typeof externalGuid === "string" && externalGuid !== "") return;
  throw new TypeError("retries need an external_guid on the member: without one, a retry could create a second member.");
}

/** Headers that the runtime sets, or that follow from the contract. */
const reservedHeaders = [
  "accept",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/**
 * The headers of a request. `more` take precedence over those of `base`, of which `tokenHeader` is reserved.
 *
 * @throws {TypeError} if a header is reserved or cannot be sent. The message never repeats a value.
 */
export function checkedHeaders(more: Record<string, unknown>, tokenHeader: string, base?: Headers): Headers {
  const headers = new Headers(base);
  for (const [name, value] of Object.entries(more)) {
    if ([...reservedHeaders, tokenHeader.toLowerCase()].includes(name.toLowerCase()))
      throw new TypeError(`The header ${name} is set by the client. Leave it out.`);
    if (value === undefined || value === null) continue;
    try {
      headers.set(name, String(value));
    } catch {
      throw new TypeError(`The header ${name} has a name or a value that cannot be sent.`);
    }
  }
  return headers;
}

/** @throws {TypeError} if it is not an AbortSignal. */
export function checkSignal(signal: unknown): asserts signal is AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return;
  throw new TypeError("signal must be an AbortSignal, such as that of an AbortController.");
}
