import type { ServerResponse } from "node:http";
import { onTestFinished, vi } from "vitest";
import { createMock } from "../../src/mock.js";
import { startServer } from "../support/server.js";

/** A response before it is sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request as the server got it. */
interface Received {
  token: string;
  body: string;
}

export type Change = (reply: Reply, received: Received) => Reply | Promise<Reply>;

/** A mock with state whose responses are changed. */
function changed(change: Change) {
  const mock = createMock({ stateful: true, journal: false });
  return async (request: Request): Promise<Reply> => {
    const { method, url, headers } = request;
    const received = { token: headers.get("md-session-token") ?? "", body: await request.text() };
    const found = await mock.fetch(url, { method, headers, body: received.body || null });
    return change({ status: found.status, headers: Object.fromEntries(found.headers), body: await found.text() }, received);
  };
}

/** The mock in place of `fetch`, for one test: without connections, which take most of the time. */
export function stubMock(change: Change) {
  const respond = changed(change);
  const received: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    received.push(request.clone());
    const { status, headers, body } = await respond(request);
    return new Response(body || null, { status, headers });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return { url: "http://127.0.0.1:1", received };
}

/** The mock over HTTP. */
export function changedMock(change: Change, write = send) {
  const respond = changed(change);
  return startServer(async ({ method = "", path, headers, body }, response) => {
    const init = { method, headers: headers as Record<string, string>, body: body || null };
    write(response, await respond(new Request(`http://mock.example${path}`, init)));
  });
}

export function send(response: ServerResponse, { status, headers, body }: Reply) {
  response.writeHead(status, headers).end(body);
}

/** Changes the parsed body of a response. */
export function withBody(reply: Reply, change: (body: Json) => unknown): Reply {
  if (!reply.body) return reply;
  const body = JSON.parse(reply.body);
  return { ...reply, body: JSON.stringify(change(body) ?? body) };
}

/** Changes the member of a success. */
export const withMember = (change: (member: Json) => unknown) => (reply: Reply) =>
  withBody(reply, ({ member }) => void (member && change(member)));

/** Parts of the names of checks with one thing wrong, which lead to the same responses as others. */
export const skip = [", /", ", without", ", the body"];

// biome-ignore lint/suspicious/noExplicitAny: the body of any response
export type Json = any;
