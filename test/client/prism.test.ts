import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { createNexusClient, unwrap } from "../../src/index.js";
import { startPrism } from "../support/prism.mjs";

const sessionToken = "example-session";
const member = examples.standard.request.member;

describe("against plain Prism", () => {
  let mock: Awaited<ReturnType<typeof startPrism>>;
  let nexus: ReturnType<typeof createNexusClient>;

  beforeAll(async () => {
    mock = await startPrism();
    nexus = createNexusClient({ baseUrl: mock.url, sessionToken });
  });
  afterAll(() => mock?.stop());

  test("creates a standard member", async () => {
    const result = await nexus.createMember(member);
    expect(result).toMatchObject({ ok: true, status: 200, member: examples.standard.response.member });
  });

  test("creates an OAuth member", async () => {
    const headers = { Prefer: "example=oauth" };
    const result = await nexus.createMember(examples.oauth.request.member, { headers });
    expect(unwrap(result)).toEqual(examples.oauth.response.member);
  });

  test.each(Object.entries(examples))("gives the documented answer %s", async (name, { status, response }) => {
    const headers = { Prefer: `code=${status}, example=${name}` };
    const result = await nexus.createMember(member, { headers });
    if (status === 200) {
      expect(result).toMatchObject({ ok: true, status, ...response });
    } else {
      expect(result).toMatchObject({ ok: false, status, error: { ...response.error, body: response } });
    }
  });

  test("gives any other status as a failure", async () => {
    const result = await nexus.createMember(member, { headers: { Prefer: "code=503" } });
    expect(result).toMatchObject({ ok: false, status: 503 });
  });

  test("a request that breaks the contract is refused", async () => {
    // @ts-expect-error credentials are missing
    const result = await nexus.createMember({ institution_guid: member.institution_guid });
    expect(result).toMatchObject({ ok: false, status: 422 });
  });
});
