import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMemberCreateRequestBody } from "../../../generated/validators.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const { status, request, response } = examples.createMember["name-not-agreed"];

test("fixtures and validators", () => {
  expectTypeOf(status).toEqualTypeOf<400>();
  expect(isMemberCreateRequestBody(request)).toBe(true);
});

test("mock: its own request, and another one with the same value", async () => {
  expect(await askMock("POST", "/members", request)).toMatchObject({
    status: 400,
    scenario: "name-not-agreed",
    body: response,
  });
  const other = { member: { ...request.member, external_guid: "other" } };
  expect(await askMock("POST", "/members", other)).toMatchObject({ status: 400, scenario: "name-not-agreed" });
  const agreed = { member: { ...request.member, name: "Agreed" } };
  expect(await askMock("POST", "/members", agreed)).toMatchObject({ status: 200 });
});

test("fetch client", async () => {
  const client = clientOfPrism("code=400, example=name-not-agreed");
  const { error } = await client.POST("/members", { body: request });
  expect(error).toEqual(response);
});

test("docs", () => expect(docs()).toContain("The name was not agreed with MX."));
