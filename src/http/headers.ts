/** The token and the headers of a request. */

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
