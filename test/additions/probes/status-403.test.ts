import { type CreateMemberFailure, createNexusClient } from "nexus-members-contract";
import type { operations } from "nexus-members-contract/types";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { createMock } from "../../../src/mock.js";
import { clientOfPrism, docs } from "./tools.js";

const { status, request, response } = examples.createMember["not-enabled"];

test("types and fixtures", () => {
  expectTypeOf<operations["createMember"]["responses"]>().toHaveProperty(403);
  expectTypeOf(status).toEqualTypeOf<403>();
  expectTypeOf<Extract<CreateMemberFailure["status"], 403>>().toEqualTypeOf<403>();
  expect(response.error.message).toBe("Not enabled");
});

test("mock, through the safe layer", async () => {
  const nexus = createNexusClient({ server: "integration", fetch: createMock().fetch, sessionToken: "example-session" });
  const result = await nexus.createMember({ ...request.member, external_guid: "other" });
  expect(result).toMatchObject({ ok: false, status: 403, error: { message: "Not enabled" } });
});

test("fetch client", async () => {
  const client = clientOfPrism("code=403");
  const { error, response } = await client.POST("/members", { body: request });
  expect(response.status).toBe(403);
  expect(error).toEqual({ error: { message: "Not enabled" } });
});

test("docs", () => expect(docs()).toContain("The feature is not enabled for you."));
