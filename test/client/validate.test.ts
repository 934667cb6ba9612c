import { describe, expect, test } from "vitest";
import { z } from "zod";
import { examples } from "../../generated/examples.js";
import { createNexusClient, NexusRequestError, type StandardSchema } from "../../src/index.js";
import { memberCreateRequestBody, memberResponseBody } from "../../src/validators.js";
import { reply, startServer } from "../support/server.js";

const sessionToken = "example-session";
const member = examples.created.request.member;
const published = examples.standard.response.member;

async function clientOf(validate: object, answer: unknown = examples.created.response) {
  const { url, received } = await startServer(() => answer);
  return { nexus: createNexusClient({ baseUrl: url, sessionToken, validate }), received };
}

/** A schema that says the same of every value. */
const schema = (validate: StandardSchema["~standard"]["validate"]): StandardSchema => ({
  "~standard": { version: 1, vendor: "example", validate },
});

describe("validate.request", () => {
  test("lets through what it accepts, unchanged", async () => {
    const { nexus, received } = await clientOf({ request: memberCreateRequestBody });
    const result = await nexus.createMember(member);
    expect(result).toMatchObject({ ok: true });
    expect(result).toHaveProperty("issues", undefined);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({ member });
  });

  test("rejects before anything is sent, and before a token is asked for", async () => {
    const { nexus, received } = await clientOf({ request: memberCreateRequestBody });
    const { credentials, ...rest } = member;
    let asked = 0;
    const call = nexus.createMember(rest as typeof member, { sessionToken: () => `${asked++}` });
    await expect(call).rejects.toThrow(NexusRequestError);
    await expect(call).rejects.toMatchObject({
      name: "NexusRequestError",
      message: "Nothing was sent. /member/credentials: at least one credential is required for a standard member",
      issues: [{ pointer: "/member/credentials", message: "at least one credential is required for a standard member" }],
    });
    expect({ asked, received }).toEqual({ asked: 0, received: [] });
  });

  test("keeps our own sentences whole, whatever was sent", async () => {
    const { nexus } = await clientOf({ request: memberCreateRequestBody });
    const credentials = [{ value: "required" }] as unknown as typeof member.credentials;
    await expect(nexus.createMember({ ...member, credentials })).rejects.toThrow(
      "Nothing was sent. /member/credentials/0/credential_guid: is required",
    );
  });

  test("judges the JSON that would be sent", async () => {
    const { nexus, received } = await clientOf({ request: memberCreateRequestBody });
    await nexus.createMember({ ...member, name: undefined } as unknown as typeof member);
    expect(received).toHaveLength(1);
  });

  test("takes a schema of another library, and hides what it repeats", async () => {
    const secret = "Zq8-secret";
    const request = z.looseObject({
      member: z.looseObject({
        credentials: z.array(
          z.object({ value: z.string().refine(() => false, { error: ({ input }) => `${input} is too short` }) }),
        ),
      }),
    });
    const { nexus, received } = await clientOf({ request });
    const credentials = [{ credential_guid: "CRD-1", value: secret }];
    const error = await nexus.createMember({ institution_guid: "INS-1", credentials }).catch((error: unknown) => error);
    expect(error).toMatchObject({
      message: "Nothing was sent. /member/credentials/0/value: [redacted] is too short",
      issues: [{ pointer: "/member/credentials/0/value", message: "[redacted] is too short" }],
    });
    expect(JSON.stringify(error) + String(error)).not.toContain(secret);
    expect(received).toEqual([]);
  });

  test("hides what is in the wrong field, or in the path", async () => {
    const secret = "Zq8-secret";
    const request = schema((body) => {
      const guid = (body as typeof examples.created.request).member.credentials[0]?.credential_guid as string;
      return { issues: [{ message: `bad ${guid}`, path: ["member", guid] }] };
    });
    const { nexus } = await clientOf({ request });
    const call = nexus.createMember({ institution_guid: "INS-1", credentials: [{ credential_guid: secret, value: "CRD-1" }] });
    await expect(call).rejects.toMatchObject({ issues: [{ pointer: "/member/[redacted]", message: "bad [redacted]" }] });
  });

  test("sends what it has judged, even if the caller changes it meanwhile", async () => {
    const { nexus, received } = await clientOf({ request: memberCreateRequestBody });
    const changing = structuredClone(member) as { credentials: unknown[] } & typeof member;
    const call = nexus.createMember(changing);
    changing.credentials.pop();
    await call;
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({ member });
  });

  test("names at most twenty in its message", async () => {
    const issues = Array.from({ length: 30 }, (_, index) => ({ message: `${index}` }));
    const { nexus } = await clientOf({ request: schema(() => ({ issues })) });
    const error = (await nexus.createMember(member).catch((error: unknown) => error)) as NexusRequestError;
    expect(error.issues).toHaveLength(30);
    expect(error.message).toMatch(/; : 19$/);
  });

  test("names several places", async () => {
    const issues = [{ message: "one", path: ["a/b~c", { key: 0 }] }, { message: "two" }];
    const { nexus } = await clientOf({ request: schema(async () => ({ issues })) });
    await expect(nexus.createMember(member)).rejects.toThrow(/^Nothing was sent\. \/a~1b~0c\/0: one; : two$/);
  });

  test("rejects if the schema fails", async () => {
    const failing = schema((body) => {
      throw new Error(`cannot judge ${JSON.stringify(body)}`);
    });
    const { nexus, received } = await clientOf({ request: failing });
    const metadata = "Zq8-metadata";
    await expect(nexus.createMember({ ...member, metadata })).rejects.toThrow(
      /The schema failed: cannot judge .*"\[redacted]"/,
    );
    await expect(nexus.createMember({ ...member, metadata })).rejects.not.toThrow(metadata);
    expect(received).toEqual([]);
  });
});

describe("validate.response never hides a created member", () => {
  test("an answer that keeps the contract has no issues", async () => {
    const { nexus } = await clientOf({ response: memberResponseBody });
    expect(await nexus.createMember(member)).toMatchObject({ ok: true, issues: [] });
  });

  test("an unknown status is an issue", async () => {
    const odd = { ...published, connection_status: "SLEEPING" };
    const { nexus } = await clientOf({ response: memberResponseBody }, { member: odd });
    expect(await nexus.createMember(member)).toMatchObject({
      ok: true,
      member: odd,
      issues: [{ pointer: "/member/connection_status", message: "is none of the 23 values that the contract knows" }],
    });
  });

  test("a member of which nothing but the guid is right", async () => {
    const odd = { guid: "MBR-1", name: 7, is_oauth: true, oauth_window_uri: null };
    const { nexus } = await clientOf({ response: memberResponseBody }, { member: odd });
    const result = await nexus.createMember(member);
    expect(result).toMatchObject({ ok: true, status: 200, member: odd });
    expect(result.ok && result.issues?.map(({ pointer }) => pointer).sort()).toEqual([
      "/member/connection_status",
      "/member/institution_guid",
      "/member/is_being_aggregated",
      "/member/is_managed_by_user",
      "/member/is_user_created",
      "/member/name",
      "/member/oauth_window_uri",
      "/member/user_guid",
    ]);
  });

  test("a schema that throws, rejects or changes the value", async () => {
    const failed = [{ pointer: "", message: "The schema failed: broken" }];
    const throws = schema(() => {
      throw new Error("broken");
    });
    const rejects = schema(() => Promise.reject(new Error("broken")));
    const odd = schema(() => {
      throw Symbol("broken");
    });
    const changes = schema((body) => {
      delete (body as { member?: unknown }).member;
      return { issues: [] };
    });
    for (const [response, issues] of [
      [throws, failed],
      [rejects, failed],
      [odd, [{ pointer: "", message: "The schema failed: undefined" }]],
      [changes, []],
    ] as const) {
      const { nexus } = await clientOf({ response });
      expect(await nexus.createMember(member)).toMatchObject({ ok: true, member: examples.created.response.member, issues });
    }
  });

  test("hides what the call had sent", async () => {
    const metadata = "Zq8-metadata";
    const response = schema(() => ({ issues: [{ message: `odd: ${metadata}, ${sessionToken}` }] }));
    const { nexus } = await clientOf({ response });
    const result = await nexus.createMember({ ...member, metadata });
    expect(result).toMatchObject({ issues: [{ pointer: "", message: "odd: [redacted], [redacted]" }] });
  });

  test("is not asked about an error", async () => {
    const asked: unknown[] = [];
    const response = schema((body) => ({ issues: asked.push(body) ? [] : [] }));
    const { url } = await startServer((_, answer) => reply(answer, 422, "{}"));
    const result = await createNexusClient({ baseUrl: url, sessionToken, validate: { response } }).createMember(member);
    expect(result).toMatchObject({ ok: false, status: 422 });
    expect(asked).toEqual([]);
  });
});

test("nothing is checked unless asked", async () => {
  const { nexus, received } = await clientOf({}, { member: { guid: "MBR-1" } });
  const result = await nexus.createMember({ institution_guid: "no GUID", is_oauth: true });
  expect(result).toMatchObject({ ok: true });
  expect(result).toHaveProperty("issues", undefined);
  expect(received).toHaveLength(1);
});
