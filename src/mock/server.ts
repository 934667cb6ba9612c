/** A mock over HTTP, for Node. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Contract } from "../contract/contract.js";
import { type Requirements, readOptions } from "../http/options.js";
import { type ControlAccess, control } from "./control.js";
import { maxRequestSize } from "./engine.js";
import { createMockAndEngine, type Mock, type MockTypes } from "./mock.js";
import { type MockOptions, mockRequirements } from "./options.js";
import type { Reply } from "./reply.js";
import { mockRequest } from "./request.js";

/** How a mock is served. */
export interface StartMockOptions<Types extends MockTypes = MockTypes> extends MockOptions<Types> {
  /** Default: 0, any free port. */
  port?: number | undefined;
  /** The address to listen on. Default: 127.0.0.1. */
  host?: string | undefined;
  /**
   * Serves the control paths, by which a test in another process adds rules and reads the journal: to this machine, or to everyone who
   * can reach the mock. Default: to nobody.
   */
  control?: ControlAccess | undefined;
}

/** A mock that is being served. */
export type RunningMock<Types extends MockTypes = MockTypes> = Mock<Types> &
  AsyncDisposal & {
    /** Its URL, such as `http://127.0.0.1:4010`. */
    readonly url: string;
    /** Stops it, and every connection to it. */
    close(): Promise<void>;
    /** Lets the process end while it runs. */
    unref(): void;
  };

/** For `await using`, where the TypeScript of the reader knows it. */
type AsyncDisposal = SymbolConstructor extends { readonly asyncDispose: infer Name extends symbol }
  ? { readonly [Key in Name]: () => Promise<void> }
  : unknown;

const serverRequirements: Requirements<StartMockOptions> = {
  ...mockRequirements,
  port: {
    accepts: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535,
    text: "a whole number from 0 to 65535",
  },
  host: {
    accepts: (value) => typeof value === "string" && value !== "",
    text: "an address to listen on, such as 127.0.0.1 or 0.0.0.0",
  },
  control: { accepts: (value) => value === "loopback" || value === "anywhere", text: "loopback or anywhere" },
};

const keepAliveTimeout = 65_000;

/**
 * Serves a mock of a contract. It is ready when the promise resolves.
 *
 * @throws {Error} if the port is in use.
 * @throws {TypeError} if an option is unknown or cannot be used.
 */
export async function serveMock<Types extends MockTypes>(
  contract: Contract,
  options: StartMockOptions<Types> = {},
): Promise<RunningMock<Types>> {
  const { port = 0, host = "127.0.0.1", control: access, ...others } = readOptions(options, serverRequirements, "The mock");
  const { mock, engine } = createMockAndEngine(contract, others);

  const replyTo = async (incoming: IncomingMessage): Promise<Reply> => {
    const body = await bodyOf(incoming);
    if (incoming.httpVersion === "1.1" && incoming.headers.host === undefined)
      return engine.handleFailure(400, "A request of HTTP/1.1 needs the header Host");
    const url = urlOf(incoming);
    if (!url) return engine.handleFailure(400, "The target and the Host of the request make no URL");
    const request = mockRequest(incoming.method as string, url, headersOf(incoming), body);
    const reply = control(engine, request, access, incoming.socket.remoteAddress ?? "");
    if (!reply) return engine.handle(request);
    const { method, path } = request;
    engine.log(`${method} ${reply.status} control`, { plain: reply.status < 400, issues: [], path, duration: 0 });
    return reply;
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    try {
      send(outgoing, await replyTo(incoming));
    } catch (error) {
      sendRaw(incoming.socket, engine.handleFailure(500, `The mock failed: ${(error as Error)?.message}`));
    }
  };
  // Node would reject a request without `Host`, or with an unknown `Expect`, without logging it.
  const server = createServer({ requireHostHeader: false, keepAliveTimeout }, serve);
  server.on("checkExpectation", serve);
  // Also while no request is under way: without a listener, a connection that breaks ends the process.
  server.on("connection", (socket) => socket.on("error", () => {}));
  server.on("clientError", (error: Error & { code?: string }, socket: Socket) => {
    const status = unreadableStatus[String(error.code)] ?? 400;
    sendRaw(socket, engine.handleFailure(status, `The request could not be read: ${error.code}`));
  });
  server.listen(port, host);
  await once(server, "listening");

  let closed: Promise<unknown> | undefined;
  const close = async () => {
    closed ??= once(server.close(), "close");
    server.closeAllConnections();
    await closed;
  };
  const url = `http://${hostOf(server.address() as AddressInfo)}`;
  const running = Object.assign(mock, { url, close, unref: () => void server.unref(), [Symbol.asyncDispose]: close });
  return running as RunningMock<Types>;
}

/** The host and port by which this machine reaches an address. One that stands for every address is no host. */
function hostOf({ address, family, port }: AddressInfo): string {
  if (family === "IPv6") return `[${address === "::" ? "::1" : address}]:${port}`;
  return `${address === "0.0.0.0" ? "127.0.0.1" : address}:${port}`;
}

/** A request line has the path, or, for a proxy, the whole URL. Undefined if that makes no URL. */
function urlOf({ url = "", headers }: IncomingMessage): URL | undefined {
  const target = url === "*" ? "/" : url; // Of OPTIONS: the whole server.
  const whole = target.startsWith("/") ? `http://${headers.host ?? "mock"}${target}` : target;
  return URL.canParse(whole) ? new URL(whole) : undefined;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** The body, or as much of it as shows that it is too large; the rest is read and dropped. */
function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    if (size <= maxRequestSize) chunks.push(chunk);
    size += chunk.length;
  });
  return new Promise((resolve) => incoming.on("end", () => resolve(Buffer.concat(chunks))));
}

function send(outgoing: ServerResponse, reply: Reply) {
  const { delay, cut, reset, status, headers, body } = reply;
  if (delay) {
    const timer = setTimeout(() => send(outgoing, { ...reply, delay: 0 }), delay);
    outgoing.on("close", () => clearTimeout(timer)); // A client that went away is not waited for.
    return;
  }
  const breakOff = () => (reset && outgoing.socket ? resetConnection(outgoing.socket) : outgoing.destroy());
  if (cut === "before" || cut === "after") {
    breakOff();
    return;
  }
  outgoing.writeHead(status, body === null ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) });
  if (cut === "body" && body) outgoing.write(body.slice(0, body.length / 2), breakOff);
  else outgoing.end(body ?? undefined);
}

function resetConnection(socket: Socket) {
  // Otherwise Node ends the connection first, so that the client sees an end and no reset.
  socket.destroySoon = () => socket.destroy();
  socket.resetAndDestroy();
}

/** Of requests that Node could not read. */
const unreadableStatus: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Sends an error without Node's HTTP, where that has given the connection up. */
function sendRaw(socket: Socket, { status, headers, body }: Reply) {
  if (!socket.writable) return;
  const content = String(body ?? "");
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(content), Connection: "close" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${content}`);
}
