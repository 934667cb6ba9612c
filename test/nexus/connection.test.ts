import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "../../scripts/prism.js";
import { type CreateMemberOptions, createNexusClient, type NexusClientOptions } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, member, never, rejectionOf, sessionToken, status, success, unsent } from "./client.js";

/** A call to a server, by the runtime's own fetch. */
const createAt = (baseUrl: string, options: CreateMemberOptions = {}) =>
  createNexusClient({ baseUrl, sessionToken }).createMember(member, options);

const mayExist = "No complete response from Nexus (network). The member may or may not exist";
const wasNotCreated = "No complete response from Nexus (network). No member was created.";

describe("no complete response: the member may exist", () => {
  /** Promises a body of 1,000 bytes, sends this, and breaks off. */
  const breakOff = (response: ServerResponse, status: number, body: string) => {
    response.writeHead(status, { "Content-Length": "1000" });
    response.write(body, () => response.destroy());
  };

  test.each<[string, (response: ServerResponse) => unknown]>([
    ["a connection reset before the headers", (response) => response.destroy()],
    ["a member that breaks off", (response) => breakOff(response, 200, '{"member":{"guid":"MBR-1",')],
    ["a response that is no HTTP", (response) => response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n")],
  ])("%s", async (_, respond) => {
    const { url, received } = await startServer((_, response) => void respond(response));
    const call = createAt(url);
    await expect(call).rejects.toThrow(mayExist);
    await expect(call).rejects.toMatchObject({ name: "NexusConnectionError", reason: "network", mayExist: true, attempts: 1 });
    expect(received).toHaveLength(1);
  });

  test("but the body of an error status may break off: the status is a result", async () => {
    const { url } = await startServer((_, response) => breakOff(response, 400, '{"error":'));
    const result = await createAt(url);
    expect(result).toMatchObject({ ok: false, status: 400, error: { body: undefined } });
  });
});

test("a 407 is a result, although Node's fetch makes an error of it", async () => {
  const { url } = await startServer((_, response) => void response.writeHead(407).end());
  const result = await createAt(url);
  expect(result).toMatchObject({ ok: false, status: 407, mayExist: false, attempts: 1 });
});

describe("no connection: no member was created", () => {
  test("a server that is not there", async () => {
    const call = createAt(`http://127.0.0.1:${await freePort()}`);
    await expect(call).rejects.toThrow(wasNotCreated);
    await expect(call).rejects.toMatchObject({ mayExist: false, cause: { cause: { code: "ECONNREFUSED" } } });
  });

  test("a handshake that the server ends", async () => {
    const server = createServer((socket) => socket.on("data", () => socket.end())).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const call = createAt(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(call).rejects.toMatchObject({ reason: "network", mayExist: false, cause: { cause: { code: "ECONNRESET" } } });
  });

  test("a port that fetch refuses", async () => {
    const call = createAt("http://127.0.0.1:9");
    await expect(call).rejects.toMatchObject({ reason: "network", mayExist: false });
  });
});

/** Replaces the global fetch, as a test or an instrumentation does. */
function replaceGlobalFetch(thrown: unknown) {
  vi.stubGlobal("fetch", () => Promise.reject(thrown));
  onTestFinished(() => void vi.unstubAllGlobals());
}

test.each<[string, TypeError]>([
  ["ECONNREFUSED", new TypeError("fetch failed", { cause: { code: "ECONNREFUSED", syscall: "connect" } })],
  ["no message, as Node's own for a 407", new TypeError()],
])("a global fetch that was replaced may fail after the request: %s", async (_, thrown) => {
  replaceGlobalFetch(thrown);
  const call = createAt("https://nexus.example");
  await expect(call).rejects.toMatchObject({ name: "NexusConnectionError", reason: "network", mayExist: true });
});

describe("what the runtime's own fetch reports", () => {
  const connect = (code: string) => Object.assign(new Error(`connect ${code}`), { code, syscall: "connect" });

  /** What a call rejects with if the runtime's own fetch, the one that is there when the client is loaded, fails for this cause. */
  async function failureOfRuntime(cause: object): Promise<unknown> {
    replaceGlobalFetch(new TypeError("fetch failed", { cause }));
    vi.resetModules();
    const { createNexusClient } = await import("../../src/index.js");
    return rejectionOf(createNexusClient({ server: "integration", sessionToken }).createMember(member));
  }

  test.each<[string, object]>([
    ["a connection that is refused", connect("ECONNREFUSED")],
    ["the same, as undici tells it", { code: "UND_ERR_CONNECT_TIMEOUT" }],
    ["a host that is not found", { code: "ENOTFOUND", syscall: "getaddrinfo" }],
    ["a certificate that has expired", { code: "CERT_HAS_EXPIRED" }],
    ["a certificate that is not trusted", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }],
    ["another host's certificate", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }],
    ["no common version of TLS", { code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" }],
    ["a proxy that lets nothing through", { code: "UND_ERR_ABORTED", message: "Proxy response (407) !== 200 when HTTP …" }],
    ["each address: ECONNREFUSED, then ETIMEDOUT", { errors: [connect("ECONNREFUSED"), connect("ETIMEDOUT")] }],
  ])("before it can have sent the request: %s", async (_, cause) => {
    expect(await failureOfRuntime(cause)).toMatchObject({ reason: "network", mayExist: false });
  });

  test.each<[string, object]>([
    ["a message that says nothing", { message: "Failed to fetch" }],
    ["ECONNRESET", { code: "ECONNRESET", syscall: "read" }],
    ["a client certificate that the server misses, under TLS 1.3", { code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }],
    ["a record that is no TLS", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }],
    ["one of several addresses", { errors: [connect("ECONNREFUSED"), { code: "ECONNRESET", syscall: "read" }] }],
  ])("perhaps after the request: %s", async (_, cause) => {
    expect(await failureOfRuntime(cause)).toMatchObject({ reason: "network", mayExist: true });
  });
});

describe("a custom fetch", () => {
  const throwing = () => expect.fail("lost");
  const itself = new Error("lost");
  itself.cause = itself;
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };

  test.each<[string, unknown]>([
    ["ECONNREFUSED, of a log that it writes after the create", { cause: { code: "ECONNREFUSED", syscall: "connect" } }],
    ["an error whose message throws", Object.defineProperty(new Error("lost"), "message", { get: throwing })],
    ["an object without a prototype", Object.create(null)],
    ["a proxy that was revoked", revoked()],
    ["a symbol", Symbol("lost")],
    ["null", null],
    ["a frozen error", Object.freeze(new TypeError("lost"))],
    ["an error that is its own cause", itself],
  ])("may fail after the request with %s: that becomes the cause, as a plain error", async (_, thrown) => {
    const error = (await rejectionOf(clientWith(() => Promise.reject(thrown)).createMember(member))) as Error;
    expect(error).toMatchObject({ name: "NexusConnectionError", reason: "network", mayExist: true });
    expect(error.cause).toBeInstanceOf(Error);
    expect(Object.is(error.cause, thrown)).toBe(false);
    expect(inspect(error)).not.toContain("lost");
  });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["an object that is no Response", { ok: true, status: 200 }],
  ])("that returns %s is an unknown outcome", async (_, returned) => {
    const call = clientWith(() => returned as Response).createMember(member);
    await expect(call).rejects.toMatchObject({ mayExist: true });
  });

  test.each<[string, Error]>([
    ["undici's and node-fetch 3's", new TypeError("Invalid URL", { cause: { input: "[object Request]" } })],
    ["that of Node 20's undici package", new TypeError("Failed to parse URL from [object Request]")],
    ["node-fetch 2's", new TypeError("Only absolute URLs are supported")],
  ])("that takes no Request sent nothing, and nothing is repeated: %s", async (_, thrown) => {
    const fetch = vi.fn(() => Promise.reject(thrown));
    const call = clientWith(fetch, { retryDelay: () => 0 }).createMember(member, { retries: 2 });
    const cause = { message: expect.stringContaining("(request) => yourFetch(request.url") };
    await expect(call).rejects.toMatchObject({ mayExist: false, attempts: 1, cause });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("may throw a timeout of another realm, as Jest and jsdom have: that is a timeout", async () => {
    const foreign = { name: "TimeoutError", message: "The operation timed out", code: 23 };
    const call = clientWith(() => Promise.reject(foreign)).createMember(member);
    await expect(call).rejects.toMatchObject({ reason: "timeout", mayExist: true, cause: { name: "TimeoutError" } });
  });
});

/** A fetch that ends when its signal aborts. */
const abortable = ({ signal }: Request) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

const endlessBody = () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }));

function useFakeTimers() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

describe("a step that never settles", () => {
  const renewNever = (renewal?: { rejected: string }) => (renewal ? never() : "old");
  const open = { mayExist: true, attempts: 1 };
  const steps: [string, Parameters<typeof clientWith>[0], Partial<NexusClientOptions>, object][] = [
    ["a token function", unsent, { sessionToken: never }, { mayExist: false, attempts: 0 }],
    ["a response that never comes", abortable, {}, open],
    ["a fetch that ignores its signal", never, {}, open],
    ["a body that never ends", endlessBody, {}, open],
    ["a token function for a rejected token", status(401), { sessionToken: renewNever }, { mayExist: false, attempts: 1 }],
  ];
  const timedOut = { reason: "timeout", cause: { name: "TimeoutError", message: "Timed out after 60000 ms" } };
  const reason = new DOMException("A time limit of the caller's own", "TimeoutError");
  const limits: [string, () => CreateMemberOptions, object][] = [
    ["its timeout", () => ({ timeout: 60_000 }), timedOut],
    ["the deadline of the call", () => ({ deadline: 60_000, timeout: false }), timedOut],
    [
      "the caller's signal, whose reason stays as it is",
      () => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(reason), 60_000);
        return { signal: controller.signal, timeout: false };
      },
      { name: "NexusConnectionError", reason: "aborted", cause: reason },
    ],
  ];

  describe.each(steps)("%s", (_, fetch, options, expected) => {
    test.each(limits)("ends with %s, on the millisecond, and leaves no timer", async (_, limitOf, ending) => {
      useFakeTimers();
      const error = rejectionOf(clientWith(fetch, options).createMember(member, limitOf()));
      await vi.advanceTimersByTimeAsync(59_999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await error).toMatchObject({ ...ending, ...expected });
      expect(vi.getTimerCount()).toBe(0);
    });
  });
});

describe("the timeout", () => {
  test("does not take the status of an error whose body never ends", async () => {
    useFakeTimers();
    const { body } = endlessBody();
    const call = clientWith(() => new Response(body, { status: 503 })).createMember(member);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await call).toMatchObject({ ok: false, status: 503, mayExist: true });
  });
});

describe("the deadline", () => {
  test.each<[string, () => Promise<Response> | Response, object]>([
    ["between two requests", status(503), { status: 503, willRetry: true }],
    ["in an attempt, which is not repeated", never, { error: "timeout", willRetry: false }],
  ])("ends a call %s", async (_, fetch, told) => {
    useFakeTimers();
    const onAttempt = vi.fn();
    const nexus = clientWith(fetch, { deadline: 20_000, retryDelay: () => 1_000_000, onAttempt });
    const error = rejectionOf(nexus.createMember(member, { retries: 5 }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await error).toMatchObject({ reason: "timeout", mayExist: true, attempts: 1 });
    expect(onAttempt.mock.calls).toEqual([[expect.objectContaining(told)]]);
  });
});

describe("the caller's signal", () => {
  test("may be of another realm, as in Jest and jsdom", async () => {
    const own = new AbortController();
    const foreign = {
      get aborted() {
        return own.signal.aborted;
      },
      get reason() {
        return own.signal.reason;
      },
      addEventListener: own.signal.addEventListener.bind(own.signal),
      removeEventListener: own.signal.removeEventListener.bind(own.signal),
    };
    const call = clientWith(abortable).createMember(member, { signal: foreign as AbortSignal });
    setImmediate(() => own.abort("left the page"));
    await expect(call).rejects.toMatchObject({ reason: "aborted", cause: "left the page" });
  });

  test("closes the connection", async () => {
    const controller = new AbortController();
    const closed = vi.fn();
    const { url } = await startServer((_, response) => {
      response.on("close", closed);
      controller.abort();
    });
    const call = createAt(url, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ reason: "aborted" });
    await expect.poll(() => closed.mock.calls).toHaveLength(1);
  });

  test("that is aborted before the call sends nothing", async () => {
    const call = clientWith(unsent).createMember(member, { signal: AbortSignal.abort("left the page") });
    await expect(call).rejects.toThrow("The call was aborted. No member was created.");
    await expect(call).rejects.toMatchObject({ reason: "aborted", mayExist: false, attempts: 0, cause: "left the page" });
  });

  test("has no listener left after the call, nor is there a timer", async () => {
    useFakeTimers();
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await clientWith(success).createMember(member, { signal, timeout: 60_000, deadline: 60_000 });
    expect(added).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls).toEqual(added.mock.calls);
    expect(vi.getTimerCount()).toBe(0);
  });
});
