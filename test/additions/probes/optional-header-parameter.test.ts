import { createNexusClient } from "nexus-members-contract";
import type { operations } from "nexus-members-contract/types";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { createMock } from "../../../src/mock.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const { request } = examples.createMember.oauth;
const header = { "X-Region": "US" };

test("types", async () => {
  type Header = NonNullable<operations["createMember"]["parameters"]["header"]>;
  expectTypeOf<Header>().pick("X-Region").toEqualTypeOf<{ "X-Region"?: string }>();
  const { createMember } = createNexusClient({
    server: "integration",
    fetch: createMock().fetch,
    sessionToken: "example-session",
  });
  expect(await createMember(request.member, { headers: header })).toMatchObject({ ok: true });
  // @ts-expect-error a misspelt header parameter
  await createMember(request.member, { headers: { "X-Region": "US", "X-Regoin": "US" } });
});

test("mock", async () => {
  expect(await askMock("POST", "/members", request, header)).toMatchObject({ status: 200 });
  expect(await askMock("POST", "/members", request, { "X-Region": "us" })).toMatchObject({ status: 400 });
  expect(await askMock("POST", "/members", request)).toMatchObject({ status: 200 });
});

test("fetch client", async () => {
  const client = clientOfPrism();
  const { response } = await client.POST("/members", { body: request, params: { header } });
  expect(response.status).toBe(200);
  const wrong = await client.POST("/members", { body: request, params: { header: { "X-Region": "us" } } });
  expect(wrong.response.ok).toBe(false);
});

test("docs", () => expect(docs()).toContain("X-Region"));
