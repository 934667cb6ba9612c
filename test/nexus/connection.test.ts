import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { freePort } from "../../scripts/prism.js";
import { createNexusClient, NexusConnectionError } from "../../src/index.js";
import { startServer } from "../support/server.js";
import { clientWith, created, member, rejectionOf, sessionToken } from "./client.js";

/** A fetch that ignores its signal. */
const never = () => new Promise<never>(() => {});
/** A fetch that ends when its signal aborts. */
const abortable = ({ signal }: Request) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

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

  test.each(["ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT"])(
    "%s, as the runtime's fetch reports it",
    async (code) => {
      const cause = Object.assign(new Error("connect"), { code });
      const call = clientWith(() => Promise.reject(new TypeError("fetch failed", { cause }))).createMember(member);
      await expect(call).rejects.toMatchObject({ reason: "network", mayExist: false, cause: { cause: { code } } });
    },
  );

  test("a plain TypeError says nothing: the member may exist", async () => {
    const call = clientWith(() => Promise.reject(new TypeError("Failed to fetch"))).createMember(member);
    await expect(call).rejects.toMatchObject({ reason: "network", mayExist: true, cause: { message: "Failed to fetch" } });
  });
});

describe("the timeout", () => {
  test.each<[string, (request: Request) => Promise<Response>]>([
    ["a response that never comes", abortable],
    ["a body that never ends", async () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) }))],
    ["a fetch that ignores its signal", never],
  ])("ends %s", async (_, fetch) => {
    const call = clientWith(fetch).createMember(member, { timeout: 50 });
    await expect(call).rejects.toMatchObject({ name: "NexusConnectionError", reason: "timeout", mayExist: true });
    await expect(call).rejects.toMatchObject({
      cause: { name: "TimeoutError", message: "No complete response within 50 ms" },
    });
  });

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

  test("leaves no timer behind", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    await clientWith(() => Response.json(created), { timeout: 100_000 }).createMember(member);
    await rejectionOf(clientWith(() => Promise.reject(new Error("lost")), { timeout: 100_000 }).createMember(member));
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("the caller's signal", () => {
  test("ends the call with the caller's own reason, untouched", async () => {
    const controller = new AbortController();
    const reason = { left: "the page" };
    const nexus = clientWith((request) => {
      queueMicrotask(() => controller.abort(reason));
      return abortable(request);
    });
    const error = await rejectionOf(nexus.createMember(member, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "NexusConnectionError", reason: "aborted", mayExist: true, attempts: 1 });
    expect((error as Error).cause).toBe(reason);
  });

  test("ends the call although fetch ignores it", async () => {
    const controller = new AbortController();
    const call = clientWith(never).createMember(member, { signal: controller.signal });
    setImmediate(() => controller.abort());
    const error = await rejectionOf(call);
    expect(error).toMatchObject({ reason: "aborted", mayExist: true });
    expect((error as Error).cause).toBe(controller.signal.reason);
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
