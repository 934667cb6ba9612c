import { mediaType, servers } from "../../generated/contract.js";
import type { Exchange } from "../../src/verify/exchange.js";

/** The URL of recorded calls. */
export const url = `${servers.integration}/members`;

interface Message {
  body?: unknown;
  text?: string;
  type?: string;
  token?: string;
}

/** A call of a recording. */
export function call(request: Message, response: Message & { status?: number } = {}, to = url) {
  const { token = "Zq8-token" } = request;
  const messageOf = ({ type = mediaType, body, text = body === undefined ? "" : JSON.stringify(body) }: Message) => {
    return { headers: { "Content-Type": type }, body: text };
  };
  const { headers, body } = messageOf(request);
  return entryOf({
    request: { method: "POST", url: to, headers: { ...headers, ...(token && { "MD-SESSION-TOKEN": token }) }, body },
    response: { status: response.status ?? 200, ...messageOf(response) },
  });
}

/** An exchange as a browser or a proxy writes it. */
export function entryOf({ request, response }: Exchange) {
  const listed = (headers = {}) => Object.entries<string>(headers).map(([name, value]) => ({ name, value }));
  const [sent, returned] = [String(request.body ?? ""), String(response.body ?? "")];
  return {
    request: {
      ...{ method: request.method, url: request.url, headers: listed(request.headers) },
      postData: { mimeType: mediaType, text: sent },
      bodySize: sent.length,
    },
    response: {
      ...{ status: response.status, headers: listed(response.headers) },
      content: { mimeType: mediaType, text: returned, size: returned.length },
    },
  };
}

export const recordingOf = (...entries: unknown[]) => ({ log: { version: "1.2", entries } });
