import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/examples.js";
import * as validators from "../../src/validators.js";
import { contract, violations } from "../support/contract.js";
import { corpus, schemas } from "../support/corpus.mjs";
import { verdicts } from "../support/engines.js";
import { mutated, seed } from "../support/requests.js";

const { errorResponseBody, memberCreateRequest, memberCreateRequestBody, memberResponseBody } = validators;
const lines = (found: readonly validators.Violation[]) => found.map(({ pointer, message }) => `${pointer}: ${message}`);

const errorsOf = {
  requests: memberCreateRequestBody.errors,
  answers: memberResponseBody.errors,
  members: validators.member.errors,
  errors: errorResponseBody.errors,
};

describe("each validator", () => {
  const values: [name: string, validator: validators.Validator<unknown>, good: unknown, bad: unknown][] = [
    ["memberCreateRequestBody", memberCreateRequestBody, examples.created.request, examples.created.request.member],
    ["memberCreateRequest", memberCreateRequest, examples.oauth.request.member, examples.oauth.request],
    ["memberResponseBody", memberResponseBody, examples.oauth.response, examples.oauth.response.member],
    ["member", validators.member, examples.standard.response.member, examples.standard.response],
    ["errorResponseBody", errorResponseBody, examples.invalid.response, "Bad request"],
  ];

  test("is tried here", () => {
    expect(values.map(([name]) => name).sort()).toEqual(Object.keys(validators).sort());
  });

  test.each(values)("%s tells good from bad, and is a Standard Schema", (_, validator, good, bad) => {
    const { version, vendor, validate } = validator["~standard"];
    expect({ version, vendor }).toEqual({ version: 1, vendor: "nexus-members-contract" });
    expect(validator(good)).toBe(true);
    expect(validator.errors(good)).toEqual([]);
    expect(validate(good)).toEqual({ value: good });
    expect(validator(bad)).toBe(false);
    expect(validator.errors(bad).length).toBeGreaterThan(0);
    expect(validate(bad)).toEqual({ issues: validator.errors(bad) });
  });
});

describe("errors", () => {
  const institution_guid = "INS-1";
  const credentials = [{ credential_guid: "CRD-1", value: "example-login" }];
  const answer = (change: object) => memberResponseBody.errors({ member: { ...examples.standard.response.member, ...change } });
  const notAPendingMember = ["/member/oauth_window_uri: is required", "/member/connection_status: must be PENDING"];

  test.each<[string, validators.Violation[], string[]]>([
    ["a body of another type", memberCreateRequestBody.errors([]), [": must be object"]],
    [
      "no envelope",
      memberCreateRequestBody.errors({ metadata: "" }),
      ["/member: is required", "/metadata: is not a field of the contract"],
    ],
    [
      "a member without its envelope",
      memberCreateRequestBody.errors({ institution_guid, credentials }),
      [
        "/member: is required",
        "/institution_guid: is not a field of the contract",
        "/credentials: is not a field of the contract",
      ],
    ],
    ["no member", memberCreateRequest.errors(null), [": must be object"]],
    [
      "nothing but the institution",
      memberCreateRequest.errors({ institution_guid }),
      ["/credentials: at least one credential is required for a standard member"],
    ],
    [
      "no credential",
      memberCreateRequestBody.errors({ member: { institution_guid, credentials: [] } }),
      ["/member/credentials: at least one credential is required for a standard member"],
    ],
    ["no institution", memberCreateRequest.errors({ is_oauth: true }), ["/institution_guid: is required"]],
    [
      "an OAuth member with credentials",
      memberCreateRequest.errors({ institution_guid, is_oauth: true, credentials }),
      ["/credentials: an OAuth member takes no credentials"],
    ],
    ["is_oauth as text", memberCreateRequest.errors({ institution_guid, is_oauth: "true" }), ["/is_oauth: must be boolean"]],
    [
      "is_oauth as text, with credentials",
      memberCreateRequest.errors({ institution_guid, is_oauth: "true", credentials }),
      ["/is_oauth: must be boolean"],
    ],
    [
      "is_oauth null, with credentials",
      memberCreateRequest.errors({ institution_guid, is_oauth: null, credentials }),
      ["/is_oauth: must be boolean"],
    ],
    [
      "a credential of a sister API",
      memberCreateRequest.errors({ institution_guid, credentials: [...credentials, { guid: "CRD-1", value: 1 }] }),
      [
        "/credentials/1/credential_guid: is required",
        "/credentials/1: has a field that is not of the contract",
        "/credentials/1/value: must be string",
      ],
    ],
    [
      "another prefix",
      memberCreateRequest.errors({ institution_guid: "INST-1", is_oauth: true }),
      ["/institution_guid: must be INS- followed by hex digits and dashes"],
    ],
    [
      "use cases",
      memberCreateRequest.errors({ institution_guid, is_oauth: true, use_cases: ["PFM", "pfm"] }),
      ["/use_cases/1: must be PFM or MONEY_MOVEMENT"],
    ],
    [
      "no use case",
      memberCreateRequest.errors({ institution_guid, is_oauth: true, use_cases: [] }),
      ["/use_cases: must not be empty"],
    ],
    [
      "a name of a field that needs escaping",
      memberCreateRequest.errors({ institution_guid, is_oauth: true, "a/b~c": 1 }),
      ["/a~1b~0c: is not a field of the contract"],
    ],
    [
      "a status that is not known",
      answer({ connection_status: "SLEEPING" }),
      ["/member/connection_status: is none of the 23 values that the contract knows"],
    ],
    [
      "a number of another type",
      answer({ connection_status_id: 6.5 }),
      ["/member/connection_status_id: must be integer or null"],
    ],
    [
      "a date",
      answer({ aggregated_at: "2016-10-13" }),
      ["/member/aggregated_at: must be a date-time such as 2016-10-13T18:07:57Z"],
    ],
    ["is_oauth null", answer({ is_oauth: null }), ["/member/is_oauth: must be boolean"]],
    ["an OAuth member without its URI", answer({ is_oauth: true }), notAPendingMember],
    ["is_oauth as text, of a standard member", answer({ is_oauth: "true" }), ["/member/is_oauth: must be boolean"]],
    [
      "is_oauth as text, of a pending member",
      answer({ is_oauth: "true", connection_status: "PENDING" }),
      ["/member/is_oauth: must be boolean", "/member/oauth_window_uri: is required"],
    ],
    [
      "an OAuth member with a status of another type",
      answer({ is_oauth: true, connection_status: 1, oauth_window_uri: "https://oauth.example.com" }),
      ["/member/connection_status: must be string"],
    ],
    [
      "an empty URI",
      answer({ is_oauth: true, connection_status: "PENDING", oauth_window_uri: "" }),
      ["/member/oauth_window_uri: must not be empty"],
    ],
    [
      "a URI without its scheme",
      answer({ is_oauth: true, connection_status: "PENDING", oauth_window_uri: "oauth.example.com/x" }),
      ["/member/oauth_window_uri: must be an absolute URI"],
    ],
    [
      "a code",
      errorResponseBody.errors({ error: { code: null, message: 1 } }),
      ["/error/code: must be integer or string", "/error/message: must be string"],
    ],
  ])("%s", (_, found, expected) => {
    expect(lines(found).sort()).toEqual([...expected].sort());
  });

  test("count the places of a list beyond nine", () => {
    const many = [...Array(10).fill(credentials[0]), { credential_guid: "CRD-1", value: 1 }];
    expect(memberCreateRequest.errors({ institution_guid, credentials: many })).toMatchObject([
      { pointer: "/credentials/10/value", path: ["credentials", 10, "value"] },
    ]);
  });

  test("have pointer, path and rule of the place", () => {
    const body = { member: { institution_guid, credentials: [{ value: "example-login", "a/b": "" }], "c/d": "" } };
    const place = { pointer: "/member/credentials/0", path: ["member", "credentials", 0] };
    expect(memberCreateRequestBody.errors(body)).toEqual([
      {
        pointer: "/member/c~1d",
        path: ["member", "c/d"],
        rule: "additionalProperties",
        message: "is not a field of the contract",
      },
      {
        pointer: `${place.pointer}/credential_guid`,
        path: [...place.path, "credential_guid"],
        rule: "required",
        message: "is required",
      },
      { ...place, rule: "additionalProperties", message: "has a field that is not of the contract" },
    ]);
    expect(memberCreateRequestBody.errors(null)).toEqual([{ pointer: "", path: [], rule: "type", message: "must be object" }]);
  });

  test.each(corpus().filter(({ accepted }) => !accepted))(
    "name the rule that the contract names: $part, $name",
    ({ part, body }) => {
      const rules = violations(`/components/schemas/${schemas[part]}`, body).map(
        ({ at, rule }) => `${at} ${rule.split("/").pop()}`,
      );
      const found = errorsOf[part](body);
      expect(found).not.toEqual([]);
      for (const { pointer, rule, message } of found) {
        expect(message).toMatch(/^(must|is|has|at least|an) /);
        const ofParent = /required|additionalProperties/.test(rule) && !message.startsWith("has");
        expect(rules).toContain(`${ofParent ? pointer.replace(/\/[^/]*$/, "") : pointer} ${rule}`);
      }
    },
  );

  test("repeat no name of a field that was made of a credential", () => {
    const body = { member: { institution_guid, credentials: [{ "Zq8-example-login": "Zq8-example-secret" }] } };
    expect(memberCreateRequestBody.errors(body).length).toBe(3);
    expect(JSON.stringify(memberCreateRequestBody.errors(body))).not.toContain("Zq8");
  });

  test("come in time for a body with 100,000 mistakes", () => {
    const body = { member: { institution_guid, credentials: Array.from({ length: 100_000 }, () => ({})) } };
    expect(memberCreateRequestBody.errors(body)).toHaveLength(200_000);
  });

  test("repeat no value, whatever is wrong with it", () => {
    const secret = "Zq8-example-secret";
    const hide = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(hide);
      if (typeof value !== "object" || value === null) return typeof value === "boolean" ? value : secret;
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, hide(child)]));
    };
    let seen = 0;
    const property = fc.property(mutated(mutated()), (body) => {
      const found = Object.values<validators.Validator<unknown>>(validators).flatMap((validator) =>
        validator.errors(hide(body)),
      );
      expect(JSON.stringify(found)).not.toContain(secret);
      seen += found.length;
    });
    fc.assert(property, { seed, numRuns: 500 });
    expect(seen).toBeGreaterThan(2_000);
  });
});

describe("formats", () => {
  const judge = (change: object) => {
    const { ajv, ...others } = verdicts("MemberResponseBody", { member: { ...examples.oauth.response.member, ...change } });
    return { ajv, ...others };
  };

  test.each([
    "2016-10-13T18:07:57Z",
    "2016-10-13t18:07:57.000z",
    "2016-02-29T00:00:00.1-00:00",
    "2000-02-29T23:59:59+14:00",
    "2016-12-31T23:59:60Z",
  ])("a date-time: %s", (aggregated_at) => {
    expect(judge({ aggregated_at })).toEqual({ ajv: true, hyperjump: true, validators: true });
  });

  test.each([
    "2016-10-13",
    "18:07:57Z",
    "2016-10-13T18:07:57",
    "2016-10-13T18:07Z",
    "2016-13-13T18:07:57Z",
    "2016-00-13T18:07:57Z",
    "2016-10-32T18:07:57Z",
    "2016-11-31T18:07:57Z",
    "2016-02-30T18:07:57Z",
    "2015-02-29T18:07:57Z",
    "1900-02-29T18:07:57Z",
    "2016-10-13T24:07:57Z",
    "2016-10-13T18:60:57Z",
    "2016-10-13T18:07:61Z",
    "2016-10-13T18:07:57.Z",
    "2016-10-13T18:07:57+24:00",
    "2016-10-13T18:07:57Z ",
    "16-10-13T18:07:57Z",
  ])("no date-time: %s", (aggregated_at) => {
    expect(judge({ aggregated_at })).toEqual({ ajv: false, hyperjump: false, validators: false });
  });

  // ajv-formats is more lenient than RFC 3339.
  test.each(["2016-10-13 18:07:57Z", "2016-10-13T18:07:57+0000"])("no date-time, but to Ajv: %s", (aggregated_at) => {
    expect(judge({ aggregated_at })).toEqual({ ajv: true, hyperjump: false, validators: false });
  });

  test.each([
    "https://oauth.example.com/a?b=c%20d&e#f",
    "app+link://x",
    "urn:example:a",
    "https://[::1]:80/~a",
    "https://a@b:1/;=?/@#/?",
  ])("a URI: %s", (oauth_window_uri) => {
    expect(judge({ oauth_window_uri })).toEqual({ ajv: true, hyperjump: true, validators: true });
  });

  test.each([
    "oauth.example.com/a",
    "/a",
    "https://example.com/a b",
    "https://example.com/%zz",
    "https://example.com/ü",
    "1a:b",
  ])("no URI: %s", (oauth_window_uri) => {
    expect(judge({ oauth_window_uri })).toEqual({ ajv: false, hyperjump: false, validators: false });
  });

  test("every pattern of the contract has a sentence that fits", () => {
    const patterns = JSON.stringify(contract.components.schemas).match(/"pattern":"[^"]*"/g);
    expect(patterns).toHaveLength(5);
    for (const pattern of patterns ?? []) expect(pattern).toMatch(/^"pattern":"\^[A-Z]{3}-\[0-9A-Fa-f-\]\+\$"$/);
  });
});
