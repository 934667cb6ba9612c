/** What the additions bring. It compiles and runs only in a copy of the repository that has them, where it is a test. */
import { readFileSync } from "node:fs";
import type { Member, MemberReadResponseBody, OAuthMemberCreateRequest } from "nexus-members-contract";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { mediaType, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { isMemberCreateRequest, isMemberReadResponseBody } from "../../generated/validators.js";
import { type Prism, startPrism } from "../../scripts/prism.js";
import { createFetchClient } from "../../src/fetch.js";
import { createMock } from "../../src/mock.js";

const sessionToken = "example-session";
const { oauth } = examples.createMember;
const { found, "unknown-member": unknown } = examples.readMember;
const docs = readFileSync(new URL("../../dist/docs/index.html", import.meta.url), "utf8");

let prism: Prism;
beforeAll(async () => {
  prism = await startPrism();
});
afterAll(() => prism?.stop());

const clientOfPrism = () => createFetchClient({ baseUrl: prism.url, sessionToken });

async function askMock(method: string, path: string, body?: unknown) {
  const headers = { "Content-Type": mediaType, [sessionTokenHeader]: sessionToken };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await createMock().fetch(new Request(`https://nexus.example${path}`, init));
  return { status: response.status, scenario: response.headers.get("X-Nexus-Members-Mock"), body: await response.json() };
}

describe("the field", () => {
  test("types, validators and fixtures", () => {
    expectTypeOf<OAuthMemberCreateRequest>().pick("nickname").toEqualTypeOf<{ nickname?: string }>();
    expect(oauth.request.member.nickname).toBe("Savings");
    const issues = isMemberCreateRequest.issues({ ...oauth.request.member, nickname: 7 });
    expect(issues).toMatchObject([{ pointer: "/nickname", rule: "type" }]);
  });

  test("mock, fetch client and docs", async () => {
    expect(await askMock("POST", "/members", oauth.request)).toMatchObject({ status: 200, scenario: "oauth" });
    const { data } = await clientOfPrism().POST("/members", {
      body: { member: { ...oauth.request.member, nickname: "Cash" } },
    });
    expect(data?.member.guid).toMatch(/^MBR-/);
    expect(docs).toContain("nickname");
  });
});

describe("the operation", () => {
  test("types, validators and fixtures", () => {
    expectTypeOf<MemberReadResponseBody>().toEqualTypeOf<{ member: Member }>();
    expectTypeOf(found.status).toEqualTypeOf<200>();
    expect(isMemberReadResponseBody(found.response)).toBe(true);
  });

  test("mock", async () => {
    const read = (guid: string) => askMock("GET", `/members/${guid}`);
    expect(await read(found.params.path.member_guid)).toMatchObject({ status: 200, scenario: "found" });
    const expected = { status: 404, scenario: "unknown-member", body: unknown.response };
    expect(await read(unknown.params.path.member_guid)).toEqual(expected);
    expect(await read("not-a-guid")).toMatchObject({ status: 400 });
    expect(await askMock("DELETE", "/members/MBR-1")).toMatchObject({ status: 405 });
  });

  test("fetch client and docs", async () => {
    const { data } = await clientOfPrism().GET("/members/{member_guid}", { params: found.params });
    expectTypeOf(data).toEqualTypeOf<MemberReadResponseBody | undefined>();
    expect(data).toEqual(found.response);
    // @ts-expect-error the path parameter is required
    await clientOfPrism().GET("/members/{member_guid}").catch(String);
    expect(docs).toContain("/members/{member_guid}");
  });
});
