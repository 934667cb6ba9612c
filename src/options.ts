import { mediaType, servers, sessionTokenHeader } from "../generated/contract.js";

/** Where requests go: the address itself if it is one that may be used. */
export function resolveBaseUrl(
  server: keyof typeof servers | undefined,
  baseUrl: string | undefined,
  allowInsecureHttp: boolean | undefined,
): string {
  const known = Object.keys(servers)
    .map((name) => `"${name}"`)
    .join(" or ");
  if ((server === undefined) === (baseUrl === undefined)) {
    throw new TypeError(`Give either server: ${known}, or baseUrl: "https://…"`);
  }
  if (server !== undefined) {
    if (!Object.hasOwn(servers, server)) throw new TypeError(`server must be ${known}`);
    return servers[server];
  }
  const url = URL.canParse(baseUrl as string) ? new URL(baseUrl as string) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new TypeError('baseUrl must be a whole address, such as "https://nexus.example.com"');
  if (url.username || url.password)
    throw new TypeError("baseUrl must not contain credentials; the session token goes into sessionToken");
  if (url.search || url.hash) throw new TypeError("baseUrl must end before ? and #");
  if (url.protocol === "http:" && !allowInsecureHttp && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
    throw new TypeError(
      "baseUrl must be https: the token and the credentials would travel in clear. To use http in a closed network, set allowInsecureHttp: true",
    );
  }
  return url.href;
}

/** A token that can be sent as a header. */
export function checkToken(token: unknown): asserts token is string {
  if (token === undefined) {
    throw new TypeError(
      "No session token: give sessionToken with the call, or to createNexusClient in a program for a single user",
    );
  }
  if (typeof token !== "string" || !/^[!-~]+$/.test(token)) {
    throw new TypeError(
      "sessionToken must be one line of visible ASCII characters, as POST /sessions gives it, or a function that returns that",
    );
  }
}

/** A time that a timer can wait. */
export function checkTimeout(timeout: unknown): asserts timeout is number | false {
  if (timeout === false || (typeof timeout === "number" && timeout > 0 && timeout < 2 ** 31)) return;
  throw new TypeError("timeout must be a positive number of milliseconds, below 2^31, or false for none");
}

/** The headers of a request: the caller's, and those that the contract fixes. */
export function buildHeaders(token: string, ...more: (Record<string, string> | undefined)[]): Headers {
  const headers = new Headers();
  for (const [name, value] of more.flatMap((one) => Object.entries(one ?? {}))) {
    if (fixedHeaders.includes(name.toLowerCase())) {
      throw new TypeError(
        `headers cannot set ${name}: the contract fixes the media type, and the token goes into sessionToken`,
      );
    }
    try {
      headers.set(name, value);
    } catch {
      throw new TypeError(`headers: ${JSON.stringify(name)} is not a header name, or its value cannot be sent`);
    }
  }
  headers.set("Accept", mediaType);
  headers.set("Content-Type", mediaType);
  headers.set(sessionTokenHeader, token);
  return headers;
}

const fixedHeaders = ["accept", "content-type", sessionTokenHeader.toLowerCase()];
