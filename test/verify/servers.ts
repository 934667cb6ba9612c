import type { ServerResponse } from "node:http";
import { createMock } from "../../src/mock.js";
import { startServer } from "../support/server.js";

/** A response before it is sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request as the server got it. */
export interface Received {
  token: string;
  body: string;
}

type Write = (response: ServerResponse, reply: Reply) => unknown;

/** A mock with state over HTTP whose responses are changed before they are sent. */
export function changedMock(change: (reply: Reply, received: Received) => Reply | Promise<Reply>, write: Write = send) {
  const mock = createMock({ stateful: true });
  return startServer(async ({ method = "", path, headers: received, body }, response) => {
    const headers = Object.entries(received).map(([name, value]): [string, string] => [name, String(value)]);
    const found = await mock.fetch(`http://mock.example${path}`, { method, headers, body: body || null });
    const reply = { status: found.status, headers: Object.fromEntries(found.headers), body: await found.text() };
    write(response, await change(reply, { token: String(received["md-session-token"] ?? ""), body }));
  });
}

export function send(response: ServerResponse, { status, headers, body }: Reply) {
  response.writeHead(status, headers).end(body);
}

/** Changes the parsed body of a response. */
export function withBody(reply: Reply, change: (body: Json, reply: Reply) => unknown): Reply {
  if (!reply.body) return reply;
  const body = JSON.parse(reply.body);
  return { ...reply, body: JSON.stringify(change(body, reply) ?? body) };
}

// biome-ignore lint/suspicious/noExplicitAny: the body of any response
export type Json = any;
