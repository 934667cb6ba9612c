import { expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { startPrism } from "../../scripts/prism.js";
import { createFetchClient } from "../../src/fetch.js";
import { createNexusClient } from "../../src/index.js";
import { sessionToken } from "./client.js";

const { standard, oauth } = examples.createMember;

test("both clients create both kinds of member against plain Prism, and read an error", async ({ onTestFinished }) => {
  const prism = await startPrism();
  onTestFinished(() => prism.stop());
  const options = (prefer: string) => ({ baseUrl: prism.url, sessionToken, headers: { Prefer: prefer } });
  const rejection = examples.createMember["duplicate-member"].response;

  for (const { request, response, name } of [
    { ...standard, name: "standard" },
    { ...oauth, name: "oauth" },
  ]) {
    const { data } = await createFetchClient(options(`example=${name}`)).POST("/members", { body: request });
    expect(data).toEqual(response);
    const created = await createNexusClient(options(`example=${name}`)).createMember<boolean>(request.member);
    expect(created).toMatchObject({ ok: true, status: 200, member: response.member });
  }

  const { error, response } = await createFetchClient(options("code=422")).POST("/members", { body: standard.request });
  expect({ status: response.status, error }).toEqual({ status: 422, error: rejection });
  const rejected = await createNexusClient(options("code=422")).createMember(standard.request.member);
  expect(rejected).toMatchObject({ ok: false, status: 422, error: { ...rejection.error, body: rejection } });
});
