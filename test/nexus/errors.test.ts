import { createRequire } from "node:module";
import { inspect } from "node:util";
import vm from "node:vm";
import { describe, expect, test } from "vitest";
import * as entry from "../../src/index.js";
import { NexusError, unwrap } from "../../src/index.js";
import { clientWith, created, member, rejectionOf } from "./client.js";

const required: typeof entry = createRequire(import.meta.url)("../../dist/index.cjs");

const failing = {
  "~standard": { version: 1, vendor: "example", validate: () => ({ issues: [{ message: "wrong" }] }) },
} as const;

const aborted = { signal: AbortSignal.abort() };
const down = () => Promise.reject(new Error("down"));
const unsent = () => expect.fail("sent");
/** What a call ends with: with what `unwrap` throws, if it does not reject. */
const ending = (...[fetch, options, call]: [...Parameters<typeof clientWith>, object?]) =>
  rejectionOf(clientWith(fetch, options).createMember(member, call).then(unwrap));

/** One error of each class, by its reason. */
const errors: [string, keyof typeof entry, () => Promise<unknown>][] = [
  ["api", "NexusApiError", () => ending(() => new Response(null, { status: 503 }))],
  ["request", "NexusRequestError", () => ending(unsent, { validate: { request: failing } })],
  ["response", "NexusResponseError", () => ending(() => Response.json({}))],
  ["token", "NexusTokenError", () => ending(unsent, { sessionToken: down })],
  ["network", "NexusConnectionError", () => ending(down)],
  ["timeout", "NexusConnectionError", () => ending(() => new Promise(() => {}), { timeout: 20 })],
  ["aborted", "NexusConnectionError", () => ending(unsent, {}, aborted)],
];

describe.each(errors)("an error with the reason %s", (reason, name, make) => {
  test("is a NexusError, says whether the member may exist, and names itself", async () => {
    const error = await make();
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(NexusError);
    expect(error).toMatchObject({ name, reason, mayExist: expect.any(Boolean), attempts: expect.any(Number) });
  });

  test("is an instance of its own class, and of no other", async () => {
    const error = await make();
    const classes = Object.entries(entry).filter(([key]) => /^Nexus\w+Error$/.test(key)) as unknown as [
      string,
      new () => Error,
    ][];
    expect(classes.filter(([, each]) => error instanceof each).map(([key]) => key)).toEqual([name]);
  });

  test("is recognised by the other module format, and by another realm", async () => {
    const error = await make();
    expect(error instanceof required.NexusError).toBe(true);
    expect(error instanceof (required[name] as typeof NexusError)).toBe(true);
    const isNexusError = vm.runInNewContext("(error, NexusError) => error instanceof NexusError");
    expect(isNexusError(error, NexusError)).toBe(true);
  });

  test("as JSON has what a log needs, and neither body nor response", async () => {
    const error = (await make()) as NexusError;
    const { message, mayExist, attempts } = error;
    const json = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({ name, reason, message, mayExist, attempts });
    expect(json).not.toHaveProperty("body");
    expect(json).not.toHaveProperty("response");
    expect(inspect(error)).not.toMatch(/^\s+(body|response): /m);
  });
});

describe("what is no NexusError", () => {
  test.each<[string, unknown]>([
    ["another error", new Error("lost")],
    ["an object of its name", { name: "NexusApiError", mayExist: true }],
    ["undefined", undefined],
    ["a string", "NexusError"],
  ])("%s", (_, value) => {
    expect(value instanceof NexusError).toBe(false);
    expect(value instanceof entry.NexusApiError).toBe(false);
  });
});

test("each error is told apart by its name", async () => {
  const describeError = (error: unknown): string => {
    if (!(error instanceof NexusError)) return "not of a call";
    switch (error.name) {
      case "NexusApiError":
        return `${error.status} ${error.code}`;
      case "NexusConnectionError":
        return error.reason satisfies entry.ConnectionFailure;
      case "NexusRequestError":
        return `${error.issues.length} issues`;
      case "NexusResponseError":
        return `${error.status}`;
      case "NexusTokenError":
        return "no token";
    }
  };
  const told: string[] = [];
  for (const [, , make] of errors) told.push(describeError(await make()));
  expect(told).toEqual(["503 undefined", "1 issues", "200", "no token", "network", "timeout", "aborted"]);
  expect(describeError(created)).toBe("not of a call");
});
