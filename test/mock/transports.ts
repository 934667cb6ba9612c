import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { parseJson } from "../../src/contract/json.js";
import { issuesFor } from "../../src/contract/validator.js";
import { createMock, issuesHeader, type Mock, type MockOptions, scenarioHeader } from "../../src/mock.js";
import { startMock } from "../../src/mock-server.js";
import { verifiedContract } from "../../src/verified-contract.js";
import { requiredHeaders } from "../support/contract.js";

const { operations } = verifiedContract;

export const [operation] = operations as [(typeof operations)[number]];

/** The headers of a request that is as it should be. */
export const validHeaders: Record<string, string> = {
  "Content-Type": mediaType,
  [sessionTokenHeader]: "example-session",
  ...requiredHeaders,
};

export interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  /** Sends the body in that encoding rather than in UTF-8. */
  latin1?: boolean;
}

export interface Received {
  status: number;
  headers: Headers;
  scenario: string | null;
  issues: { in: string; pointer: string; rule: string }[];
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the body of any response
  body: any;
}

/** The ways to reach a mock. Each gives a mock for one test, and how to send to it. */
export const transports = {
  "in process": async (options: MockOptions = {}) => {
    const mock = createMock(options);
    const send = async ({ method = operation.method, path = operation.path, headers = validHeaders, ...sent }: Sent = {}) => {
      const content = contentOf(sent);
      const body = /^(GET|HEAD)$/.test(method) || content.length === 0 ? null : new Uint8Array(content);
      return received(method, await mock.fetch(`https://mock.example${path}`, { method, headers, body }));
    };
    return { mock: mock as Mock, send };
  },
  "over HTTP": async (options: MockOptions = {}) => {
    const mock = await startMock(options);
    onTestFinished(() => mock.close());
    return { mock: mock as Mock, send: (sent: Sent = {}) => sendOver(mock.url, sent) };
  },
};

/** Over node:http, which lets more through than fetch does. */
export async function sendOver(url: string, sent: Sent, agent = new Agent()): Promise<Received> {
  const { method = operation.method, path = operation.path, headers = validHeaders } = sent;
  const content = contentOf(sent);
  const length = { "Content-Length": content.length };
  const { hostname, port } = new URL(url);
  const request = httpRequest({ hostname, port, path, method, headers: { ...headers, ...length }, agent }).end(content);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const fields = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const status = response.statusCode as number;
  const hasBody = ![204, 304].includes(status) && method !== "HEAD";
  const body = await text(response);
  return received(method, new Response(hasBody ? body : null, { status, headers: fields }));
}

function contentOf({ body, text: raw, latin1 = false }: Sent): Buffer {
  return Buffer.from(raw ?? (body === undefined ? "" : JSON.stringify(body)), latin1 ? "latin1" : "utf8");
}

async function received(method: string, response: Response): Promise<Received> {
  const { status, headers } = response;
  const text = await response.text();
  const scenario = headers.get(scenarioHeader);
  const isOfContract = scenario !== null && (status >= 400 || scenario !== "none");
  if (isOfContract && status !== 204 && method !== "HEAD") expect(headers.get("Content-Type")).toBe(mediaType);
  return {
    status,
    headers,
    scenario,
    issues: JSON.parse(headers.get(issuesHeader) ?? "[]"),
    text,
    body: parseJson(text),
  };
}

/** The issues of the body of a response; none if it conforms. */
export function responseIssues({ status, body }: Pick<Received, "status" | "body">) {
  const response = operation.responses[status] ?? operation.responses.default;
  if (!response?.schema) return [{ message: `The contract has no response ${status}` }];
  return issuesFor(verifiedContract, response.schema, body, { strict: true });
}
