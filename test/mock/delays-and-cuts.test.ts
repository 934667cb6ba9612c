/** Delays and connections that are cut, as fetch and sockets see them. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { examples } from "../../generated/examples.js";
import { createMock } from "../../src/mock.js";
import { startMock } from "../../src/mock-server.js";
import { validHeaders } from "./transports.js";

const { member } = examples.createMember.oauth.request;
const url = "https://mock.example/members";
const body = JSON.stringify({ member });

const head = Object.entries({ Host: "mock", ...validHeaders, "Content-Length": body.length });
const message = `POST /members HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;

describe("in process", () => {
  test.each([
    ["cut before", { cut: "before" }, "UND_ERR_SOCKET"],
    ["cut after", { cut: "after" }, "UND_ERR_SOCKET"],
    ["reset before", { cut: "before", reset: true }, "ECONNRESET"],
    ["reset after", { cut: "after", reset: true }, "ECONNRESET"],
  ] as const)("a connection that is %s the create rejects as fetch does", async (_, rule, code) => {
    const mock = createMock();
    mock.next(rule);
    const call = mock.fetch(url, { method: "POST", headers: validHeaders, body });
    await expect(call).rejects.toThrow(new TypeError("fetch failed"));
    await expect(call).rejects.toMatchObject({ cause: { code } });
    const served = await startMock();
    served.next(rule);
    const overHttp = fetch(`${served.url}/members`, { method: "POST", headers: validHeaders, body });
    await expect(overHttp).rejects.toMatchObject({ message: "fetch failed", cause: { code } });
    await served.close();
  });

  test("a body that breaks off comes with its headers, and fails after its first half", async () => {
    const mock = createMock();
    const send = () => mock.fetch(url, { method: "POST", headers: validHeaders, body });
    const whole = await (await send()).text();
    mock.next({ cut: "body" });
    const response = await send();
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe(whole.slice(0, whole.length / 2));
    await expect(reader.read()).rejects.toMatchObject({ message: "terminated", cause: { code: "UND_ERR_SOCKET" } });
  });

  test("an abort during a delay rejects with its reason", async () => {
    const mock = createMock();
    mock.next({ delay: 600_000 });
    const controller = new AbortController();
    const call = mock.fetch(url, { method: "POST", headers: validHeaders, body, signal: controller.signal });
    const reason = new Error("enough");
    queueMicrotask(() => controller.abort(reason));
    await expect(call).rejects.toBe(reason);
  });

  test("an abort in the middle of a delay ends it at once, though timers stand still", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const mock = createMock();
    mock.next({ delay: 5_000 });
    const client = new AbortController();
    const call = mock.fetch(url, { method: "POST", headers: validHeaders, body, signal: client.signal });
    while (mock.requests.length === 0) await Promise.resolve();
    client.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
  });
});

describe("over HTTP", () => {
  test.each([
    ["ended", false, ["end"]],
    ["reset", true, ["end", "ECONNRESET"]], // Node reports an end where the reset comes at once with the data.
  ])("a connection that is %s in the middle of the body sends half of it", async (_, reset, ends) => {
    const mock = await startMock();
    onTestFinished(() => mock.close());
    mock.next({ cut: "body", reset });
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    let received = "";
    socket.on("data", (chunk) => (received += chunk));
    const ended = new Promise((resolve) => {
      socket.on("end", () => resolve("end"));
      socket.on("error", ({ code }: Error & { code?: string }) => resolve(code));
    });
    socket.write(message);
    expect(await ended).toBeOneOf(ends);
    const [head = "", half = ""] = received.split("\r\n\r\n");
    const [, length] = /Content-Length: (\d+)/.exec(head) ?? [];
    expect(half).toHaveLength(Math.floor(Number(length) / 2));
  });

  test.each(["before", "after"] as const)("a connection cut %s the create ends without a byte", async (cut) => {
    const mock = await startMock();
    mock.next({ cut });
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.write(message);
    expect(await text(socket)).toBe("");
    await mock.close();
  });

  test("a client that goes away during a delay is not waited for", async () => {
    const started = vi.spyOn(globalThis, "setTimeout");
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    onTestFinished(() => void vi.restoreAllMocks());
    const mock = await startMock();
    onTestFinished(() => mock.close());
    mock.next({ delay: 599_999 });
    const client = new AbortController();
    const call = fetch(`${mock.url}/members`, { method: "POST", headers: validHeaders, body, signal: client.signal });
    await expect.poll(() => mock.requests.length).toBe(1);
    client.abort(new Error("gone"));
    await expect(call).rejects.toThrow("gone");
    const delay = started.mock.results[started.mock.calls.findIndex(([, milliseconds]) => milliseconds === 599_999)];
    await expect.poll(() => cleared.mock.calls.flat()).toContain(delay?.value);
  });

  test("close() ends a delay", async () => {
    const mock = await startMock();
    mock.next({ delay: 600_000 });
    const call = fetch(`${mock.url}/members`, { method: "POST", headers: validHeaders, body });
    await expect.poll(() => mock.requests.length).toBe(1);
    await Promise.all([mock.close(), expect(call).rejects.toThrow("fetch failed")]);
  });
});
