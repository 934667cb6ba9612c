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

/** What an option must be. */
export interface Requirement {
  accepts(value: unknown): boolean;
  /** The end of a sentence that begins with "it must be". */
  text: string;
}

export const functionOption: Requirement = { accepts: (value) => typeof value === "function", text: "a function" };

export const timeLimitOption: Requirement = {
  accepts: (value) => value === false || (typeof value === "number" && value > 0 && value < 2 ** 31),
  text: "a positive number of milliseconds below 2^31, or false",
};

/** A signal of another realm, such as that of jsdom, is one too. */
export const signalOption: Requirement = {
  accepts(value) {
    const { aborted, addEventListener } = (value ?? {}) as Partial<AbortSignal>;
    return typeof aborted === "boolean" && typeof addEventListener === "function";
  },
  text: "an AbortSignal, such as that of an AbortController",
};

/** For an option whose value is checked where it is used. */
export const uncheckedOption: Requirement = { accepts: () => true, text: "anything" };

/** What each option must be, if it is given. */
export type Requirements<Options> = Record<keyof Options, Requirement>;

/** The options that are given and not undefined. */
export type GivenOptions<Options> = { [Name in keyof Options]?: Exclude<Options[Name], undefined> };

/**
 * The options that are given. Each is read once: a getter may return something else the next time.
 *
 * @param callee What takes the options, for messages.
 * @throws {TypeError} if they are no object, if one has an unknown name, or if one is not what it must be.
 */
export function readOptions<Options extends object>(
  options: Options,
  requirements: Requirements<Options>,
  callee: string,
): GivenOptions<Options> {
  if (typeof options !== "object" || options === null) throw new TypeError(`${callee}: the options must be an object.`);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(requirements, name));
  if (unknown !== undefined)
    throw new TypeError(`${callee}: ${unknown} is not an option. The options are ${Object.keys(requirements).join(", ")}.`);
  const given: GivenOptions<Options> = {};
  for (const name of Object.keys(requirements) as (keyof Options & string)[]) {
    const value = options[name];
    if (value === undefined) continue;
    const { accepts, text } = requirements[name];
    if (!accepts(value)) throw new TypeError(`${callee}: ${name} must be ${text}.`);
    given[name] = value as never;
  }
  return given;
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
