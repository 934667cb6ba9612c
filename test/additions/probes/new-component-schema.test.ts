import { isKnownRegion, type KnownRegion, type Member, type Region, regionValues } from "nexus-members-contract";
import { expect, expectTypeOf, test } from "vitest";
import { examples } from "../../../generated/examples.js";
import { isMember, isRegion } from "../../../generated/validators.js";
import { askMock, clientOfPrism, docs } from "./tools.js";

const { request, response } = examples.createMember.oauth;

test("types", () => {
  expectTypeOf<KnownRegion>().toEqualTypeOf<"US" | "CA">();
  expectTypeOf<"MX">().toExtend<Region>();
  expectTypeOf<Member>().pick("region").toEqualTypeOf<{ region?: Region }>();
});

test("constants, validators and fixtures", () => {
  expect(regionValues).toEqual(["US", "CA"]);
  expect([isKnownRegion("CA"), isKnownRegion("MX")]).toEqual([true, false]);
  expect([isRegion("MX"), isRegion(7)]).toEqual([true, false]);
  expect(isMember.issues({ ...response.member, region: "MX" }, { strict: true })).toMatchObject([{ pointer: "/region" }]);
  expect(response.member.region).toBe("CA");
});

test("mock and fetch client", async () => {
  expect((await askMock("POST", "/members", request)).body.member.region).toBe("CA");
  const client = clientOfPrism("example=oauth");
  const { data } = await client.POST("/members", { body: request });
  expect(data?.member.region).toBe("CA");
});

test("docs", () => expect(docs()).toContain("region"));
