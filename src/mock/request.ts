import type { ReceivedRequest } from "../contract/request.js";

/** A request as the mock gets it, whatever the transport. */
export interface MockRequest extends ReceivedRequest {
  /** The whole URL. */
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Its path is normalized as `URL` does it. */
export function mockRequest(method: string, url: URL, headers: MockRequest["headers"], body: MockRequest["body"]): MockRequest {
  const header = (name: string) => (Object.hasOwn(headers, name) ? (headers[name] as string) : null);
  return { method, url, path: url.pathname, query: url.search.slice(1), headers, header, body };
}
