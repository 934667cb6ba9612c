/** Where requests go: either `server` or `baseUrl`. */
export type ServerOptions<Name extends string = string> = {
  /** Allows http on other machines, such as a service container in CI. Token and credentials then travel unencrypted. */
  allowInsecureHttp?: boolean | undefined;
} & (
  | {
      /** A server of the contract. */
      server: Name;
      baseUrl?: undefined;
    }
  | {
      /** Another base URL, such as that of a mock: https, or http on loopback. */
      baseUrl: string;
      server?: undefined;
    }
);

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
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new TypeError("baseUrl must be an absolute http or https URL without user name, password, query or fragment.");
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowInsecureHttp)
    throw new TypeError("baseUrl must be https. http is for loopback; elsewhere it needs `allowInsecureHttp: true`.");
  return (url.origin + url.pathname).replace(/\/$/, "");
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** @param remedy What to do if it is missing. @throws {TypeError} if it is not a token that a header can carry. */
export function checkToken(token: unknown, remedy: string): asserts token is string {
  if (token === undefined || token === null || token === "") throw new TypeError(`sessionToken is missing: ${remedy}.`);
  if (typeof token !== "string" || !/^[!-~]+$/.test(token))
    throw new TypeError("sessionToken must be a string of visible ASCII characters, without spaces.");
}

/** Headers that the runtime sets, or that follow from the contract. */
const reservedHeaders =
  /^(accept|connection|content-length|content-type|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** Headers by name. Those that are undefined are not sent. */
export type HeaderOptions = Headers | { readonly [name: string]: string | number | boolean | undefined };

/** @throws {TypeError} if the headers are no object. */
export function headerEntries(headers: HeaderOptions): Iterable<[string, unknown]> {
  if (typeof headers !== "object" || headers === null) throw new TypeError("headers must be an object, or Headers.");
  return Symbol.iterator in headers ? (headers as Headers) : Object.entries(headers);
}

/**
 * The headers of a request. `more` take precedence over those of `base`, of which `tokenHeader` is reserved.
 *
 * @throws {TypeError} if a header is reserved or cannot be sent. The message never repeats a value.
 */
export function checkedHeaders(more: HeaderOptions = {}, tokenHeader: string, base?: Headers): Headers {
  const headers = new Headers(base);
  for (const [name, value] of headerEntries(more)) {
    if (reservedHeaders.test(name) || name.toLowerCase() === tokenHeader.toLowerCase())
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
