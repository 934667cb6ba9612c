import type { Contract } from "../contract/contract.js";
import { wait } from "../http/deadline.js";
import { readOptions } from "../http/options.js";
import { Engine, maxRequestSize } from "./engine.js";
import type { JournalEntry } from "./journal.js";
import { type MockOptions, mockRequirements } from "./options.js";
import type { Reply } from "./reply.js";
import { mockRequest } from "./request.js";
import type { MockRule } from "./rules.js";

/** The types that a contract gives its mock. */
export interface MockTypes {
  /** The names of the scenarios. */
  readonly scenario: string;
  /** The bodies of requests. */
  readonly request: unknown;
  /** The bodies of responses. */
  readonly response: unknown;
  /** What requests create, as the responses have it. */
  readonly created: unknown;
}

/** A part of a JSON value. */
export type DeepPartial<T> = T extends object ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> | undefined } : T;

/** A mock of the API. Its functions may be passed on alone. */
export interface Mock<Types extends MockTypes = MockTypes> {
  /** Responds to a request, as the global `fetch` does. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /**
   * Says what the next response is: to any request, or to the next one that matches. Call it several times for several responses; each
   * request takes the first rule that matches it. Requests that the contract does not have take none, nor do those that ask for a
   * response themselves, by `Prefer`.
   *
   * @throws {TypeError} if the mock cannot give that response.
   */
  next(rule: MockRule<Types>): void;
  /** The rules that no request has taken. */
  readonly unused: readonly MockRule<Types>[];
  /** The requests of the contract that arrived, in order: the latest 1,000. Session tokens and credentials are left out. */
  readonly requests: readonly JournalEntry<Types>[];
  /** With `stateful`: what was created, in order, as the responses had it. */
  readonly members: readonly Types["created"][];
  /** With `stateful`: what was created by the user of a session token. */
  membersOf(sessionToken: string): readonly Types["created"][];
  /** Forgets rules, journal and state. */
  reset(): void;
}

/** A mock of a contract. @throws {TypeError} if an option is unknown or cannot be used. */
export function mockOf<Types extends MockTypes>(contract: Contract, options: MockOptions<Types> = {}): Mock<Types> {
  return createMockAndEngine(contract, readOptions(options, mockRequirements, "The mock")).mock;
}

/** A mock, and the engine in it. The options are checked already. */
export function createMockAndEngine<Types extends MockTypes>(contract: Contract, options: MockOptions<Types>) {
  const { otherwise, ...others } = options;
  const engine = new Engine(contract, others, otherwise && ((request) => otherwise(request, mock)));
  const mock: Mock<Types> = {
    fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init);
      // Node may forget that the signal of a request follows the one it was made with, so that one is used where it is known.
      return respond(engine, request, init?.signal ?? request.signal);
    },
    next: (rule) => engine.next(rule as MockRule),
    get unused() {
      return engine.rules.unused as MockRule<Types>[];
    },
    get requests() {
      return engine.journal.entries as JournalEntry<Types>[];
    },
    get members() {
      return engine.state.created() as Types["created"][];
    },
    membersOf: (sessionToken) => engine.state.created(engine.userOf(sessionToken)) as Types["created"][],
    reset: () => engine.reset(),
  };
  return { mock, engine };
}

async function respond(engine: Engine, request: Request, signal: AbortSignal): Promise<Response> {
  const { method, url, headers } = request;
  signal.throwIfAborted();
  const content = new Uint8Array(await request.arrayBuffer()).subarray(0, maxRequestSize + 1); // No more than a server reads.
  const reply = await engine.handle(mockRequest(method, new URL(url), Object.fromEntries(headers), content));
  const { delay, cut, reset = false, body } = reply;
  if (delay) await wait(delay, signal);
  signal.throwIfAborted();
  if (cut === "before" || cut === "after") throw new TypeError("fetch failed", { cause: brokenConnection(reset) });
  if (method === "HEAD") return new Response(null, reply);
  return new Response(cut === "body" && body !== null ? firstHalf(body, reset) : body, reply);
}

/** The first half of a body, after which the connection breaks. */
function firstHalf(body: NonNullable<Reply["body"]>, reset: boolean): ReadableStream {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes.slice(0, bytes.length / 2)),
    // Called once the first half has been read.
    pull: (controller) => controller.error(new TypeError("terminated", { cause: brokenConnection(reset) })),
  });
}

/** What Node says of a connection that was reset, or ended before its time. */
function brokenConnection(reset: boolean): Error {
  return reset
    ? Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })
    : Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
}
