import { sessionTokenHeader } from "../../generated/contract.js";
import { parseUrl } from "../options.js";

/** One side of an exchange. */
export interface Message {
  /** Media type without parameters, `other` if it is none of the known ones; empty if the header is missing. */
  contentType: string;
  /** Empty if there is none. */
  body: string;
}

/** A call of `POST /members` and its answer, with everything that the contract can judge and nothing else. */
export interface Exchange {
  /** Base address of the server. */
  server: string;
  hasToken: boolean;
  request: Message;
  response: Message & { status: number };
}

// The parts of a HAR that are used here.
type Header = { name: string; value: string };
type Content = { mimeType?: string; text?: string; encoding?: string };
type Entry = {
  request: { method: string; url: string; headers?: Header[]; postData?: Content };
  response: { status: number; headers?: Header[]; content?: Content };
};

/**
 * The answered calls of a recording, in its order; calls of other hosts and addresses are left out.
 *
 * @param servers Base addresses without a slash at the end.
 * @throws {Error} if the text is not a HAR; the message repeats nothing of it.
 */
export function readHar(text: string, servers: string[]): Exchange[] {
  try {
    return (JSON.parse(text.replace(/^\uFEFF/, "")).log.entries as Entry[]).flatMap(({ request, response }) => {
      const url = parseUrl(request.url);
      const server = servers.find((base) => `${url?.origin}${url?.pathname}` === `${base}/members`);
      if (server === undefined || request.method !== "POST" || !response.status) return [];
      const hasToken = header(request.headers, sessionTokenHeader) !== "";
      return {
        server,
        hasToken,
        request: message(request.headers, request.postData),
        response: { status: response.status, ...message(response.headers, response.content) },
      };
    });
  } catch {
    throw new Error("The recording is not a HAR, which is JSON with log.entries");
  }
}

/** A recording of nothing but these exchanges. */
export function writeHar(exchanges: Exchange[]): string {
  const entries = exchanges.map(({ server, hasToken, request, response: { status, ...response } }) => ({
    startedDateTime: "2000-01-01T00:00:00Z",
    time: 0,
    request: {
      ...common,
      method: "POST",
      url: `${server}/members`,
      headers: [...headersOf(request), ...(hasToken ? [{ name: sessionTokenHeader, value: "redacted" }] : [])],
      queryString: [],
      ...(request.body && { postData: { mimeType: request.contentType, text: request.body } }),
    },
    response: {
      ...common,
      status,
      statusText: "",
      headers: headersOf(response),
      content: { size: response.body.length, mimeType: response.contentType, text: response.body },
      redirectURL: "",
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  }));
  const log = { version: "1.2", creator: { name: "nexus-members-contract", version: "" }, entries };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, bodySize: -1 };

const headersOf = ({ contentType }: Message): Header[] => (contentType ? [{ name: "Content-Type", value: contentType }] : []);

function message(headers: Header[] | undefined, { mimeType = "", text = "", encoding }: Content = {}): Message {
  const [contentType = ""] = (header(headers, "Content-Type") || mimeType).toLowerCase().split(/\s*;/);
  return {
    contentType: contentType && (knownTypes.exec(contentType)?.[0] ?? "other"),
    body: encoding === "base64" ? Buffer.from(text, "base64").toString() : text,
  };
}

const knownTypes = /^(application\/(vnd\.mx\.[a-z]{1,10}\.v\d{1,2}\+|problem\+)?json|text\/(html|plain))$/;

const header = (headers: Header[] | undefined, wanted: string) =>
  headers?.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value ?? "";
