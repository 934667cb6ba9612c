import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "../../scripts/prism.js";
import { type CreateMemberOptions, createNexusClient, type NexusClientOptions, NexusConnectionError } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, rejectionOf, sessionToken } from "./client.js";

/** A fetch that ignores its signal. */
const never = () => new Promise<never>(() => {});
/** A fetch that ends when its signal aborts. */
const abortable = ({ signal }: Request) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

const connectError = (code: string) => Object.assign(new Error(`connect ${code}`), { code, syscall: "connect" });

/** What a call rejects with if the runtime's own fetch fails for this cause. */
function failureOfRuntime(cause: object): Promise<unknown> {
  const own = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = own;
  });
  globalThis.fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
  return rejectionOf(createNexusClient({ server: "integration", sessionToken }).createMember(member));
}

describe("no complete response: the member may exist", () => {
  test.each<[string, (response: ServerResponse) => unknown]>([
    ["a connection reset before the headers", (response) => response.destroy()],
    [
      "a connection reset after the headers",
      (response) => {
        response.writeHead(200, { "Content-Length": "1000" }).flushHeaders();
        setImmediate(() => response.destroy());
      },
    ],
    [
      "a member that breaks off",
      (response) => {
        response.writeHead(200, { "Content-Length": "1000" });
        response.write('{"member":{"guid":"MBR-1",', () => response.destroy());
      },
    ],
    ["a response that is no HTTP", (response) => response.socket?.end("SSH-2.0-OpenSSH_9.6\r\n")],
  ])("%s", async (_, respond) => {
    const { url, received } = await startServer((_, response) => void respond(response));
    const call = createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
    await expect(call).rejects.toThrow(NexusConnectionError);
    await expect(call).rejects.toThrow("No complete response from Nexus (network). The member may or may not exist");
    await expect(call).rejects.toMatchObject({ reason: "network", mayExist: true, attempts: 1, cause: expect.any(Error) });
    expect(received).toHaveLength(1);
  });

  test("but the body of an error status may break off: the status is a result", async () => {
    const { url } = await startServer((_, response) => {
      response.writeHead(400, { "Content-Length": "1000" });
      response.write('{"error":', () => response.destroy());
    });
    const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
    expect(result).toMatchObject({ ok: false, status: 400, error: { body: undefined } });
  });
});

describe("no connection: no member was created", () => {
  test("a server that is not there", async () => {
    const call = createNexusClient({ baseUrl: `http://127.0.0.1:${await freePort()}`, sessionToken }).createMember(member);
    const expected = { reason: "network", mayExist: false, cause: { cause: { code: "ECONNREFUSED" } } };
    await expect(call).rejects.toMatchObject(expected);
    await expect(call).rejects.toThrow("No complete response from Nexus (network). No member was created.");
  });

  test("a handshake that the server ends", async () => {
    const server = createServer((socket) => socket.on("data", () => socket.end())).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const call = createNexusClient({ baseUrl, sessionToken }).createMember(member);
    await expect(call).rejects.toMatchObject({ reason: "network", mayExist: false, cause: { cause: { code: "ECONNRESET" } } });
  });

  test("a port that fetch refuses", async () => {
    const call = createNexusClient({ baseUrl: "http://127.0.0.1:9", sessionToken }).createMember(member);
    await expect(call).rejects.toMatchObject({ reason: "network", mayExist: false });
  });

  test.each<[string, object]>([
    ["ECONNREFUSED", connectError("ECONNREFUSED")],
    ["EHOSTUNREACH", connectError("EHOSTUNREACH")],
    ["ETIMEDOUT of a connection", connectError("ETIMEDOUT")],
    ["ENOTFOUND", { code: "ENOTFOUND", syscall: "getaddrinfo" }],
    ["EAI_AGAIN", { code: "EAI_AGAIN", syscall: "getaddrinfo" }],
    ["a connection that is not there in time", { code: "UND_ERR_CONNECT_TIMEOUT" }],
    ["CERT_HAS_EXPIRED", { code: "CERT_HAS_EXPIRED" }],
    ["a certificate that is not trusted", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }],
    ["another host's certificate", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }],
    ["no common version of TLS", { code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" }],
    [
      "a proxy that lets nothing through",
      { code: "UND_ERR_ABORTED", message: "Proxy response (407) !== 200 when HTTP Tunneling" },
    ],
    ["each address: ETIMEDOUT, then ECONNREFUSED", { errors: [connectError("ETIMEDOUT"), connectError("ECONNREFUSED")] }],
    ["each address: ECONNREFUSED, then ETIMEDOUT", { errors: [connectError("ECONNREFUSED"), connectError("ETIMEDOUT")] }],
  ])("%s, as the runtime's fetch reports it", async (_, cause) => {
    const error = await failureOfRuntime(cause);
    expect(error).toMatchObject({ reason: "network", mayExist: false });
  });

  test("the cause has code and system call of each", async () => {
    const errors = [connectError("ETIMEDOUT"), connectError("ECONNREFUSED")];
    const { cause } = (await failureOfRuntime({ code: "ETIMEDOUT", errors })) as { cause: Error };
    expect(cause).toMatchObject({
      name: "TypeError",
      cause: {
        code: "ETIMEDOUT",
        errors: [
          { code: "ETIMEDOUT", syscall: "connect" },
          { code: "ECONNREFUSED", syscall: "connect" },
        ],
      },
    });
  });
});

describe("an error that can come after the request was sent: the member may exist", () => {
  test.each<[string, object]>([
    ["a message that says nothing", { message: "Failed to fetch" }],
    ["ECONNRESET", { code: "ECONNRESET", syscall: "read" }],
    ["ETIMEDOUT of a read", { code: "ETIMEDOUT", syscall: "read" }],
    ["a client certificate that the server misses, under TLS 1.3", { code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" }],
    ["a record that is no TLS", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }],
    ["one of several addresses", { errors: [connectError("ECONNREFUSED"), { code: "ECONNRESET", syscall: "read" }] }],
  ])("%s", async (_, cause) => {
    expect(await failureOfRuntime(cause)).toMatchObject({ reason: "network", mayExist: true });
  });

  test.each<[string, unknown]>([
    ["ECONNREFUSED, of a log that it writes after the create", connectError("ECONNREFUSED")],
    ["ENOTFOUND, of a second server that it tries", { code: "ENOTFOUND", syscall: "getaddrinfo" }],
    ["CERT_HAS_EXPIRED", { code: "CERT_HAS_EXPIRED" }],
  ])("a custom fetch that fails with %s", async (_, thrown) => {
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause: thrown }));
    const error = await rejectionOf(clientWith(fetch).createMember(member));
    expect(error).toMatchObject({ reason: "network", mayExist: true });
  });
});

describe("a fetch that takes no Request: nothing was sent, and nothing is repeated", () => {
  test.each<[string, Error]>([
    [
      "undici's and node-fetch 3's",
      new TypeError("Invalid URL", { cause: { code: "ERR_INVALID_URL", input: "[object Request]" } }),
    ],
    ["that of Node 20's undici package", new TypeError("Failed to parse URL from [object Request]")],
    ["node-fetch 2's", new TypeError("Only absolute URLs are supported")],
  ])("%s", async (_, thrown) => {
    let sent = 0;
    const fetch = () => {
      sent++;
      return Promise.reject(thrown);
    };
    const call = clientWith(fetch, { retryDelay: () => 0 }).createMember(member, { retries: 2 });
    await expect(call).rejects.toMatchObject({ mayExist: false, attempts: 1 });
    await expect(call).rejects.toMatchObject({
      cause: { message: expect.stringContaining("(request) => yourFetch(request.url") },
    });
    expect(sent).toBe(1);
  });
});

test("a 407 is a result, although Node's fetch makes an error of it", async () => {
  const { url } = await startServer((_, response) => void response.writeHead(407).end());
  const result = await createNexusClient({ baseUrl: url, sessionToken }).createMember(member);
  expect(result).toMatchObject({ ok: false, status: 407, mayExist: false, attempts: 1 });
});

test("a timeout of another realm, as Jest and jsdom have, is a timeout", async () => {
  const foreign = { name: "TimeoutError", message: "The operation timed out", code: 23 };
  const error = await rejectionOf(clientWith(() => Promise.reject(foreign)).createMember(member));
  expect(error).toMatchObject({ reason: "timeout", mayExist: true, cause: { name: "TimeoutError" } });
});

describe("a step that never settles", () => {
  const schema = { "~standard": { version: 1, vendor: "example", validate: () => new Promise<never>(() => {}) } } as const;
  const neverEnding = () => new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
  const unsent = { mayExist: false, attempts: 0 };
  const sent = { mayExist: true, attempts: 1 };
  const steps: [string, typeof abortable, Partial<NexusClientOptions>, object][] = [
    ["a request schema", () => expect.fail("sent"), { validate: { request: schema } }, unsent],
    ["a token function", () => expect.fail("sent"), { sessionToken: never }, unsent],
    ["a response that never comes", abortable, {}, sent],
    ["a fetch that ignores its signal", never, {}, sent],
    ["a body that never ends", async () => new Response(neverEnding()) as never, {}, sent],
    [
      "a token function for a rejected token",
      async () => new Response(null, { status: 401 }) as never,
      { sessionToken: (renewal) => (renewal ? never() : "old") },
      { mayExist: false, attempts: 1 },
    ],
  ];
  const timedOut = { reason: "timeout", cause: { name: "TimeoutError", message: "Timed out after 60000 ms" } };
  const failed = { reason: "request", issues: [{ message: "The schema failed: Timed out after 60000 ms" }] };

  /** What a call rejects with after a minute. */
  const afterAMinute = async (
    fetch: typeof abortable,
    options: Partial<NexusClientOptions>,
    callOptions: CreateMemberOptions,
  ) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const rejection = rejectionOf(clientWith(fetch, options).createMember(member, callOptions));
    await vi.advanceTimersByTimeAsync(60_000);
    return rejection;
  };

  describe.each(steps)("%s", (step, fetch, options, expected) => {
    test("ends with its timeout", async () => {
      const error = await afterAMinute(fetch, options, { timeout: 60_000 });
      expect(error).toMatchObject({ ...(step === "a request schema" ? failed : timedOut), ...expected });
    });

    test("ends with the deadline of the call", async () => {
      const error = await afterAMinute(fetch, options, { deadline: 60_000, timeout: false });
      expect(error).toMatchObject({ ...timedOut, ...expected });
    });

    test("ends with the caller's signal, whose reason stays as it is", async () => {
      const controller = new AbortController();
      const reason = { left: "the page" };
      const error = afterAMinute(fetch, options, { signal: controller.signal, timeout: false });
      setTimeout(() => controller.abort(reason), 60_000);
      expect(await error).toMatchObject({ name: "NexusConnectionError", reason: "aborted", ...expected });
      expect(((await error) as Error).cause).toBe(reason);
    });
  });
});

describe("the timeout", () => {
  test("holds for a real server, and closes the connection", async () => {
    let closed: Promise<unknown> = Promise.reject(new Error("no request"));
    closed.catch(() => {});
    const { url } = await startServer((_, response) => {
      closed = once(response, "close");
    });
    const call = createNexusClient({ baseUrl: url, sessionToken, timeout: 50 }).createMember(member);
    await expect(call).rejects.toMatchObject({ reason: "timeout" });
    await closed;
  });

  test("of false is none", async ({ onTestFinished }) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let respond: (response: Response) => void = () => expect.fail("not sent");
    const fetch = () => new Promise<Response>((resolve) => (respond = resolve));
    const call = clientWith(fetch).createMember(member, { timeout: false });
    await vi.advanceTimersByTimeAsync(7 * 24 * 3_600_000);
    respond(Response.json(created));
    expect(await call).toMatchObject({ ok: true });
  });

  test.each([
    ["follows", abortable],
    ["ignores", never],
  ])("expires on the millisecond, if fetch %s its signal", async (_, fetch) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const call = rejectionOf(clientWith(fetch).createMember(member, { timeout: 1000 }));
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toMatchObject({ reason: "timeout" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not take the status of an error whose body never ends", async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
    const nexus = clientWith(() => new Response(body, { status: 503 }));
    expect(await nexus.createMember(member, { timeout: 50 })).toMatchObject({ ok: false, status: 503, mayExist: true });
  });

  test.each(["timeout", "deadline"])("and the deadline leave no timer behind: %s", async (limit) => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    await clientWith(() => Response.json(created), { [limit]: 100_000 }).createMember(member);
    await rejectionOf(clientWith(() => Promise.reject(new Error("lost")), { [limit]: 100_000 }).createMember(member));
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("the deadline", () => {
  test("ends a call between two requests, and in all its attempts", async () => {
    const onAttempt = vi.fn();
    const nexus = clientWith(() => new Response(null, { status: 503 }), { retryDelay: () => 1_000_000, onAttempt });
    const call = nexus.createMember(member, { deadline: 500, retries: 5 });
    await expect(call).rejects.toMatchObject({ reason: "timeout", mayExist: true, attempts: 1 });
    expect(onAttempt).toHaveBeenCalledTimes(1);
  });

  test("is not exceeded by retries of what it ended", async () => {
    const nexus = clientWith(abortable, { deadline: 50, retryDelay: () => 0 });
    const onAttempt = vi.fn();
    const call = nexus.createMember(member, { retries: 5, onAttempt });
    await expect(call).rejects.toMatchObject({ reason: "timeout", attempts: 1 });
    expect(onAttempt.mock.calls).toEqual([[expect.objectContaining({ error: "timeout", willRetry: false })]]);
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
      throwIfAborted: () => own.signal.throwIfAborted(),
      addEventListener: own.signal.addEventListener.bind(own.signal),
      removeEventListener: own.signal.removeEventListener.bind(own.signal),
    };
    const call = clientWith(abortable).createMember(member, { signal: foreign as AbortSignal });
    setImmediate(() => own.abort("left the page"));
    await expect(call).rejects.toMatchObject({ reason: "aborted", cause: "left the page" });
  });

  test("that has a time limit of its own still aborts the call", async () => {
    const call = clientWith(abortable).createMember(member, { signal: AbortSignal.timeout(50) });
    await expect(call).rejects.toMatchObject({ reason: "aborted", cause: { name: "TimeoutError" } });
  });

  test("that is aborted before the call sends nothing", async () => {
    const nexus = clientWith(() => expect.fail("sent"));
    const error = await rejectionOf(nexus.createMember(member, { signal: AbortSignal.abort("left the page") }));
    expect(error).toMatchObject({ reason: "aborted", mayExist: false, attempts: 0, cause: "left the page" });
  });

  test("that aborts after the status of an error leaves the status", async () => {
    const controller = new AbortController();
    const { url } = await startServer((_, response) => void response.writeHead(503).write("…"));
    const fetchHead = async (request: Request) => {
      const response = await fetch(request);
      controller.abort();
      return response;
    };
    const nexus = createNexusClient({ baseUrl: url, sessionToken, fetch: fetchHead });
    const result = await nexus.createMember(member, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, status: 503, error: { body: undefined } });
  });

  test("has no listener left after the call", async () => {
    const controller = new AbortController();
    const listeners = new Map<unknown, string>();
    const { addEventListener, removeEventListener } = controller.signal;
    controller.signal.addEventListener = (...[type, listener, options]: Parameters<AbortSignal["addEventListener"]>) => {
      listeners.set(listener, type);
      addEventListener.call(controller.signal, type, listener, options);
    };
    controller.signal.removeEventListener = (...[type, listener]: Parameters<AbortSignal["removeEventListener"]>) => {
      if (listeners.get(listener) === type) listeners.delete(listener);
      removeEventListener.call(controller.signal, type, listener);
    };
    await clientWith(() => {
      expect(listeners.size).toBe(1);
      return Response.json(created);
    }).createMember(member, { signal: controller.signal });
    expect(listeners.size).toBe(0);
  });
});
