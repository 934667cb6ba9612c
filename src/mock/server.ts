/** A mock over HTTP, for Node. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Contract } from "../contract/contract.js";
import type { ReceivedRequest } from "../contract/request.js";
import { control, controlPath, isLoopbackAddress, notAllowed } from "./control.js";
import { Engine, type MockOptions, maxRequestSize, type Reply } from "./engine.js";
import { type Mock, mockAround } from "./mock.js";

/** How a mock is served. */
export interface StartMockOptions extends MockOptions {
  /** Default: 0, any free port. */
  port?: number | undefined;
  /** The address to listen on. Default: 127.0.0.1. */
  host?: string | undefined;
  /**
   * Serves the control paths, by which a test in another process queues responses and reads the journal: to this machine, or to
   * everyone who can reach the mock. Default: to nobody.
   */
  control?: "loopback" | "anywhere" | undefined;
}

/** A mock that is being served. */
export interface RunningMock<Created = unknown> extends Mock<Created> {
  /** Its URL, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Stops it, and every connection to it. */
  close(): Promise<void>;
}

/**
 * Serves a mock of a contract. It is ready when the promise resolves.
 *
 * @throws {Error} if the port is in use.
 */
export async function serveMock<Created>(contract: Contract, options: StartMockOptions = {}): Promise<RunningMock<Created>> {
  const { port = 0, host = "127.0.0.1" } = options;
  const engine = new Engine(contract, options);
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    readBody(incoming, (body) => send(outgoing, replyTo(engine, options, received(incoming, body), incoming.socket)));
  };
  // Node would reject a request without `Host`, or with an unknown `Expect`, without logging it.
  const server = createServer({ requireHostHeader: false }, serve);
  server.on("checkExpectation", serve);
  // Also while no request is under way: without a listener, a connection that breaks ends the process.
  server.on("connection", (socket) => socket.on("error", () => {}));
  server.on("clientError", (error: Error & { code?: string }, socket: Socket) => {
    const status = unreadableStatus[String(error.code)] ?? 400;
    sendRaw(socket, engine.handleUnreadable(status, `The request could not be read: ${error.code}`));
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return Object.assign(mockAround<Created>(engine), {
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

function replyTo(engine: Engine, options: StartMockOptions, request: ReceivedRequest, { remoteAddress = "" }: Socket): Reply {
  if (!options.control || !request.path.startsWith(`${controlPath}/`)) return engine.handle(request);
  const reply = options.control === "anywhere" || isLoopbackAddress(remoteAddress) ? control(engine, request) : notAllowed;
  options.log?.(`${request.method} ${reply.status} control`, []);
  return reply;
}

function received(incoming: IncomingMessage, body: Uint8Array): ReceivedRequest {
  const { method, url, headers } = incoming as IncomingMessage & { method: string; url: string }; // As in every request.
  // A request line may hold a whole URL.
  const target = url.replace(/^https?:\/\/[^/?]*/i, "");
  const [path = ""] = target.split("?", 1);
  const query = target.slice(path.length + 1);
  const header = (name: string) => (headers[name] === undefined ? null : String(headers[name]));
  return { method, path: path || "/", query, header, body };
}

/** The body, or as much of it as shows that it is too large; the rest is read and dropped. */
function readBody(incoming: IncomingMessage, then: (body: Uint8Array) => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    if (size <= maxRequestSize) chunks.push(chunk);
    size += chunk.length;
  });
  incoming.on("end", () => then(Buffer.concat(chunks)));
}

function send(outgoing: ServerResponse, reply: Reply) {
  if (reply.delay) {
    const timer = setTimeout(() => send(outgoing, { ...reply, delay: 0 }), reply.delay);
    outgoing.on("close", () => clearTimeout(timer)); // A client that went away is not waited for.
    return;
  }
  if (reply.cut === "before" || reply.cut === "after") {
    outgoing.destroy();
    return;
  }
  const { status, headers, body } = reply;
  outgoing.writeHead(status, body === null ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) });
  if (reply.cut === "body" && body) outgoing.write(body.slice(0, body.length / 2), () => outgoing.destroy());
  else outgoing.end(body ?? undefined);
}

/** Of requests that Node could not read. */
const unreadableStatus: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Sends an error without Node's HTTP, where that has given the connection up. */
function sendRaw(socket: Socket, { status, headers, body }: Reply) {
  if (!socket.writable) return;
  const content = body as string;
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(content), Connection: "close" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${content}`);
}
