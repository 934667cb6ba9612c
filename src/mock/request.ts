import type { ReceivedRequest } from "../contract/request.js";

/** A request as the mock gets it, whatever the transport. */
export interface MockRequest extends ReceivedRequest {
  /** The whole URL. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws {TypeError} if the URL is none. Its path is normalized as `URL` does it. */
export function mockRequest(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array<ArrayBuffer>,
): MockRequest {
  const { href, pathname: path, search } = new URL(url);
  const header = (name: string) => (Object.hasOwn(headers, name) ? (headers[name] as string) : null);
  return { method, url: href, path, query: search.slice(1), headers, header, body };
}

/** The same for code that takes what `fetch` takes. */
export function toFetchRequest({ method, url, headers, body }: MockRequest): Request {
  return new Request(url, { method, headers, body: body.length > 0 ? new Uint8Array(body) : null });
}
