import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient } from "../../src/index.js";
import type { Mock, NextResponse } from "../../src/mock.js";
import { requiredHeaders } from "../support/contract.js";
import { type Received, type Sent, transports, validHeaders } from "./transports.js";

const { member } = examples.createMember.oauth.request;

/** The ways to ask for a response. Each sends one request that is to get it. */
const requests: Record<string, (mock: Mock, send: (sent: Sent) => Promise<Received>, next: NextResponse) => Promise<Received>> =
  {
    "mock.next": (mock, send, next) => {
      mock.next(next);
      return send({ body: { member } });
    },
    Prefer: (_, send, { scenario, status, ...faults }) => {
      const asked = { example: scenario, code: status, ...faults };
      const known = Object.entries(asked).filter(([, value]) => value !== undefined);
      const Prefer = known.map(([name, value]) => `${name}=${value}`).join(", ");
      return send({ headers: { ...validHeaders, Prefer }, body: { member } });
    },
  };

describe.each(Object.entries(transports))("%s", (_, start) => {
  describe.each(Object.entries(requests))("by %s", (_, request) => {
    test.each<[NextResponse, number, string]>([
      [{ scenario: "expired-session" }, 401, "expired-session"],
      [{ status: 422 }, 422, "duplicate-member"],
      [{ status: 503 }, 503, "default"],
      [{ scenario: "created", status: 200 }, 200, "created"],
      [{ status: 599 }, 599, "default"],
      [{ delay: 1 }, 200, "oauth"],
      [{ delay: 0 }, 200, "oauth"],
    ])("%j", async (next, status, scenario) => {
      const { mock, send } = await start();
      expect(await request(mock, send, next)).toMatchObject({ status, scenario });
      expect(await send({ body: { member } })).toMatchObject({ status: 200, scenario: "oauth" });
    });

    test.each<[NextResponse, number]>([
      [{ cut: "before" }, 0],
      [{ cut: "after" }, 1],
      [{ cut: "body" }, 1],
      [{ status: 503, cut: "after" }, 0],
      [{ status: 503, cut: "after", processed: true }, 1],
    ])("%j fails like a network; members created: %i", async (next, created) => {
      const log: string[] = [];
      const { mock, send } = await start({ stateful: true, log: (line) => log.push(line) });
      await expect(request(mock, send, next)).rejects.toThrow();
      expect(mock.members).toHaveLength(created);
      expect(mock.requests.map(({ cut }) => cut)).toEqual([next.cut]);
      expect(log).toEqual([expect.stringMatching(/^POST .*connection cut/)]);
    });

    test.each<[NextResponse, number]>([
      [{ status: 503 }, 0],
      [{ status: 503, processed: true }, 1],
      [{ scenario: "expired-session", processed: false }, 0],
      [{ delay: 1 }, 1],
    ])("%j; members created: %i", async (next, created) => {
      const { mock, send } = await start({ stateful: true });
      await request(mock, send, next);
      expect(mock.members).toHaveLength(created);
    });

    test("a delay beyond the timeout: the member exists, and the client says that it may", async () => {
      const { mock } = await start({ stateful: true });
      const { fetch } = mock;
      const send = async ({ headers }: Sent) => {
        const Prefer = new Headers(headers).get("Prefer") ?? "none";
        const nexus = createNexusClient({
          server: "integration",
          headers: { ...requiredHeaders, Prefer },
          fetch,
          sessionToken: "t",
        });
        return nexus.createMember(member) as never;
      };
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      onTestFinished(() => void vi.useRealTimers());
      const call = request(mock, send, { delay: 600_000 });
      const rejection = expect(call).rejects.toMatchObject({ reason: "timeout", mayExist: true });
      while (mock.members.length === 0) await setImmediate();
      await vi.advanceTimersByTimeAsync(60_000);
      await rejection;
    });
  });

  test("several are queued, in order: 503, then an expired session, then success", async () => {
    const { mock, send } = await start();
    for (const next of [{ status: 503 }, { scenario: "expired-session" }, {}, { status: 500 }]) mock.next(next);
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await send({ body: { member } })).status);
    expect(statuses).toEqual([503, 401, 200, 500, 200]);
  });

  test("an error status that the contract does not describe says what it is", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503 });
    expect((await send({ body: { member } })).body).toEqual({ error: { message: "The response that was asked for" } });
  });

  test("further headers, such as Retry-After", async () => {
    const { mock, send } = await start();
    mock.next({ status: 429, headers: { "Retry-After": "7" } });
    const { status, headers } = await send({ body: { member } });
    expect({ status, after: headers.get("Retry-After") }).toEqual({ status: 429, after: "7" });
  });

  test("a header in another case replaces the one of the mock", async () => {
    const { mock, send } = await start();
    mock.next({ headers: { "x-nexus-members-mock": "mine", "Content-Length": "5", "Transfer-Encoding": "chunked" } });
    const { headers, status } = await send({ body: { member } });
    expect({ name: headers.get("X-Nexus-Members-Mock"), status }).toEqual({ name: "mine", status: 200 });
  });

  test("a request that asks itself, or that the contract does not have, takes nothing from the queue", async () => {
    const { mock, send } = await start();
    mock.next({ status: 503 });
    expect((await send({ path: "/other" })).status).toBe(404);
    expect((await send({ method: "PUT" })).status).toBe(405);
    expect((await send({ headers: { ...validHeaders, Prefer: "code=422" } })).status).toBe(422);
    expect((await send({ body: { member } })).status).toBe(503);
  });

  test("what is queued stays as it was queued", async () => {
    const { mock, send } = await start();
    const next: NextResponse = { status: 503 };
    mock.next(next);
    next.status = 500;
    expect((await send({ body: { member } })).status).toBe(503);
  });

  test.each<[string, unknown, string]>([
    ["an unknown scenario", { scenario: "nobody" }, "It has: code=200, example=standard;"],
    ["a scenario of another status", { scenario: "oauth", status: 422 }, "does not have the response"],
    ["a status of no response", { status: 302 }, "or any other error status"],
    ["a status that is no number", { status: "503" }, "status of the next response must be an HTTP status."],
    ["a scenario that is no name", { scenario: 1 }, "scenario of the next response must be the name of a scenario."],
    ["a negative delay", { delay: -1 }, "delay of the next response must be a whole number of milliseconds up to 600000."],
    ["a delay of a fraction", { delay: 0.5 }, "delay of the next response"],
    ["another cut", { cut: "hair" }, "cut of the next response must be before, after or body."],
    ["processed as a word", { processed: "yes" }, "processed of the next response must be true or false."],
    ["a header that cannot be sent", { headers: { "Retry-After": "\n1\n2" } }, "headers of the next response"],
    ["headers of null", { headers: null }, "headers of the next response"],
    ["no headers", { headers: {} }, "headers of the next response"],
    ["a long unknown option", { ["x".repeat(60)]: 1 }, `has no option ${"x".repeat(50)}. It has`],
    ["an unknown option", { delya: 1 }, "has no option delya. It has: scenario, status, headers, processed, delay, cut."],
    ["a list", [{ status: 503 }], "The next response must be an object."],
    ["nothing", null, "The next response must be an object."],
    ["no object", 503, "The next response must be an object."],
  ])("rejects %s, and queues nothing", async (_, next, message) => {
    const { mock, send } = await start();
    expect(() => mock.next(next as NextResponse)).toThrow(message);
    expect(() => mock.next(next as NextResponse)).toThrow(TypeError);
    expect((await send({ body: { member } })).status).toBe(200);
  });
});
