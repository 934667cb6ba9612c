import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isMemberCreateRequestBody, isMemberResponseBody } from "../../generated/validators.js";
import { type CreateMemberOptions, NexusRequestError, type StandardSchema } from "../../src/index.js";
import { clientWith, created, member, rejectionOf } from "./client.js";

/** A schema of another library. */
const schema = (validate: StandardSchema["~standard"]["validate"]): StandardSchema => ({
  "~standard": { version: 1, vendor: "example", validate },
});

/** A schema that removes what it does not know, as Ajv does with Fastify's options. */
const emptying = schema((value) => {
  for (const key of Object.keys((value as { member: object }).member)) delete (value as { member: never }).member[key];
  return { value };
});

describe("validate.request", () => {
  test.each([
    ["what matches", isMemberCreateRequestBody],
    ["what a schema tried to change", emptying],
  ])("lets through %s, unchanged", async (_, request) => {
    let sent: unknown;
    const fetch = async (request: Request) => {
      sent = await request.json();
      return Response.json(created);
    };
    const result = await clientWith(fetch, { validate: { request } }).createMember(member);
    expect(result).toMatchObject({ ok: true });
    expect(result).not.toHaveProperty("issues");
    expect(sent).toEqual({ member });
  });

  test("rejects before anything is sent, and before a token is asked for", async () => {
    const nexus = clientWith(() => expect.fail("sent"), { validate: { request: isMemberCreateRequestBody } });
    const { institution_guid, ...rest } = member;
    const sessionToken = () => expect.fail("asked for a token");
    const error = await rejectionOf(nexus.createMember(rest as typeof member, { sessionToken }));
    expect(error).toBeInstanceOf(NexusRequestError);
    expect(error).toMatchObject({
      name: "NexusRequestError",
      message: expect.stringMatching(/^Nothing was sent: the member does not match the schema\. \/member\/institution_guid: /),
      issues: [{ pointer: "/member/institution_guid", rule: "required" }],
    });
  });

  test("names each issue in the message", async () => {
    const nexus = clientWith(() => expect.fail("sent"), { validate: { request: isMemberCreateRequestBody } });
    const error = await rejectionOf(nexus.createMember({ ...member, institution_guid: "1", metadata: 7 as never }));
    expect((error as Error).message).toMatch(
      / \/member\/institution_guid: must be [^;]+; \/member\/metadata: must be a? ?string$/,
    );
  });

  test("checks the JSON that would be sent", async () => {
    const nexus = clientWith(() => Response.json(created), { validate: { request: isMemberCreateRequestBody } });
    expect(await nexus.createMember({ ...member, metadata: undefined })).toMatchObject({ ok: true });
  });

  test.each(["example", "nexus-members-contract"])(
    "hides what a schema that calls itself %s repeats of the request",
    async (vendor) => {
      const value = "Zq8-secret";
      const issue = { message: `${value} is weak`, path: ["member", { key: "credentials" }, 0, value], rule: value, value };
      const request = { "~standard": { version: 1, vendor, validate: () => ({ issues: [issue] }) } } as const;
      const nexus = clientWith(() => expect.fail("sent"), { validate: { request } });
      const error = await rejectionOf(nexus.createMember({ ...member, credentials: [{ credential_guid: "CRD-1", value }] }));
      const leftOut = "[left out: it may repeat the request]";
      expect(error).toMatchObject({ issues: [{ message: leftOut, path: ["member", "credentials", 0, leftOut] }] });
      expect(inspect(error, { depth: 9 })).not.toContain("Zq8");
    },
  );

  test("has the first twenty issues in the message, and a hundred in `issues`", async () => {
    const issues = Array.from({ length: 10_000 }, (_, index) => ({ message: `issue-${index}.` }));
    const nexus = clientWith(() => expect.fail("sent"), { validate: { request: schema(async () => ({ issues })) } });
    const error = (await rejectionOf(nexus.createMember(member))) as NexusRequestError;
    expect(error.issues).toHaveLength(100);
    expect(error.message).toContain("the body: issue-19.");
    expect(error.message).not.toContain("issue-20.");
  });

  test("rejects if the schema throws: nothing was sent", async () => {
    const request = schema(() => {
      throw new Error("no such format");
    });
    const nexus = clientWith(() => expect.fail("sent"), { validate: { request } });
    await expect(nexus.createMember(member)).rejects.toThrow("the body: The schema failed: no such format");
  });
});

describe("validate.response", () => {
  test("finds nothing in a response that matches", async () => {
    const nexus = clientWith(() => Response.json(created), { validate: { response: isMemberResponseBody } });
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, issues: [] });
  });

  test("lists the issues of a member, which is returned as it is", async () => {
    const body = { member: { ...created.member, is_being_aggregated: "yes" } };
    const nexus = clientWith(() => Response.json(body), { validate: { response: isMemberResponseBody } });
    expect(await nexus.createMember(member)).toMatchObject({
      ok: true,
      member: body.member,
      issues: [{ pointer: "/member/is_being_aggregated", rule: "type" }],
    });
  });

  test("takes a schema of another library, such as zod", async () => {
    const response = z.object({ member: z.object({ guid: z.string().startsWith("MBR-"), level: z.number() }) });
    const nexus = clientWith(() => Response.json(created), { validate: { response } });
    expect(await nexus.createMember(member)).toMatchObject({
      ok: true,
      member: created.member,
      issues: [{ pointer: "/member/level", path: ["member", "level"] }],
    });
  });

  test.each<[string, StandardSchema["~standard"]["validate"], string]>([
    ["throws", () => expect.fail("no such format"), "no such format"],
    ["rejects", () => Promise.reject("a string"), "a string"],
  ])("that %s leaves the member created", async (_, validate, message) => {
    const nexus = clientWith(() => Response.json(created), { validate: { response: schema(validate) } });
    expect(await nexus.createMember(member)).toMatchObject({
      ok: true,
      issues: [{ pointer: "", path: [], message: `The schema failed: ${message}` }],
    });
  });

  test("that changes what it validates leaves the member as it is", async () => {
    const nexus = clientWith(() => Response.json(created), { validate: { response: emptying } });
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, member: created.member, issues: [] });
  });

  test.each<[string, () => CreateMemberOptions, string]>([
    ["the timeout", () => ({ timeout: 500 }), "The schema failed: Timed out after 500 ms"],
    ["the deadline", () => ({ deadline: 500 }), "The schema failed: Timed out after 500 ms"],
    ["an abort", () => ({ signal: AbortSignal.timeout(500) }), "The schema failed: The operation was aborted due to timeout"],
  ])("that never settles leaves the member created, after %s", async (_, options, message) => {
    const response = schema(() => new Promise<never>(() => {}));
    const nexus = clientWith(() => Response.json(created), { validate: { response } });
    const issues = [{ pointer: "", message }];
    expect(await nexus.createMember(member, options())).toMatchObject({ ok: true, member: created.member, issues });
  });

  test("is not asked about an error", async () => {
    const response = schema(() => expect.fail("asked"));
    const nexus = clientWith(() => Response.json({}, { status: 422 }), { validate: { response } });
    expect(await nexus.createMember(member)).not.toHaveProperty("issues");
  });
});
