import { mediaType, servers } from "../../generated/contract.js";

/** The URL of recorded calls. */
export const url = `${servers.integration}/members`;

interface Message {
  body?: unknown;
  text?: string;
  type?: string;
  token?: string;
}

/** A call of a recording, as a browser or a proxy writes it. */
export function call(request: Message, response: Message & { status?: unknown } = {}, to = url) {
  const { token = "Zq8-token" } = request;
  const headersOf = ({ type = mediaType }: Message) => [{ name: "Content-Type", value: type }];
  const textOf = ({ body, text = body === undefined ? "" : JSON.stringify(body) }: Message) => text;
  return {
    request: {
      method: "POST",
      url: to,
      headers: [...headersOf(request), ...(token ? [{ name: "MD-SESSION-TOKEN", value: token }] : [])],
      postData: { mimeType: mediaType, text: textOf(request) },
      bodySize: textOf(request).length,
    },
    response: {
      status: response.status ?? 200,
      headers: headersOf(response),
      content: { mimeType: mediaType, text: textOf(response) },
    },
  };
}

export const recordingOf = (...entries: unknown[]) => ({ log: { version: "1.2", entries } });
