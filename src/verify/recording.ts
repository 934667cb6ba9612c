import { isUtf8 } from "node:buffer";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Contract, Operation } from "../contract/contract.js";
import { isObject, parseJson } from "../contract/json.js";
import { responseKeyOf } from "../contract/responses.js";
import { maxBodySize } from "../http/body.js";
import type { VerifiedContract } from "./contract.js";
import { CoverageCount } from "./coverage.js";
import { type Exchange, findOperation, type HttpMessage, headerOf, inspect, isSuccess, issuesOf, textOf } from "./exchange.js";
import { type Check, type Report, reportOf } from "./report.js";

/** An exchange of a recording, with its operation, and the server that it was with. */
export interface Recorded extends Exchange {
  readonly operation: Operation;
  /** Base URL without a slash at its end. */
  readonly server: string;
}

/** An entry of a recording: a call of the contract, or what is wrong with it. */
export interface Entry {
  readonly index: number;
  readonly call?: Recorded;
  readonly problem?: string;
}

/**
 * The entries of a HAR that may belong to the contract, in its order, each read when it is asked for. Calls of other servers and paths
 * are left out.
 *
 * @param servers Base URLs without a slash at the end.
 * @throws {Error} if the text is not a HAR; the message repeats nothing of it.
 */
export function readHar(contract: Contract, text: string, servers: readonly string[]): Iterable<Entry> {
  const har = parseJson(text.replace(/^\uFEFF/, "")) as { log?: { entries?: unknown } } | null | undefined;
  const entries = har?.log?.entries;
  if (!Array.isArray(entries)) throw new Error("The recording is not a HAR: it is no JSON with a list log.entries.");
  return readEntries(contract, entries, servers);
}

function* readEntries(contract: Contract, entries: readonly unknown[], servers: readonly string[]): Generator<Entry> {
  for (const [index, entry] of entries.entries()) {
    const call = readEntry(contract, isObject(entry) ? entry : {}, servers);
    if (typeof call === "string") yield { index, problem: call };
    else if (call) yield { index, call };
  }
}

/** A part of a HAR. Nothing says that a file has the parts in their form. */
type Part = Record<string, unknown>;

const partOf = (value: unknown): Part => (isObject(value) ? value : {});

/** The call of an entry, or why there is none; undefined if it is a call of something else. */
function readEntry(contract: Contract, entry: Part, servers: readonly string[]): Recorded | string | undefined {
  const { method, url: href, ...request } = partOf(entry.request);
  if (typeof method !== "string" || typeof href !== "string") return "it has no request with a method and a URL";
  if (!URL.canParse(href)) return "the URL of its request is not absolute";
  const { origin, pathname } = new URL(href);
  const found = findOperation(contract, method, pathname);
  if (!found) {
    const intended = findOperation(contract, method, pathname.replace(/\/+$/, ""));
    const isMeant = intended && servers.includes(origin + intended.base);
    return isMeant ? `its path has a slash at its end, which ${intended.operation.path} has not` : undefined;
  }
  const { operation, base } = found;
  if (!servers.includes(origin + base)) return undefined;
  if (!isObject(entry.response)) return "it has no response";
  const { status, content, ...response } = entry.response;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 599)
    return "its response has no HTTP status";
  const sent = messageOf(request, request.postData, operation.request !== undefined);
  if (typeof sent === "string") return `its request: ${sent}`;
  const key = responseKeyOf(operation, status);
  const received = messageOf(response, content, key !== undefined && operation.responses[key]?.schema !== undefined);
  if (typeof received === "string") return `its response: ${received}`;
  return { operation, server: origin + base, request: { method, url: href, ...sent }, response: { status, ...received } };
}

/** Headers and body of a message, or why it cannot be checked. */
function messageOf({ headers: list = [], bodySize }: Part, content: unknown, hasBody: boolean) {
  if (!Array.isArray(list)) return "the recorder left the headers out";
  const named = list.map(partOf).filter(({ name, value }) => typeof name === "string" && typeof value === "string");
  const headers: Record<string, string> = Object.fromEntries(
    named.map(({ name, value }) => [String(name).toLowerCase(), String(value)]),
  );
  const { mimeType, text, encoding, size = bodySize, params } = partOf(content);
  if (typeof mimeType === "string") headers["content-type"] ||= mimeType;
  if (!hasBody) return { headers, body: "" };
  if (typeof text !== "string" && Array.isArray(params) && params.length > 0)
    return "the recorder wrote the body as parameters";
  const isLeftOut = typeof text === "string" ? text === "" && Number(size) > 0 : size !== 0;
  if (isLeftOut) return "the recorder left the body out";
  const body = bytesOfText(String(text ?? ""), String(encoding), headers["content-encoding"]);
  return body ? { headers, body } : "the recorder stored the compressed body as text, which destroys it";
}

const decoders: Record<string, typeof gunzipSync> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** The bytes of a recorded body. Recorders mark plain text as base64, and keep or undo a compression. Undefined if it is destroyed. */
function bytesOfText(text: string, encoding: string, compression = ""): Uint8Array | undefined {
  const isBase64 = encoding.toLowerCase() === "base64" && /^[A-Za-z\d+/\s]*={0,2}\s*$/.test(text);
  const bytes = Buffer.from(text, isBase64 ? "base64" : "utf8");
  const decode = decoders[compression.trim().toLowerCase()];
  if (decode && parseJson(bytes.toString()) === undefined)
    for (const candidate of [bytes, Buffer.from(text, "latin1")])
      try {
        return decode(candidate, { maxOutputLength: maxBodySize });
      } catch {} // It is plain text, or destroyed.
  if (decode && text.includes("\uFFFD")) return undefined;
  return isUtf8(bytes) ? bytes : Buffer.from(text);
}

/** A HAR of nothing but these exchanges. */
export function writeHar(exchanges: readonly Exchange[]): string {
  const partsOf = (message: HttpMessage) => {
    const headers = Object.entries(message.headers ?? {}).map(([name, value]) => ({ name, value }));
    const content = { size: textOf(message).length, mimeType: headerOf(message, "content-type") ?? "", text: textOf(message) };
    return { content, common: { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, headers, bodySize: content.size } };
  };
  const entries = exchanges.map(({ request, response }) => {
    const [sent, received] = [partsOf(request), partsOf(response)];
    const { method, url } = request;
    const postData = sent.content.text ? { postData: { mimeType: sent.content.mimeType, text: sent.content.text } } : {};
    return {
      startedDateTime: "2000-01-01T00:00:00Z",
      time: 0,
      request: { ...sent.common, method, url, queryString: [], ...postData },
      response: { ...received.common, status: response.status, statusText: "", content: received.content, redirectURL: "" },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
  });
  const log = { version: "1.2", creator: { name: "nexus-members-contract", version: "" }, entries };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

/** Checks every exchange of a recording. */
export function checkRecording(contract: VerifiedContract, subject: string, entries: Iterable<Entry>): Report {
  const coverage = new CoverageCount(contract);
  const checks: Check[] = [];
  const operations = new Set<Operation>();
  const succeeded = new Set<Operation>();
  for (const { index, call, problem = "" } of entries) {
    const name = `log.entries[${index}]`;
    if (!call) {
      checks.push({ name, outcome: "skipped", note: problem, issues: [] });
      continue;
    }
    const { operation } = call;
    const exchange = inspect(contract, call, operation);
    const { status } = exchange;
    const issues = issuesOf(exchange);
    coverage.add(exchange);
    operations.add(operation);
    if (isSuccess(status)) succeeded.add(operation);
    checks.push({
      name: `${name}: ${operation.operationId}`,
      status,
      outcome: issues.length > 0 ? "failed" : "passed",
      issues,
    });
  }
  const silent = [...operations].filter((operation) => !succeeded.has(operation)).map(({ operationId }) => operationId);
  const reason =
    silent.length > 0 ? `No success of ${silent.join(", ")} was seen, so little is known of the server.` : undefined;
  return reportOf(contract, subject, checks, coverage, reason);
}
