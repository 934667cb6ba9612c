import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectionStatusValues } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import * as validators from "../../generated/validators.js";
import type { Issue } from "../../src/contract/issue.js";
import { type Validator, validator } from "../../src/contract/validator.js";
import { mutated, seed, valuesOf } from "../support/arbitraries.js";
import { contract } from "../support/contract.js";
import { validatorOf, verdicts } from "../support/engines.js";

const { isErrorResponseBody, isMember, isMemberCreateRequest, isMemberCreateRequestBody, isMemberResponseBody } = validators;
const scenarios = examples.createMember;

describe("a validator", () => {
  const good = scenarios.oauth.response;
  const bad = scenarios.oauth.response.member;

  test("tells good from bad", () => {
    expect(isMemberResponseBody(good)).toBe(true);
    expect(isMemberResponseBody.issues(good)).toEqual([]);
    expect(isMemberResponseBody(bad)).toBe(false);
    expect(isMemberResponseBody.issues(bad).length).toBeGreaterThan(0);
  });

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

describe("the issues of", () => {
  const institution_guid = "INS-1";
  const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];
  const changed = (member: object, change: object) =>
    [isMemberResponseBody, JSON.parse(JSON.stringify({ member: { ...member, ...change } }))] as const;
  const response = (change: object) => changed(scenarios.standard.response.member, change);
  const pending = (change: object) => changed(scenarios.oauth.response.member, change);

  test.each<[string, Validator<unknown>, unknown, string[]]>([
    ["a body of another type", isMemberCreateRequestBody, [], [": must be object"]],
    [
      "a body without the envelope",
      isMemberCreateRequestBody,
      { metadata: "" },
      ["/member: is required in MemberCreateRequestBody", "/metadata: is not a field of MemberCreateRequestBody"],
    ],
    ["no member", isMemberCreateRequest, null, [": must be object"]],
    [
      "a member with nothing but an institution",
      isMemberCreateRequest,
      { institution_guid },
      ["/credentials: is required in StandardMemberCreateRequest"],
    ],
    [
      "an empty list of credentials",
      isMemberCreateRequestBody,
      { member: { institution_guid, credentials: [] } },
      ["/member/credentials: must not be empty"],
    ],
    [
      "an OAuth member without an institution",
      isMemberCreateRequest,
      { is_oauth: true },
      ["/institution_guid: is required in OAuthMemberCreateRequest"],
    ],
    [
      "an OAuth member with credentials",
      isMemberCreateRequest,
      { institution_guid, is_oauth: true, credentials },
      ["/credentials: is not a field of OAuthMemberCreateRequest"],
    ],
    ["is_oauth as a string", isMemberCreateRequest, { institution_guid, is_oauth: "true" }, ["/is_oauth: must be boolean"]],
    [
      "is_oauth as a string, beside credentials",
      isMemberCreateRequest,
      { institution_guid, is_oauth: "true", credentials },
      ["/is_oauth: must be boolean"],
    ],
    [
      "a credential with the key of another MX API",
      isMemberCreateRequest,
      { institution_guid, credentials: [...credentials, { guid: "CRD-1", value: 1 }] },
      [
        "/credentials/1/credential_guid: is required in CredentialRequest",
        "/credentials/1: has a field that is not in CredentialRequest",
        "/credentials/1/value: must be string",
      ],
    ],
    [
      "a GUID with another prefix",
      isMemberCreateRequest,
      { institution_guid: "INST-1", is_oauth: true },
      ["/institution_guid: must be INS- followed by hex digits and dashes"],
    ],
    [
      "an unknown use case",
      isMemberCreateRequest,
      { institution_guid, is_oauth: true, use_cases: ["PFM", "pfm"] },
      ["/use_cases/1: must be PFM or MONEY_MOVEMENT"],
    ],
    [
      "a field name that needs escaping",
      isMemberCreateRequest,
      { institution_guid, is_oauth: true, "a/b~c": 1 },
      ["/a~1b~0c: is not a field of OAuthMemberCreateRequest"],
    ],
    ["a status of another type", ...response({ connection_status: 6 }), ["/member/connection_status: must be string or null"]],
    [
      "a number of another type",
      ...response({ connection_status_id: 6.5 }),
      ["/member/connection_status_id: must be integer or null"],
    ],
    [
      "a date without a time",
      ...response({ aggregated_at: "2016-10-13" }),
      ["/member/aggregated_at: must be a date-time such as 2016-10-13T18:07:57Z"],
    ],
    [
      "an OAuth member that is not pending and has no URI",
      ...pending({ connection_status: "CREATED", oauth_window_uri: undefined }),
      ["/member/oauth_window_uri: is required", "/member/connection_status: must be PENDING"],
    ],
    ["is_oauth as a string, of a standard member", ...response({ is_oauth: "true" }), ["/member/is_oauth: must be boolean"]],
    [
      "is_oauth as a string, of a pending member",
      ...pending({ is_oauth: "true", oauth_window_uri: undefined }),
      ["/member/is_oauth: must be boolean"],
    ],
    ["an empty URI", ...pending({ oauth_window_uri: "" }), ["/member/oauth_window_uri: must not be empty"]],
    [
      "a URI without its scheme",
      ...pending({ oauth_window_uri: "oauth.example.com/x" }),
      ["/member/oauth_window_uri: must be an absolute URI"],
    ],
    [
      "an error with a code and a message of another type",
      isErrorResponseBody,
      { error: { code: null, message: 1 } },
      ["/error/code: must be integer or string", "/error/message: must be string"],
    ],
  ])("%s", (_, validator, value, expected) => {
    expect(lines(validator.issues(value, { strict: true })).sort()).toEqual([...expected].sort());
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

  test.each(Object.entries(validatorOf))("not a value, whatever is wrong with it: %s", (name, validator) => {
    const secret = "Zq8-example-secret";
    const withSecrets = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(withSecrets);
      if (typeof value !== "object" || value === null) return typeof value === "boolean" ? value : secret;
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withSecrets(child)]));
    };
    let seen = 0;
    const property = fc.property(mutated(valuesOf(contract.schemas[name])), (value) => {
      const issues = validator.issues(withSecrets(value), { strict: true });
      expect(JSON.stringify(issues)).not.toContain(secret);
      seen += issues.length;
    });
    fc.assert(property, { seed, numRuns: 50 });
    expect(seen).toBeGreaterThan(0);
  });
});

// ajv-formats is more lenient than RFC 3339. What all agree on is in values.yaml.
test.each(["2016-10-13 18:07:57Z", "2016-10-13T18:07:57+0000"])("no date-time, except for Ajv: %s", (aggregated_at) => {
  const body = { member: { ...scenarios.oauth.response.member, aggregated_at } };
  expect(verdicts("MemberResponseBody", body)).toEqual({ ajv: true, hyperjump: false, validators: false });
});
