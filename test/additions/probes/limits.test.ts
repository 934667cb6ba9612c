import { expect, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMember, isMemberCreateRequestBody } from "../../../generated/validators.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const { request, response } = examples.createMember.created;
const withFields = (fields: object) => ({ member: { ...request.member, ...fields } });
const messages = (body: unknown) =>
  isMemberCreateRequestBody.issues(body).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`);

test("each limit is checked, and has a sentence", () => {
  expect(messages(withFields({ metadata: "x".repeat(20_001) }))).toEqual([
    "/member/metadata maxLength: must NOT have more than 20000 characters",
  ]);
  expect(messages(withFields({ labels: ["a", "a"] }))).toEqual([
    "/member/labels uniqueItems: must NOT have duplicate items (items ## 1 and 0 are identical)",
  ]);
  expect(messages(withFields({ labels: Array.from("abcdefghijk") }))).toEqual([
    "/member/labels maxItems: must NOT have more than 10 items",
  ]);
  expect(isMember.issues({ ...response.member, rating: -1 })).toMatchObject([
    { pointer: "/rating", rule: "minimum", message: "must be >= 0" },
  ]);
});

test("a length is counted in characters, not in code units", () => {
  expect(isMemberCreateRequestBody(withFields({ metadata: "😀".repeat(20_000) }))).toBe(true);
});

test("mock and Prism", async () => {
  const body = withFields({ metadata: "x".repeat(20_001) });
  expect(await askMock("POST", "/members", body)).toMatchObject({ status: 400 });
  const client = clientOfPrism();
  expect((await client.POST("/members", { body })).response.ok).toBe(false);
  expect((await client.POST("/members", { body: request })).response.ok).toBe(true);
});

test("docs", () => expect(docs()).toContain("20000"));
