import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { mediaType, report, responseSchema, violations } from "../support/contract.js";
import { startPrism } from "../support/prism.mjs";

describe("plain Prism on the bundle", () => {
  let mock: Awaited<ReturnType<typeof startPrism>>;

  beforeAll(async () => {
    mock = await startPrism();
  });
  afterAll(() => mock?.stop());

  const post = (body: string, headers: Record<string, string> = { "MD-SESSION-TOKEN": "<api-key>" }) =>
    fetch(`${mock.url}/members`, { method: "POST", headers: { "Content-Type": mediaType, ...headers }, body });

  test("answers the standard request with the published example", async () => {
    const response = await post(JSON.stringify(examples.standard.request));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(mediaType);
    expect(await response.json()).toEqual(examples.standard.response);
  });

  test("answers the page's own empty call with an error of the contract", async () => {
    const response = await post("{}");
    expect(response.status).toBe(422);
    expect(report(violations(responseSchema("422"), await response.json()))).toEqual([]);
  });

  test("answers a call without a token with 401 and the contract's body", async () => {
    const response = await post(JSON.stringify(examples.standard.request), {});
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual(examples["missing-session"].response);
  });

  test("refuses a closed schema's unknown field", async () => {
    const member = { ...examples.oauth.request.member, referral_source: "APP" };
    expect((await post(JSON.stringify({ member }))).status).toBe(422);
  });
});
