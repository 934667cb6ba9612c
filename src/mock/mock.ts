import type { Contract } from "../contract/contract.js";
import { wait, withDeadline } from "../http/deadline.js";
import { Engine, type MockOptions, type Reply } from "./engine.js";
import type { NextResponse } from "./faults.js";
import type { JournalEntry } from "./journal.js";

/** A mock of the API. Its functions may be passed on alone. */
export interface Mock<Created = unknown> {
  /** Responds to a request, as the global `fetch` does. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /**
   * Says what the next response is: call it several times to queue several. Requests that the contract does not have take nothing from
   * the queue, nor do those that ask for a response themselves, by `Prefer`.
   *
   * @throws {TypeError} if the mock cannot give that response.
   */
  next(response: NextResponse): void;
  /** What arrived, in order: the latest 1,000 requests. Session tokens and credentials are left out. */
  readonly requests: readonly JournalEntry[];
  /** With `stateful`: what was created, in order, as the responses had it. */
  readonly members: readonly Created[];
  /** With `stateful`: what was created by the user of a session token. */
  membersOf(sessionToken: string): readonly Created[];
  /** Empties the queue, the journal and the state. */
  reset(): void;
}

/** A mock of a contract, which creates what its type says. */
export function mockOf<Created>(contract: Contract, options: MockOptions = {}): Mock<Created> {
  return mockAround(new Engine(contract, options));
}

/** The mock around an engine. */
export function mockAround<Created>(engine: Engine): Mock<Created> {
  return {
    fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init);
      // Node may forget that the signal of a request follows the one it was made with, so that one is used where it is known.
      return respond(engine, request, init?.signal ?? request.signal);
    },
    next: (response) => engine.next(response),
    get requests() {
      return engine.journal.entries;
    },
    get members() {
      return engine.state.created() as Created[];
    },
    membersOf: (sessionToken) => engine.state.created(sessionToken) as Created[],
    reset: () => engine.reset(),
  };
}

async function respond(engine: Engine, request: Request, signal: AbortSignal): Promise<Response> {
  const { method, headers } = request;
  const { pathname: path, search } = new URL(request.url);
  signal.throwIfAborted();
  const body = new Uint8Array(await request.arrayBuffer());
  const reply = engine.handle({ method, path, query: search.slice(1), header: (name) => headers.get(name), body });
  const { delay } = reply;
  if (delay) await withDeadline((aborted) => wait(delay, aborted), false, signal);
  signal.throwIfAborted();
  if (reply.cut === "before" || reply.cut === "after") throw new TypeError("fetch failed", { cause: connectionCut() });
  return new Response(method === "HEAD" ? null : bodyOf(reply), reply);
}

function bodyOf({ body, cut }: Reply): BodyInit | null {
  if (cut !== "body" || body === null) return body;
  const bytes = new TextEncoder().encode(body);
  const half = bytes.slice(0, bytes.length / 2);
  return new ReadableStream({
    start: (controller) => controller.enqueue(half),
    // Called once the first half has been read.
    pull: (controller) => controller.error(new TypeError("terminated", { cause: connectionCut() })),
  });
}

/** What a runtime says of a connection that was closed. */
function connectionCut(): Error {
  return Object.assign(new Error("The mock cut the connection"), { code: "ECONNRESET" });
}
