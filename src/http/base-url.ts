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
