/** The largest response body that is read, in bytes. A member has about one kilobyte. */
export const maxBodySize = 1_000_000;

/**
 * A copy of a response whose body has arrived completely, so that reading it cannot fail. A body that is too large is left out, and so
 * is one of an error status that breaks off: the status is a response all the same.
 *
 * @throws if the body of a success breaks off.
 */
export async function withCompleteBody(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const canBeCopied = status >= 200 && status <= 599; // A browser hides a redirect behind status 0.
  const hasBody = response.body && ![204, 205, 304].includes(status);
  if (!canBeCopied || !hasBody) return response;
  try {
    return new Response(await readBody(response.body), { status, statusText, headers });
  } catch (error) {
    if (status < 400) throw error;
    return new Response(null, { status, statusText, headers });
  }
}

/** The bytes of a stream, or null if they are more than `maxBodySize`. */
export async function readBody(stream: ReadableStream<Uint8Array>): Promise<Blob | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > maxBodySize) {
      await reader.cancel();
      return null;
    }
    chunks.push(chunk.value as Uint8Array<ArrayBuffer>);
  }
  return new Blob(chunks);
}

/** Whether this is Node, whose `fetch` is undici. */
const isNode = typeof process === "object" && Boolean(process.versions?.undici);

/**
 * A copy of a request that Node sends only once. Node repeats a request after a 421 on another connection, as the Fetch standard has it,
 * unless its body is a stream. Browsers cannot send one over HTTP/1.1, so the request stays as it is there.
 */
export function sendOnce(request: Request, body: string): Request {
  if (!isNode || !request.body) return request;
  const headers = new Headers(request.headers);
  headers.set("Content-Length", String(new TextEncoder().encode(body).byteLength)); // Otherwise a stream is sent in chunks.
  return new Request(request, { body: request.body, headers, duplex: "half" } as RequestInit);
}
