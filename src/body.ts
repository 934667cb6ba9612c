/** The largest response body that is read, in bytes. A member has about one kilobyte. */
export const maxBodySize = 1_000_000;

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
