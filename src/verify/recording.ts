import { isUtf8 } from "node:buffer";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Contract, Operation } from "../contract/contract.js";
import { isObject, parseJson } from "../contract/json.js";
import { responseKeyOf } from "../contract/responses.js";
import { maxBodySize } from "../http/body.js";
import type { VerifiedContract } from "./contract.js";
import { CoverageCount } from "./coverage.js";
import { countedIssues, type Exchange, findOperation, type HttpMessage, inspectExchange, isSuccess } from "./exchange.js";
import { type Check, type Report, reportOf } from "./report.js";

/** An exchange of a recording, with its operation. */
export interface Recorded extends Exchange {
  readonly operation: Operation;
}

/** An entry of a recording: a call of the contract, or what is wrong with it. */
export type Entry = { readonly name: string } & (
  | { readonly call: Recorded; readonly problem?: undefined }
  | { readonly call?: undefined; readonly problem: string }
);

/**
 * The entries of a HAR that may belong to the contract, in its order, each read when it is asked for: a recording may be large. Calls of
 * other servers and paths are left out.
 *
 * @param servers Base URLs without a slash at the end.
 * @throws {Error} if the text is not a HAR, or has no such entry; the message repeats nothing of it.
 */
export function* readHar(contract: Contract, text: string, servers: readonly string[]): Generator<Entry> {
  const har = parseJson(text.replace(/^\uFEFF/, ""));
  const { entries } = asObject(asObject(har).log);
  if (!Array.isArray(entries)) throw new Error("The recording is not a HAR: it is no JSON with a list log.entries.");
  let count = 0;
  for (const [index, entry] of entries.entries()) {
    const name = `log.entries[${index}]`;
    try {
      const call = readEntry(contract, asObject(entry), servers);
      if (!call) continue;
      yield { name, call };
    } catch (error) {
      if (!(error instanceof OddEntry)) throw error;
      yield { name, problem: error.message };
    }
    count++;
  }
  const known = servers.join(", ");
  if (count === 0)
    throw new Error(`The recording has no call of the contract to ${known}. Name the server that was recorded with --server.`);
}

/** Why an entry cannot be checked. */
class OddEntry extends Error {}

/** A part of a HAR. Nothing says that a file has the parts in their form. */
type Part = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Part => (isObject(value) ? value : {});

/** The call of an entry; undefined if it is a call of something else. @throws {OddEntry} */
function readEntry(contract: Contract, entry: Part, servers: readonly string[]): Recorded | undefined {
  const { method, url: href, ...request } = asObject(entry.request);
  if (typeof method !== "string" || typeof href !== "string") throw new OddEntry("it has no request with a method and a URL");
  if (!URL.canParse(href)) throw new OddEntry("the URL of its request is not absolute");
  const { origin, pathname } = new URL(href);
  const found = findOperation(contract, method, pathname);
  const { operation, base } = found ?? findOperation(contract, method, pathname.replace(/\/+$/, "")) ?? {};
  if (!operation || !servers.includes(`${origin}${base}`)) return undefined;
  if (!found) throw new OddEntry(`its path has a slash at its end, which ${operation.path} has not`);
  if (!isObject(entry.response)) throw new OddEntry("it has no response");
  const { status, content, ...response } = entry.response;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 599)
    throw new OddEntry("its response has no HTTP status");
  const { schema } = operation.responses[responseKeyOf(operation, status) ?? ""] ?? {};
  const sent = readMessage("request", request, request.postData, operation.request !== undefined);
  const received = readMessage("response", response, content, schema !== undefined);
  return { operation, request: { method, url: href, ...sent }, response: { status, ...received } };
}

/** @throws {OddEntry} */
function readMessage(side: string, { headers: list = [], bodySize }: Part, content: unknown, hasBody: boolean): HttpMessage {
  if (!Array.isArray(list)) throw new OddEntry(`its ${side}: the recorder left the headers out`);
  const named = list.map(asObject).filter(({ name, value }) => typeof name === "string" && typeof value === "string");
  const headers: Record<string, string> = Object.fromEntries(
    named.map(({ name, value }) => [String(name).toLowerCase(), String(value)]),
  );
  const { mimeType, text, encoding, size = bodySize, params } = asObject(content);
  if (typeof mimeType === "string") headers["content-type"] ||= mimeType;
  if (!hasBody) return { headers, body: "" };
  if (typeof text !== "string" && Array.isArray(params) && params.length > 0)
    throw new OddEntry(`its ${side}: the recorder wrote the body as parameters`);
  const isLeftOut = typeof text === "string" ? text === "" && Number(size) > 0 : size !== 0;
  if (isLeftOut) throw new OddEntry(`its ${side}: the recorder left the body out`);
  const body = bytesOfText(String(text ?? ""), String(encoding), headers["content-encoding"]);
  if (!body) throw new OddEntry(`its ${side}: the recorder stored the compressed body as text, which destroys it`);
  return { headers, body };
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

/** Checks every exchange of a recording. */
export function checkRecording(contract: VerifiedContract, subject: string, entries: Iterable<Entry>): Report {
  const coverage = new CoverageCount(contract);
  const checks: Check[] = [];
  const hasSucceeded = new Map<string, boolean>();
  for (const { name, call, problem } of entries) {
    if (!call) {
      checks.push({ name, outcome: "skipped", note: problem, issues: [] });
      continue;
    }
    const { operationId } = call.operation;
    const checked = inspectExchange(contract, call, call.operation);
    const { status } = checked;
    const issues = countedIssues(checked);
    coverage.add(checked);
    hasSucceeded.set(operationId, isSuccess(status) || hasSucceeded.get(operationId) === true);
    checks.push({ name: `${name}: ${operationId}`, status, outcome: issues.length > 0 ? "failed" : "passed", issues });
  }
  const silent = [...hasSucceeded].filter(([, has]) => !has).map(([operationId]) => operationId);
  const reason = `No success of ${silent.join(", ")} was seen, so little is known of the server.`;
  return reportOf(contract, subject, checks, coverage.result(), silent.length > 0 ? reason : undefined);
}
