import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { connectionStatusValues } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import * as validators from "../../generated/validators.js";
import type { Issue } from "../../src/contract/issue.js";
import { validator } from "../../src/contract/validator.js";
import { mutated, seed, valuesOf } from "../support/arbitraries.js";
import { contract } from "../support/contract.js";
import { validatorOf, verdicts } from "../support/engines.js";
import { changedMember, schemas } from "./corpus.js";

const { isMember, isMemberCreateRequest, isMemberCreateRequestBody, isMemberResponseBody } = validators;
const scenarios = examples.createMember;

describe("a validator", () => {
  const good = scenarios.oauth.response;
  const bad = scenarios.oauth.response.member;

  test("is a Standard Schema", () => {
    const { version, vendor, validate } = isMemberResponseBody["~standard"];
    expect({ version, vendor }).toEqual({ version: 1, vendor: "nexus-members-contract" });
    expect(validate(good)).toEqual({ value: good });
    expect(validate(bad)).toEqual({ issues: isMemberResponseBody.issues(bad) });
  });

  test("accepts unknown values of an extensible enum, unless it is strict", () => {
    const member = { ...scenarios.standard.response.member, connection_status: "SLEEPING", use_cases: ["IAV"] };
    expect(isMember(member)).toBe(true);
    expect(isMember["~standard"].validate(member)).toEqual({ value: member });
    expect(lines(isMember.issues(member, { strict: true }))).toEqual([
      `/connection_status: is none of the ${connectionStatusValues.length} known values`,
      "/use_cases/0: must be PFM or MONEY_MOVEMENT",
    ]);
  });
});

const lines = (issues: readonly Issue[]) => issues.map(({ pointer, message }) => `${pointer}: ${message}`);

interface IssuesRow {
  what: string;
  schema?: string;
  value?: unknown;
  from?: string;
  set?: object;
  drop?: string[];
  issues: string[];
}

describe("the issues of", () => {
  const institution_guid = "INS-1";
  const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];
  const rows: IssuesRow[] = parse(readFileSync(new URL("issues.yaml", import.meta.url), "utf8"));

  test.each(rows)("$what", ({ schema = "MemberResponseBody", value, from, set, drop, issues }) => {
    const body = from ? changedMember({ from, set, drop }) : value;
    expect(lines(validatorOf[schema]?.issues(body, { strict: true }) ?? []).sort()).toEqual([...issues].sort());
  });

  test("a list point to items beyond the ninth", () => {
    const many = [...Array(10).fill(credentials[0]), { credential_guid: "CRD-1", value: 1 }];
    expect(isMemberCreateRequest.issues({ institution_guid, credentials: many })).toMatchObject([
      { pointer: "/credentials/10/value", path: ["credentials", 10, "value"], rule: "type" },
    ]);
  });

  test("a field have its pointer, path, rule and message", () => {
    expect(isMemberCreateRequestBody.issues({ member: { institution_guid, is_oauth: true, "c/d": "" } })).toEqual([
      {
        pointer: "/member/c~1d",
        path: ["member", "c/d"],
        rule: "additionalProperties",
        message: "is not a field of OAuthMemberCreateRequest",
      },
    ]);
  });

  test("a place are one: the first of them, or that its type is wrong", () => {
    const error = (instancePath: string, keyword: string) => {
      return { instancePath, keyword, message: keyword, params: { type: "string" } };
    };
    const errors = [
      error("/1a", "pattern"),
      error("/1a", "format"),
      error("/a1", "enum"),
      error("/a1", "type"),
      error("/a1", "not"),
    ];
    const schema = Object.assign(() => false, { errors });
    expect(validator(schema)({})).toBe(false);
    expect(validator(schema).issues({})).toEqual([
      { pointer: "/1a", path: ["1a"], rule: "pattern", message: "pattern" },
      { pointer: "/a1", path: ["a1"], rule: "type", message: "must be string" },
    ]);
  });

  test("a body with many mistakes are all reported, and collected without copies of the list", () => {
    const body = { member: { institution_guid, credentials: Array.from({ length: 10_000 }, () => ({})) } };
    expect(isMemberCreateRequestBody.issues(body)).toHaveLength(20_000);
    expect(readFileSync(new URL("../../generated/compiled.ts", import.meta.url), "utf8")).not.toContain(".concat(");
  });
});

describe("no issue contains a secret", () => {
  test("not the name of an unknown field that was made of a credential", () => {
    const body = { member: { institution_guid: "INS-1", credentials: [{ "Zq8-example-login": "Zq8-example-secret" }] } };
    expect(isMemberCreateRequestBody.issues(body).length).toBe(3);
    expect(JSON.stringify(isMemberCreateRequestBody.issues(body))).not.toContain("Zq8");
  });

  test.each(Object.values(schemas))("not a value, whatever is wrong with it: %s", (name) => {
    const secret = "Zq8-example-secret";
    const withSecrets = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(withSecrets);
      if (typeof value !== "object" || value === null) return typeof value === "boolean" ? value : secret;
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withSecrets(child)]));
    };
    let seen = 0;
    const property = fc.property(mutated(valuesOf(contract.schemas[name])), (value) => {
      const issues = validatorOf[name]?.issues(withSecrets(value), { strict: true }) ?? [];
      expect(JSON.stringify(issues)).not.toContain(secret);
      seen += issues.length;
    });
    fc.assert(property, { seed, numRuns: 100 });
    expect(seen).toBeGreaterThan(0);
  });
});

// ajv-formats is more lenient than RFC 3339. What all agree on is in values.yaml.
test.each(["2016-10-13 18:07:57Z", "2016-10-13T18:07:57+0000"])("no date-time, except for Ajv: %s", (aggregated_at) => {
  const body = { member: { ...scenarios.oauth.response.member, aggregated_at } };
  expect(verdicts("MemberResponseBody", body)).toEqual({ ajv: true, hyperjump: false, validators: false });
});
