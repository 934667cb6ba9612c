import type { Contract, Operation } from "../contract/contract.js";
import { parseJson } from "../contract/json.js";
import type { VerifiedContract } from "./contract.js";
import { type Exchange, findOperation, inspect, issuesOf } from "./exchange.js";
import { type Report, reportOf } from "./report.js";

/** An exchange of a recording, with its operation, and the server that it was with. */
export interface Recorded extends Exchange {
  readonly operation: Operation;
  /** Base URL without a slash at its end. */
  readonly server: string;
}

/**
 * The exchanges of a HAR that belong to the contract, in its order. Those of other servers and paths, and those without a response, are
 * left out.
 *
 * @param servers Base URLs without a slash at the end.
 * @throws {Error} if the text is not a HAR; the message repeats nothing of it.
 */
export function readHar(contract: Contract, text: string, servers: readonly string[]): Recorded[] {
  const har = parseJson(text.replace(/^\uFEFF/, "")) as { log: { entries: HarEntry[] } };
  try {
    return har.log.entries.flatMap((entry) => readEntry(contract, entry, servers) ?? []);
  } catch {
    throw new Error("The recording is not a HAR: JSON with log.entries, each with a request and a response with a status.");
  }
}

/** The parts of a HAR that are used here. Nothing says that a file has them in this form. */
interface HarEntry {
  request: { method: unknown; url: unknown; headers?: HarHeader[]; postData?: HarContent };
  response: { status: number; headers?: HarHeader[]; content?: HarContent };
}

interface HarHeader {
  name: unknown;
  value: unknown;
}

interface HarContent {
  mimeType?: unknown;
  text?: unknown;
  encoding?: unknown;
}

function readEntry(contract: Contract, { request, response }: HarEntry, servers: readonly string[]): Recorded | undefined {
  const method = String(request.method);
  const href = String(request.url);
  const { status } = response;
  if (!URL.canParse(href)) return undefined;
  const { origin, pathname } = new URL(href);
  const found = findOperation(contract, method, pathname);
  if (!found || status === 0) return undefined;
  const server = origin + found.base;
  if (!servers.includes(server)) return undefined;
  if (!Number.isInteger(status) || status < 100 || status > 599) throw new Error();
  return {
    operation: found.operation,
    server,
    request: { method, url: href, ...messageOf(request.headers, request.postData) },
    response: { status, ...messageOf(response.headers, response.content) },
  };
}

function messageOf(list: HarHeader[] = [], { mimeType = "", text = "", encoding }: HarContent = {}) {
  const headers = Object.fromEntries(list.map(({ name, value }) => [String(name).toLowerCase(), String(value)]));
  headers["content-type"] ||= String(mimeType);
  return { headers, body: encoding === "base64" ? Buffer.from(String(text), "base64").toString() : String(text) };
}

/** A HAR of nothing but these exchanges. */
export function writeHar(exchanges: readonly Exchange[]): string {
  const common = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1, bodySize: -1 };
  const headersOf = ({ headers = {} }: Exchange["request"] | Exchange["response"]) =>
    Object.entries(headers).map(([name, value]) => ({ name, value }));
  const entries = exchanges.map(({ request, response }) => ({
    startedDateTime: "2000-01-01T00:00:00Z",
    time: 0,
    request: {
      ...common,
      method: request.method,
      url: request.url,
      headers: headersOf(request),
      queryString: [],
      ...(request.body && { postData: { mimeType: mimeTypeOf(request), text: request.body } }),
    },
    response: {
      ...common,
      status: response.status,
      statusText: "",
      headers: headersOf(response),
      content: { size: response.body?.length ?? 0, mimeType: mimeTypeOf(response), text: response.body ?? "" },
      redirectURL: "",
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  }));
  const log = { version: "1.2", creator: { name: "nexus-members-contract", version: "" }, entries };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

const mimeTypeOf = ({ headers = {} }: Exchange["request"] | Exchange["response"]) =>
  (headers as Record<string, string>)["content-type"] ?? "";

/** Checks every exchange of a recording. */
export function checkRecording(contract: VerifiedContract, subject: string, recorded: readonly Recorded[]): Report {
  const exchanges = recorded.map((one) => inspect(contract, one, one.operation));
  const checks = exchanges.map((exchange, index) => {
    const issues = issuesOf(exchange);
    const name = `call ${index + 1}: ${exchange.operation.operationId}`;
    return { name, status: exchange.status, outcome: issues.length > 0 ? "failed" : "passed", issues } as const;
  });
  return reportOf(contract, subject, checks, exchanges);
}
