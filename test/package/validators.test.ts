import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { up } from "up-fetch";
import { describe, expect, onTestFinished, test } from "vitest";
import { examples } from "../../generated/examples.js";
import { startMock } from "../../src/mock/index.js";
import { memberCreateRequestBody, memberResponseBody } from "../../src/validators.js";
import { mediaType } from "../support/contract.js";

describe("other libraries take them", () => {
  test("vitest: expect.schemaMatching", () => {
    expect({ sent: examples.created.request }).toEqual({ sent: expect.schemaMatching(memberCreateRequestBody) });
    expect({ sent: { member: {} } }).not.toEqual({ sent: expect.schemaMatching(memberCreateRequestBody) });
  });

  test("up-fetch: schema of an answer", async () => {
    const mock = await startMock();
    onTestFinished(() => mock.close());
    const request = up(fetch, () => ({ baseUrl: mock.url, method: "POST" }));
    const headers = { "Content-Type": mediaType, "MD-SESSION-TOKEN": "example-session" };
    const body = JSON.stringify(examples.oauth.request);
    const { member } = await request("/members", { headers, body, schema: memberResponseBody });
    expect(member.oauth_window_uri).toMatch(/^https:/);
    await expect(request("/members", { headers, body, schema: memberCreateRequestBody })).rejects.toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ pointer: "/member/guid", rule: "additionalProperties" })]),
    });
  });
});

test("run where code may not be made from strings", () => {
  const program = `
    import * as validators from "./dist/src/validators.js";
    import { examples } from "./dist/generated/examples.js";
    try { new Function(""); } catch (error) { console.log(error.name); }
    console.log(validators.memberResponseBody(examples.oauth.response), validators.memberCreateRequestBody.errors({}).length);`;
  const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  expect(execFileSync(process.execPath, flags, { cwd, encoding: "utf8" })).toBe("EvalError\ntrue 1\n");
});
