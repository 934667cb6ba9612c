/** Delays and connections that are cut, as fetch sees them. */
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createMock, type MockRule } from "../../src/mock.js";
import { startMock } from "../../src/mock-server.js";
import { ownOAuth } from "./requests.js";
import { validHeaders } from "./transports.js";

const init = { method: "POST", headers: validHeaders, body: JSON.stringify({ member: ownOAuth }) };

function startInProcess(rule: MockRule) {
  const mock = createMock();
  const send = (signal: AbortSignal | null = null) => mock.fetch("https://mock.example/members", { ...init, signal });
  mock.next(rule);
  return { mock, send };
}

async function startOverHttp(rule: MockRule) {
  const mock = await startMock();
  onTestFinished(() => mock.close());
  const send = (signal: AbortSignal | null = null) => fetch(`${mock.url}/members`, { ...init, signal });
  mock.next(rule);
  return { mock, send };
}

describe.each([
  ["in process", startInProcess],
  ["over HTTP", startOverHttp],
])("%s", (_, start) => {
  test.each([
    [{ cut: "before" }, "UND_ERR_SOCKET"],
    [{ cut: "after" }, "UND_ERR_SOCKET"],
    [{ cut: "before", reset: true }, "ECONNRESET"],
    [{ cut: "after", reset: true }, "ECONNRESET"],
  ] as const)("%j rejects with the code %s", async (rule, code) => {
    const { send } = await start(rule);
    await expect(send()).rejects.toMatchObject({ name: "TypeError", message: "fetch failed", cause: { code } });
  });

  test("a body that breaks off comes with its headers, and fails after its first half", async () => {
    const { mock, send } = await start({});
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
    const { mock, send } = await start({ delay: 600_000 });
    const client = new AbortController();
    const call = send(client.signal);
    await expect.poll(() => mock.requests.length).toBe(1);
    client.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
  });
});

describe("over HTTP", () => {
  test("a client that goes away during a delay is not waited for", async () => {
    const started = vi.spyOn(globalThis, "setTimeout");
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    onTestFinished(() => void vi.restoreAllMocks());
    const { mock, send } = await startOverHttp({ delay: 599_999 });
    const client = new AbortController();
    const call = send(client.signal);
    await expect.poll(() => mock.requests.length).toBe(1);
    client.abort(new Error("gone"));
    await expect(call).rejects.toThrow("gone");
    const delay = started.mock.results[started.mock.calls.findIndex(([, milliseconds]) => milliseconds === 599_999)];
    await expect.poll(() => cleared.mock.calls.flat()).toContain(delay?.value);
  });

  test("close() ends a delay", async () => {
    const { mock, send } = await startOverHttp({ delay: 600_000 });
    const call = send();
    await expect.poll(() => mock.requests.length).toBe(1);
    await Promise.all([mock.close(), expect(call).rejects.toThrow("fetch failed")]);
  });
});
