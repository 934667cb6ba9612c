/**
 * A mock of `POST /members` that answers as Nexus would, with the scenarios of the contract.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mediaType } from "../../generated/contract.js";
import { createEngine, type Engine, type EngineAnswer } from "./engine.js";

/** How a mock is started. */
export interface StartMockOptions {
  /** Where it listens. Default: 0, any free port. */
  port?: number | undefined;
  /** The address it listens on. Default: 127.0.0.1. */
  host?: string | undefined;
  /** Told about every answer in one line, which holds neither tokens nor values of the request. Default: nobody. */
  log?: ((line: string) => void) | undefined;
}

/** A running mock. */
export interface Mock {
  /** Its address, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Ends it, and every connection to it. */
  close(): Promise<void>;
}

/** Largest request body that is read, in bytes; a larger one is answered with 413. */
const maxBody = 1_000_000;

/**
 * Starts a mock. It is ready once the promise resolves. Several can run in one process.
 *
 * @throws {Error} if `@stoplight/prism-http`, its engine, is not installed, or the port is busy.
 */
export async function startMock({ port = 0, host = "127.0.0.1", log }: StartMockOptions = {}): Promise<Mock> {
  const engine = await createEngine();
  const server = createServer((request, response) => {
    handle(engine, request, response, log).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(engine: Engine, request: IncomingMessage, response: ServerResponse, log: StartMockOptions["log"]) {
  const { method, url, headers } = request as IncomingMessage & { method: string; url: string };
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", "*");
  if (method === "OPTIONS") {
    response.setHeader("Access-Control-Allow-Methods", "POST, OPTIONS");
    response.setHeader("Access-Control-Allow-Headers", headers["access-control-request-headers"] ?? "*");
    response.writeHead(204).end();
    return;
  }
  const text = await read(request);
  let body: unknown;
  let malformed = false;
  try {
    if (text) body = JSON.parse(text);
  } catch {
    malformed = true;
    body = text;
  }
  const answer =
    text === undefined
      ? tooLarge
      : await engine({ method, path: url.replace(/^https?:\/\/[^/]*|[?#].*/gs, ""), headers, body, malformed });
  const violations = answer.violations.length ? ` ${JSON.stringify(answer.violations)}` : "";
  log?.(`${method} ${answer.status} ${answer.scenario}${violations}`);
  send(response, answer);
}

/** The body as text, or undefined if it is too large; what is too large is read on and forgotten. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
  }
  return size > maxBody ? undefined : Buffer.concat(chunks).toString();
}

const tooLarge: EngineAnswer = {
  status: 413,
  headers: { "Content-Type": mediaType },
  body: { error: { message: `The mock reads bodies of up to ${maxBody} bytes` } },
  scenario: "none",
  violations: [],
};

function send(response: ServerResponse, { status, headers, body, scenario, violations }: EngineAnswer) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    "Content-Length": Buffer.byteLength(text),
    "X-Nexus-Members-Mock": scenario,
    ...(violations.length && { "X-Nexus-Members-Mock-Violations": JSON.stringify(violations) }),
  });
  response.end(text);
}
