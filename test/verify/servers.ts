import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createMock } from "../../src/mock/index.js";

/** A server on this machine, and how to stop it. */
export interface Started {
  url: string;
  close(): Promise<void>;
}

/** A response before it is sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request as a server gets it. */
export interface Received {
  token: string;
  body: string;
}

/** A mock behind a server that changes its responses. */
export function changedMock(change: (reply: Reply, received: Received) => Reply | Promise<Reply>): Promise<Started> {
  const mock = createMock();
  return startServer(async (request, response) => {
    const body = await text(request);
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    const { method = "GET", url = "/" } = request;
    const found = await mock.fetch(new Request(`http://mock${url}`, { method, headers, ...(body && { body }) }));
    const reply = { status: found.status, headers: Object.fromEntries(found.headers), body: await found.text() };
    const token = String(request.headers["md-session-token"] ?? "");
    write(response, await change(reply, { token, body }));
  });
}

function write(response: ServerResponse, { status, headers, body }: Reply) {
  response.writeHead(status, headers);
  response.end(body);
}

async function startServer(listener: RequestListener<typeof IncomingMessage, typeof ServerResponse>): Promise<Started> {
  const server = createServer((request, response) => {
    Promise.resolve(listener(request, response) as void | Promise<void>).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return started((server.address() as AddressInfo).port, () => {
    server.closeAllConnections();
    return server.close();
  });
}

function started(port: number, stop: () => NodeJS.EventEmitter): Started {
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await once(stop(), "close");
    },
  };
}
