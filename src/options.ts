import { mediaType, servers, sessionTokenHeader } from "../generated/contract.js";

/** The address that requests go to. */
export function resolveBaseUrl(server?: keyof typeof servers, baseUrl?: string, allowInsecureHttp?: boolean): string {
  const url = parseUrl(server === undefined ? baseUrl : servers[server])?.href ?? "";
  demand(
    (server === undefined || baseUrl === undefined) &&
      /^https?:\/\/[^/@]+\/[^?#]*$/.test(url) &&
      (allowInsecureHttp || /^(https:|http:\/\/(localhost|127\.[\d.]+|\[::1])[:/])/.test(url)),
    `Give either server (${Object.keys(servers)}) or baseUrl, an https address without user, query and fragment ` +
      "(http on loopback or with allowInsecureHttp)",
  );
  return url;
}

/** A token that can be sent as a header. */
export function checkToken(token: unknown): asserts token is string {
  demand(typeof token === "string" && /^[!-~]+$/.test(token), "sessionToken must be visible ASCII");
}

/** A time that a timer can wait. */
export function checkTimeout(timeout: unknown): asserts timeout is number | false {
  demand(
    timeout === false || (typeof timeout === "number" && timeout > 0 && timeout < 2 ** 31),
    "timeout must be false or positive milliseconds below 2^31",
  );
}

/** Headers that the contract leaves to the caller. */
export function checkHeaders(headers: Record<string, string>) {
  for (const name in headers) {
    let allowed = false;
    try {
      allowed = !new Headers(fixedHeaders("-")).has(name) && !!new Headers({ [name]: headers[name] as string });
    } catch {} // What Headers throws would repeat the value.
    demand(allowed, `headers: ${name} is fixed by the contract, or not valid`);
  }
}

/** Headers that the contract fixes. */
export function fixedHeaders(token: string): Record<string, string> {
  return { Accept: mediaType, "Content-Type": mediaType, [sessionTokenHeader]: token };
}

export function parseUrl(text = "", base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

function demand(condition: unknown, message: string): asserts condition {
  if (!condition) throw new TypeError(message);
}
