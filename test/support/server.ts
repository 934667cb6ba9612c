import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { mediaType } from "../../generated/contract.js";

/** A request as it arrived. */
interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: string;
}

/** Responds to a request; what it returns is sent as JSON of the contract's media type, with status 200. */
export type Handler = (received: Received, response: ServerResponse, request: IncomingMessage) => unknown;

/** A real HTTP server on loopback for one test, which responds as the test says and remembers what it received. */
export async function startServer(handler: Handler) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method, url: path, headers, rawHeaders } = request;
    const one = { method, path, headers, rawHeaders, body: await text(request) };
    received.push(one);
    const returned = await handler(one, response, request);
    if (returned !== undefined) reply(response, 200, JSON.stringify(returned));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export function reply(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { "Content-Type": mediaType, ...headers }).end(body);
}
