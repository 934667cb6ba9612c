import { createRequire } from "node:module";
import { inspect } from "node:util";
import vm from "node:vm";
import { describe, expect, test } from "vitest";
import * as entry from "../../src/index.js";
import { NexusError, unwrap } from "../../src/index.js";
import { clientWith, lost, member, rejectionOf, status, unsent } from "./client.js";

const required: typeof entry = createRequire(import.meta.url)("../../dist/index.cjs");

const schema = {
  "~standard": { version: 1, vendor: "example", validate: () => ({ issues: [{ message: "wrong" }] }) },
} as const;
/** What a call ends with: with what `unwrap` throws, if it does not reject. */
const ending = (...[fetch, options, call]: [...Parameters<typeof clientWith>, object?]) =>
  rejectionOf(clientWith(fetch, options).createMember(member, call).then(unwrap)) as Promise<NexusError>;

/** What a program does that tells errors apart by name. */
function describeError(error: unknown): string {
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
}

describe.each<[string, keyof typeof entry, string, () => Promise<NexusError>]>([
  ["api", "NexusApiError", "503 undefined", () => ending(status(503))],
  ["request", "NexusRequestError", "1 issues", () => ending(unsent, { validate: { request: schema } })],
  ["response", "NexusResponseError", "200", () => ending(() => Response.json({}))],
  ["token", "NexusTokenError", "no token", () => ending(unsent, { sessionToken: lost as never })],
  ["network", "NexusConnectionError", "network", () => ending(lost)],
  ["aborted", "NexusConnectionError", "aborted", () => ending(unsent, {}, { signal: AbortSignal.abort() })],
])("an error with the reason %s", (reason, name, description, make) => {
  test("is an instance of its own class and of NexusError, and of no other, and is told apart by its name", async () => {
    const error = await make();
    const isNexusError = /^Nexus\w*Error$/;
    const classes = Object.entries(entry).filter(([key]) => isNexusError.test(key)) as unknown as [string, typeof NexusError][];
    const matching = classes.filter(([, each]) => error instanceof each).map(([key]) => key);
    expect(matching.sort()).toEqual([name, "NexusError"].sort());
    expect(error).toBeInstanceOf(Error);
    expect(describeError(error)).toBe(description);
  });

  test("is recognised by the other module format, and by another realm", async () => {
    const error = await make();
    const isInstance = vm.runInNewContext("(error, NexusError) => error instanceof NexusError");
    for (const each of [required.NexusError, required[name] as typeof NexusError]) expect(error instanceof each).toBe(true);
    expect(isInstance(error, NexusError)).toBe(true);
  });

  test("as JSON has what a log needs, and neither body nor response", async () => {
    const error = await make();
    const { message, mayExist, attempts } = error;
    const json = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({ name, reason, message, mayExist, attempts });
    expect(Object.keys(json)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(body|response)$/)]));
    expect(inspect(error)).not.toMatch(/^\s+(body|response): /m);
  });
});

test.each<[string, unknown]>([
  ["another error", new Error("lost")],
  ["an object of its name", { name: "NexusApiError", mayExist: true }],
  ["undefined", undefined],
  ["a string", "NexusError"],
])("%s is no NexusError", (_, value) => {
  expect(value instanceof NexusError).toBe(false);
  expect(value instanceof entry.NexusApiError).toBe(false);
});
