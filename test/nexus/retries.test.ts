import { afterEach, describe, expect, test, vi } from "vitest";
import { clientWith, created, member, rejectionOf } from "./client.js";

const atOnce = { retryDelay: () => 0 };

/** A fetch that responds with one of `responses` after the other, and the bodies that it received. */
function fetchInTurn(...responses: (() => Response | Promise<Response>)[]) {
  const bodies: string[] = [];
  const fetch = async (request: Request) => {
    bodies.push(await request.text());
    return responses[bodies.length - 1]?.() ?? expect.fail("more requests than responses");
  };
  return { fetch, bodies };
}

const success = () => Response.json(created);
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(null, { status: code, headers });

describe("retries", () => {
  test("are off: an open outcome is returned after one attempt", async () => {
    const { fetch, bodies } = fetchInTurn(status(503));
    expect(await clientWith(fetch).createMember(member)).toMatchObject({ ok: false, status: 503, attempts: 1 });
    expect(bodies).toHaveLength(1);
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ["a connection error", () => Promise.reject(new TypeError("fetch failed"))],
    ["503", status(503)],
    ["429", status(429)],
    ["a 200 without a member", () => Response.json({})],
  ])("repeat the same request after %s", async (_, first) => {
    const { fetch, bodies } = fetchInTurn(first, success);
    const result = await clientWith(fetch, atOnce).createMember(member, { retries: 1 });
    expect(result).toMatchObject({ ok: true, attempts: 2 });
    expect(bodies).toEqual([JSON.stringify({ member }), JSON.stringify({ member })]);
  });

  test("repeat after a timeout; each attempt has its own", async () => {
    const { fetch } = fetchInTurn(
      () => new Promise<never>(() => {}),
      () => new Promise<never>(() => {}),
      success,
    );
    const result = await clientWith(fetch, { ...atOnce, retries: 2, timeout: 40 }).createMember(member);
    expect(result).toMatchObject({ ok: true, attempts: 3 });
  });

  test.each<[string, () => Response]>([
    ["400", status(400)],
    ["401", status(401)],
    ["422", status(422)],
    ["302", status(302)],
  ])("do not repeat after %s", async (_, only) => {
    const { fetch, bodies } = fetchInTurn(only);
    await clientWith(fetch, atOnce)
      .createMember(member, { retries: 3 })
      .catch(() => {});
    expect(bodies).toHaveLength(1);
  });

  test("end after their number, with the last outcome", async () => {
    const retries = 1;
    const { fetch: failing } = fetchInTurn(status(500), status(503));
    expect(await clientWith(failing, atOnce).createMember(member, { retries })).toMatchObject({ status: 503, attempts: 2 });
    const { fetch: lost } = fetchInTurn(status(500), () => Promise.reject(new Error("lost")));
    const call = clientWith(lost, atOnce).createMember(member, { retries });
    await expect(call).rejects.toMatchObject({ name: "NexusConnectionError", attempts: 2 });
  });

  test("of the call take precedence over the client's", async () => {
    const { fetch, bodies } = fetchInTurn(status(500));
    await clientWith(fetch, { ...atOnce, retries: 5 }).createMember(member, { retries: 0 });
    expect(bodies).toHaveLength(1);
  });

  test("do not count the request with a renewed token", async () => {
    const { fetch } = fetchInTurn(status(401), status(503), success);
    const sessionToken = (renewal?: { rejected: string }) => (renewal ? "new" : "old");
    const result = await clientWith(fetch, atOnce).createMember(member, { sessionToken, retries: 1 });
    expect(result).toMatchObject({ ok: true, attempts: 3 });
  });
});

describe("retries check the external_guid that is sent", () => {
  class Link {
    institution_guid = member.institution_guid;
    credentials = member.credentials;
    get external_guid() {
      return "link-1001"; // JSON leaves out what the prototype has.
    }
  }

  test.each<[string, object]>([
    ["none", { ...member, external_guid: undefined }],
    ["an empty one", { ...member, external_guid: "" }],
    ["a getter of a class", new Link()],
    ["a property of the prototype", Object.create({ ...member })],
    ["what toJSON leaves out", { ...member, toJSON: () => ({ ...member, external_guid: undefined }) }],
    ["a property that is not enumerable", Object.defineProperty({ ...member }, "external_guid", { enumerable: false })],
  ])("not %s: nothing is sent", async (_, request) => {
    const call = clientWith(() => expect.fail("sent")).createMember(request as typeof member, { retries: 1 });
    const why = "retries need an external_guid on the member: without one, a retry could create a second member.";
    await expect(call).rejects.toThrow(new TypeError(why));
  });

  test("so also one that only toJSON has", async () => {
    const { fetch, bodies } = fetchInTurn(status(503), success);
    const { external_guid, ...rest } = member;
    const request = { ...rest, toJSON: () => member };
    expect(await clientWith(fetch, atOnce).createMember(request, { retries: 1 })).toMatchObject({ ok: true, attempts: 2 });
    expect(bodies).toEqual([JSON.stringify({ member }), JSON.stringify({ member })]);
  });
});

describe("a failure after an attempt of unknown outcome says that the member may exist", () => {
  test.each<[string, () => Response | Promise<Response>, boolean]>([
    ["408", status(408), true],
    ["500", status(500), true],
    ["a connection error", () => Promise.reject(new TypeError("fetch failed")), true],
    ["a success without a member", () => Response.json({}), true],
    ["429, which created none", status(429), false],
  ])("400 after %s", async (_, first, mayExist) => {
    const { fetch } = fetchInTurn(first, status(400));
    const result = await clientWith(fetch, atOnce).createMember(member, { retries: 1 });
    expect(result).toMatchObject({ ok: false, status: 400, attempts: 2, mayExist });
  });
});

describe("the wait before a retry", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** How long a client waits after each of these responses, in milliseconds. */
  async function waitsAfter(...responses: (() => Response)[]) {
    const times: number[] = [];
    const { fetch } = fetchInTurn(...responses, success);
    const timed = (request: Request) => {
      times.push(Date.now());
      return fetch(request);
    };
    const result = clientWith(timed, { timeout: false }).createMember(member, { retries: responses.length });
    await vi.runAllTimersAsync();
    await result;
    return times.slice(1).map((time, index) => time - (times[index] as number));
  }

  const now = "Thu, 01 Jan 2026 00:00:00 GMT";
  const inAMinute = status(429, { "Retry-After": "Thu, 01 Jan 2026 00:01:00 GMT" });
  const inAMinuteThere = status(429, { "Retry-After": "Thu, 01 Jan 2026 00:01:00 GMT", Date: now });

  test.each<[string, (() => Response)[], number[], { random?: number; clock?: string }?]>([
    ["up to 0.5, 1, 2, 4, … and at most 30 seconds", Array(7).fill(status(503)), [500, 1000, 2000, 4000, 8000, 16_000, 30_000]],
    ["any part of that", [status(503), status(503)], [250, 500], { random: 0.5 }],
    ["what Retry-After of a 429 asks for, in seconds", [status(429, { "Retry-After": "7" })], [7000]],
    ["what Retry-After of a 503 asks for, in seconds", [status(503, { "Retry-After": "7" })], [7000]],
    ["until the date of Retry-After, and none if that has passed", [inAMinute, inAMinute], [60_000, 0]],
    ["until that date by the server's clock, if ours is behind", [inAMinuteThere], [60_000], { clock: "2025-12-31T23:00:00Z" }],
    ["until that date by the server's clock, if ours is ahead", [inAMinuteThere], [60_000], { clock: "2026-01-01T01:00:00Z" }],
    ...["", "soon", "-1", "1.5", "7 seconds", "in 7", "soon GMT"].map((value): [string, (() => Response)[], number[]] => [
      `the usual one if Retry-After cannot be read: "${value}"`,
      [status(429, { "Retry-After": value })],
      [500],
    ]),
  ])("is %s", async (_, responses, waits, { random = 1, clock = now } = {}) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    vi.useFakeTimers({ now: Date.parse(clock) });
    expect(await waitsAfter(...responses)).toEqual(waits);
  });

  test("is none if Retry-After asks for more than a minute: the outcome is returned", async () => {
    const { fetch } = fetchInTurn(status(429, { "Retry-After": "61" }));
    expect(await clientWith(fetch).createMember(member, { retries: 1 })).toMatchObject({ status: 429, attempts: 1 });
  });

  test("ends with the caller's signal, and leaves no timer behind", async () => {
    const started = vi.spyOn(globalThis, "setTimeout");
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    const controller = new AbortController();
    const { fetch, bodies } = fetchInTurn(status(500), success);
    const nexus = clientWith(fetch, {
      retryDelay: () => 1_000_000,
      onAttempt: () => setImmediate(() => controller.abort("left")),
    });
    const error = await rejectionOf(nexus.createMember(member, { retries: 1, signal: controller.signal }));
    expect(error).toMatchObject({ reason: "aborted", mayExist: true, attempts: 1, cause: "left" });
    expect(bodies).toHaveLength(1);
    const wait = started.mock.results[started.mock.calls.findIndex(([, milliseconds]) => milliseconds === 1_000_000)];
    expect(wait).toBeDefined();
    expect(cleared.mock.calls.flat()).toContain(wait?.value);
  });

  test("does not begin if the signal has aborted", async () => {
    const controller = new AbortController();
    const { fetch } = fetchInTurn(status(429), success);
    const nexus = clientWith(fetch, { retryDelay: () => 1_000_000, onAttempt: () => controller.abort("left") });
    const call = nexus.createMember(member, { retries: 1, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ reason: "aborted", mayExist: false, attempts: 1 });
  });

  test("is not asked for after an abort", async () => {
    const controller = new AbortController();
    const abort = () => {
      controller.abort("left");
      return new Promise<never>(() => {});
    };
    const retryDelay = vi.fn(() => 0);
    const call = clientWith(abort, { retryDelay }).createMember(member, { retries: 1, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ reason: "aborted", attempts: 1 });
    expect(retryDelay).not.toHaveBeenCalled();
  });

  describe.each<[string, () => number]>([
    ["fails", () => expect.fail("no delay")],
    ["returns no number", () => "5" as unknown as number],
    ["returns NaN", () => Number.NaN],
    ["returns more than a timer can wait", () => 2 ** 31],
    ["returns a negative number", () => -1],
  ])("that cannot be had, since retryDelay %s", (_, retryDelay) => {
    test("leaves the outcome as it is if the member may exist", async () => {
      const { fetch } = fetchInTurn(status(503));
      const result = await clientWith(fetch, { retryDelay, retries: 1 }).createMember(member);
      expect(result).toMatchObject({ ok: false, status: 503, mayExist: true, attempts: 1 });
    });

    test("rejects if it does not", async () => {
      const { fetch } = fetchInTurn(status(429));
      await expect(clientWith(fetch, { retryDelay, retries: 1 }).createMember(member)).rejects.toThrow(/retryDelay|no delay/);
    });
  });

  test("is what retryDelay returns for the number of attempts", async () => {
    const { fetch } = fetchInTurn(status(500), status(500), success);
    const retryDelay = vi.fn(() => 1);
    await clientWith(fetch, { retryDelay, retries: 2 }).createMember(member);
    expect(retryDelay.mock.calls).toEqual([[1], [2]]);
  });
});
