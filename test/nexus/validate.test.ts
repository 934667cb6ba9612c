import { inspect } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { isMemberCreateRequestBody, isMemberResponseBody } from "../../generated/validators.js";
import type { CreateMemberOptions, NexusRequestError, StandardSchema } from "../../src/index.js";
import { clientWith, created, fetchInTurn, member, never, rejectionOf, success, unsent } from "./client.js";

/** A schema of another library. */
const schema = (validate: StandardSchema["~standard"]["validate"], vendor = "example"): StandardSchema => ({
  "~standard": { version: 1, vendor, validate },
});

/** A schema that removes what it does not know, as Ajv does with Fastify's options. */
const emptying = schema((value) => {
  for (const key of Object.keys((value as { member: object }).member)) delete (value as { member: never }).member[key];
  return { value };
});

const throwing = (thrown: unknown) => () => {
  throw thrown;
};

describe("validate.request", () => {
  test.each<[string, StandardSchema, object]>([
    ["what matches", isMemberCreateRequestBody, member],
    ["what matches once it is JSON", isMemberCreateRequestBody, { ...member, metadata: undefined }],
    ["what a schema tried to change", emptying, member],
  ])("lets through %s, unchanged", async (_, request, sent) => {
    const { fetch, bodies } = fetchInTurn(success);
    const result = await clientWith(fetch, { validate: { request } }).createMember(sent as typeof member);
    expect(result).toMatchObject({ ok: true });
    expect(result).not.toHaveProperty("issues");
    expect(bodies).toEqual([JSON.stringify({ member: sent })]);
  });

  test("rejects before anything is sent, and before a token is asked for, and names each issue", async () => {
    const nexus = clientWith(unsent, { validate: { request: isMemberCreateRequestBody } });
    const { institution_guid, ...rest } = { ...member, metadata: 7 };
    const error = await rejectionOf(nexus.createMember(rest as never, { sessionToken: () => expect.fail("asked") }));
    const pattern =
      /^Nothing was sent: the member does not match the schema\. \/member\/institution_guid: [^;]+; \/member\/metadata: must be a? ?string$/;
    expect(error).toMatchObject({ name: "NexusRequestError", message: expect.stringMatching(pattern), mayExist: false });
    expect(error).toMatchObject({ issues: [{ pointer: "/member/institution_guid", rule: "required" }, { rule: "type" }] });
  });

  test.each(["example", "nexus-members-contract"])("hides what a schema of %s repeats of the request", async (vendor) => {
    const value = "Zq8-secret";
    const issue = { message: `${value} is weak`, path: ["member", { key: "credentials" }, 0, value], rule: value, value };
    const nexus = clientWith(unsent, { validate: { request: schema(() => ({ issues: [issue] }), vendor) } });
    const error = await rejectionOf(nexus.createMember({ ...member, credentials: [{ credential_guid: "CRD-1", value }] }));
    const leftOut = "[left out: it may repeat the request]";
    expect(error).toMatchObject({ issues: [{ message: leftOut, path: ["member", "credentials", 0, leftOut] }] });
    expect(inspect(error, { depth: 9 })).not.toContain("Zq8");
  });

  test("has the first twenty issues in the message, and a hundred in `issues`", async () => {
    const issues = Array.from({ length: 10_000 }, (_, index) => ({ message: `issue-${index}.` }));
    const nexus = clientWith(unsent, { validate: { request: schema(async () => ({ issues })) } });
    const error = (await rejectionOf(nexus.createMember(member))) as NexusRequestError;
    expect(error.issues).toHaveLength(100);
    expect(error.message).toContain("the body: issue-19.");
    expect(error.message).not.toContain("issue-20.");
  });

  test("rejects if the schema throws: nothing was sent", async () => {
    const nexus = clientWith(unsent, { validate: { request: schema(throwing(new Error("no such format"))) } });
    await expect(nexus.createMember(member)).rejects.toThrow("the body: The schema failed: no such format");
  });

  test("that never settles ends with the caller's signal: nothing was sent", async () => {
    const controller = new AbortController();
    const nexus = clientWith(unsent, { validate: { request: schema(never) }, timeout: false });
    const call = nexus.createMember(member, { signal: controller.signal });
    controller.abort("left the page");
    await expect(call).rejects.toMatchObject({ reason: "aborted", mayExist: false, attempts: 0 });
  });
});

describe("validate.response", () => {
  test.each<[string, StandardSchema, object, object[]]>([
    ["no issue of a response that matches", isMemberResponseBody, {}, []],
    ["the issues", isMemberResponseBody, { name: 7 }, [{ pointer: "/member/name", rule: "type" }]],
    [
      "the issues that a schema of another library finds, such as zod",
      z.object({ member: z.object({ guid: z.string().startsWith("MBR-"), level: z.number() }) }),
      {},
      [{ pointer: "/member/level", path: ["member", "level"] }],
    ],
    ["no issue of a schema that changes what it validates", emptying, {}, []],
    ["a schema that throws", schema(throwing(new Error("lost"))), {}, [{ pointer: "", message: "The schema failed: lost" }]],
    ["a schema that rejects", schema(() => Promise.reject("lost")), {}, [{ message: "The schema failed: lost" }]],
    [
      "a schema that throws what cannot be read",
      schema(throwing(null)),
      {},
      [{ message: "The schema failed: [left out: it may repeat the request]" }],
    ],
  ])("leaves the member as it is, and lists %s", async (_, response, fields, issues) => {
    const body = { member: { ...created.member, ...fields } };
    const nexus = clientWith(() => Response.json(body), { validate: { response } });
    const result = await nexus.createMember(member);
    expect(result).toMatchObject({ ok: true, member: body.member, issues });
  });

  test.each<[string, (left: AbortSignal) => CreateMemberOptions, string]>([
    ["the timeout", () => ({ timeout: 20_000 }), "Timed out after 20000 ms"],
    ["the deadline", () => ({ deadline: 20_000 }), "Timed out after 20000 ms"],
    ["an abort", (signal) => ({ signal, timeout: false }), "left the page"],
  ])("that never settles leaves the member created, after %s", async (_, optionsWith, message) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const controller = new AbortController();
    setTimeout(() => controller.abort("left the page"), 20_000);
    const nexus = clientWith(success, { validate: { response: schema(never) } });
    const call = nexus.createMember(member, optionsWith(controller.signal));
    await vi.advanceTimersByTimeAsync(20_000);
    const issues = [{ pointer: "", message: `The schema failed: ${message}` }];
    expect(await call).toMatchObject({ ok: true, member: created.member, issues });
  });

  test("is not asked about an error", async () => {
    const response = schema(() => expect.fail("asked"));
    const nexus = clientWith(() => Response.json({}, { status: 422 }), { validate: { response } });
    expect(await nexus.createMember(member)).not.toHaveProperty("issues");
  });
});
