import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { clientWith, fetchInTurn, lost, member, never, rejectionOf, renewing, status, success, unsent } from "./client.js";

const atOnce = { retryDelay: () => 0 };
const withoutMember = () => Response.json({});
const json = JSON.stringify({ member });

describe("retries", () => {
  test("are off: an open outcome is returned after one attempt", async () => {
    const { fetch } = fetchInTurn(status(503));
    expect(await clientWith(fetch).createMember(member)).toMatchObject({ ok: false, status: 503, attempts: 1 });
  });

  test.each<[string, () => Promise<Response> | Response]>([
    ["a connection error", lost],
    ["503", status(503)],
    ["429", status(429)],
    ["408, which proxies send after complete requests too", status(408)],
    ["a 200 without a member", withoutMember],
  ])("repeat the same request after %s", async (_, failing) => {
    const { fetch, bodies } = fetchInTurn(failing, failing, success);
    const result = await clientWith(fetch, atOnce).createMember(member, { retries: 2 });
    expect(result).toMatchObject({ ok: true, attempts: 3 });
    expect(bodies).toEqual([json, json, json]);
  });

  test("repeat after a timeout; each attempt has its own", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const nexus = clientWith(fetchInTurn(never, never, success).fetch, { ...atOnce, timeout: 60_000 });
    const call = nexus.createMember(member, { retries: 2 });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await call).toMatchObject({ ok: true, attempts: 3 });
  });

  test.each([302, 400, 403, 422])("do not repeat what would end in the same way: %i", async (code) => {
    const { fetch } = fetchInTurn(status(code));
    const outcome = await clientWith(fetch, atOnce)
      .createMember(member, { retries: 3 })
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject({ status: code, attempts: 1 });
  });

  test("end after their number, with the last outcome", async () => {
    const nexus = clientWith(fetchInTurn(status(500), status(503), status(500), lost).fetch, { ...atOnce, retries: 1 });
    expect(await nexus.createMember(member)).toMatchObject({ status: 503, attempts: 2 });
    await expect(nexus.createMember(member)).rejects.toMatchObject({ name: "NexusConnectionError", attempts: 2 });
  });

  test("of the call take precedence over the client's", async () => {
    const nexus = clientWith(fetchInTurn(status(500)).fetch, { ...atOnce, retries: 5 });
    expect(await nexus.createMember(member, { retries: 0 })).toMatchObject({ status: 500, attempts: 1 });
  });

  test("do not count the request with a renewed token", async () => {
    const { fetch } = fetchInTurn(status(401), status(503), success);
    const result = await clientWith(fetch, atOnce).createMember(member, { sessionToken: renewing, retries: 1 });
    expect(result).toMatchObject({ ok: true, attempts: 3 });
  });
});

describe("retries check the external_guid that is sent", () => {
  class Link {
    get external_guid() {
      return "link-1001"; // JSON leaves out what the prototype has.
    }
  }

  test.each<[string, object | undefined]>([
    ["one of no member", undefined],
    ["an empty one", { ...member, external_guid: "" }],
    ["a getter of a class", new Link()],
    ["what toJSON leaves out", { ...member, toJSON: () => ({ ...member, external_guid: undefined }) }],
  ])("not %s: nothing is sent", async (_, request) => {
    const call = clientWith(unsent).createMember(request as typeof member, { retries: 1 });
    const why = "retries need an external_guid on the member: without one, a retry could create a second member.";
    await expect(call).rejects.toThrow(new TypeError(why));
  });
});

describe("a failure after an attempt of unknown outcome says that the member may exist", () => {
  test.each([
    [500, true],
    [429, false],
  ])("400 after %i: %s", async (first, mayExist) => {
    const { fetch } = fetchInTurn(status(first), status(400));
    const result = await clientWith(fetch, atOnce).createMember(member, { retries: 1 });
    expect(result).toMatchObject({ ok: false, status: 400, attempts: 2, mayExist });
  });
});

describe("the wait before a retry", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const now = "Thu, 01 Jan 2026 00:00:00 GMT";
  const inAMinute = status(429, { "Retry-After": "Thu, 01 Jan 2026 00:01:00 GMT" });
  const inAMinuteThere = status(429, { "Retry-After": "Thu, 01 Jan 2026 00:01:00 GMT", Date: now });

  test.each<[string, (() => Response)[], number[], { random?: number; clock?: string }?]>([
    ["up to 0.5, 1, 2, 4, … and at most 30 seconds", Array(7).fill(status(503)), [500, 1000, 2000, 4000, 8000, 16_000, 30_000]],
    ["any part of that", [status(503), status(503)], [250, 500], { random: 0.5 }],
    ["what Retry-After of a 429 asks for, in seconds", [status(429, { "Retry-After": "7" })], [7000]],
    ["until the date of Retry-After, and none if that has passed", [inAMinute, inAMinute], [60_000, 0]],
    ["until that date by the server's clock, if ours is ahead", [inAMinuteThere], [60_000], { clock: "2026-01-01T01:00:00Z" }],
    ...["", "soon", "-1", "1.5", "7 seconds"].map((value): [string, (() => Response)[], number[]] => [
      `the usual one if Retry-After cannot be read: "${value}"`,
      [status(429, { "Retry-After": value })],
      [500],
    ]),
  ])("is %s", async (_, responses, waits, { random = 1, clock = now } = {}) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    vi.useFakeTimers({ now: Date.parse(clock) });
    const { fetch } = fetchInTurn(...responses, success);
    const times: number[] = [];
    const timed = (request: Request) => {
      times.push(Date.now());
      return fetch(request);
    };
    const call = clientWith(timed, { timeout: false }).createMember(member, { retries: responses.length });
    await vi.runAllTimersAsync();
    expect(await call).toMatchObject({ ok: true });
    expect(times.slice(1).map((time, index) => time - (times[index] as number))).toEqual(waits);
  });

  test("is none if Retry-After asks for more than a minute: the outcome is returned", async () => {
    const { fetch } = fetchInTurn(status(429, { "Retry-After": "61" }));
    expect(await clientWith(fetch).createMember(member, { retries: 1 })).toMatchObject({ status: 429, attempts: 1 });
  });

  test("is what retryDelay returns for the number of attempts", async () => {
    const { fetch } = fetchInTurn(status(500), status(500), success);
    const retryDelay = vi.fn(() => 1);
    await clientWith(fetch, { retryDelay, retries: 2 }).createMember(member);
    expect(retryDelay.mock.calls).toEqual([[1], [2]]);
  });

  test.each<[string, (abort: () => void) => void]>([
    ["ends", setImmediate],
    ["does not begin", (abort) => abort()],
  ])("%s if the signal aborts, and leaves no timer behind", async (_, when) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const controller = new AbortController();
    const onAttempt = () => when(() => controller.abort("left"));
    const nexus = clientWith(fetchInTurn(status(500)).fetch, { retryDelay: () => 1_000_000, onAttempt });
    const error = await rejectionOf(nexus.createMember(member, { retries: 1, signal: controller.signal }));
    expect(error).toMatchObject({ reason: "aborted", mayExist: true, attempts: 1, cause: "left" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that cannot be had, since retryDelay aborts the call and fails, leaves the outcome too", async () => {
    const controller = new AbortController();
    const retryDelay = () => {
      controller.abort();
      return Number.NaN;
    };
    const nexus = clientWith(fetchInTurn(status(503)).fetch, { retryDelay, retries: 1 });
    const result = await nexus.createMember(member, { signal: controller.signal });
    expect(result).toMatchObject({ ok: false, status: 503, mayExist: true, attempts: 1 });
  });

  test.each<[string, () => number]>([
    ["fails", () => expect.fail("no delay")],
    ["returns no number", () => "5" as unknown as number],
    ["returns NaN", () => Number.NaN],
    ["returns more than a timer can wait", () => 2 ** 31],
    ["returns a negative number", () => -1],
  ])(
    "that cannot be had, since retryDelay %s, leaves the outcome if the member may exist, else rejects",
    async (_, retryDelay) => {
      const nexus = clientWith(fetchInTurn(status(503), status(429)).fetch, { retryDelay, retries: 1 });
      expect(await nexus.createMember(member)).toMatchObject({ ok: false, status: 503, mayExist: true, attempts: 1 });
      await expect(nexus.createMember(member)).rejects.toThrow(/retryDelay must return|no delay/);
    },
  );
});
