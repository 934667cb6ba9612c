import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { connectionStatuses } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { contract, report, responseExamples, violations } from "../support/contract.js";
import { unanimous, verdicts } from "../support/engines.js";

interface AnswerCase {
  name: string;
  from: "standard" | "created" | "oauth";
  set?: object;
  drop?: string[];
  rule: string;
}

interface RequestCase extends BodyCase {
  answer: string;
}

interface BodyCase {
  name: string;
  body: unknown;
  rule: string;
}

interface Cases {
  requests: RequestCase[];
  answers: AnswerCase[];
  bodies: BodyCase[];
  errors: BodyCase[];
  statuses: Record<string, number>;
}

const read = (file: string): Cases => parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const refused = read("refused.yaml");
const accepted = read("accepted.yaml");
const byName = <Case extends { name: string }>(cases: Case[]) => cases.map((one) => [one.name, one] as const);

const requestBody = "/components/schemas/MemberCreateRequestBody";
const responseBody = "/components/schemas/MemberResponseBody";

describe("the contract refuses", () => {
  test("at least thirty requests, and answers", () => {
    expect(refused.requests.length).toBeGreaterThanOrEqual(30);
    expect(refused.answers.length).toBeGreaterThanOrEqual(40);
    expect(refused.bodies).toHaveLength(3);
    expect(refused.errors).toHaveLength(5);
  });

  test.each(byName(refused.requests))("the request: %s", (_, { body, rule, answer }) => {
    const found = violations(requestBody, body);
    expect(rules(found), report(found).join("\n")).toContain(rule);
    expect(verdicts("MemberCreateRequestBody", body)).toEqual(unanimous(false));
    expect(responseExamples.filter(({ status }) => status === "400").map(({ name }) => name)).toContain(answer);
  });

  test.each(byName(refused.answers))("the answer: %s", (_, one) => {
    const found = violations(responseBody, answer(one));
    expect(rules(found), report(found).join("\n")).toContain(one.rule);
    expect(verdicts("MemberResponseBody", answer(one))).toEqual(unanimous(false));
  });

  test.each(byName(refused.bodies))("the answer: %s", (_, { body, rule }) => {
    expect(rules(violations(responseBody, body))).toContain(rule);
    expect(verdicts("MemberResponseBody", body)).toEqual(unanimous(false));
  });

  test.each(byName(refused.errors))("the error: %s", (_, { body, rule }) => {
    expect(rules(violations("/components/schemas/ErrorResponseBody", body))).toContain(rule);
    expect(verdicts("ErrorResponseBody", body)).toEqual(unanimous(false));
  });
});

describe("GUIDs", () => {
  const guid = "0123abCD-ef45-6789-a0b1-c2d3e4f56789";
  const places: [prefix: string, place: string][] = [
    ["INS", "/components/schemas/InstitutionGuid"],
    ["CRD", "/components/schemas/CredentialGuid"],
    ["MBR", "/components/schemas/MemberGuid"],
    ["USR", "/components/schemas/UserGuid"],
    ["JOB", "/components/schemas/Member/properties/most_recent_job_guid"],
  ];

  test.each(places)("%s: prefix, hex digits of any case, dashes", (prefix, place) => {
    expect(report(violations(place, `${prefix}-${guid}`))).toEqual([]);
    const wrong = [
      `${prefix}-`,
      guid,
      `XXX-${guid}`,
      ` ${prefix}-${guid}`,
      `${prefix}-${guid}.`,
      `${prefix.toLowerCase()}-${guid}`,
    ];
    for (const value of [...wrong, `${prefix}-${guid}g`]) {
      expect(rules(violations(place, value)), value).toEqual([expect.stringMatching(/\/pattern$/)]);
    }
  });
});

describe("the contract accepts", () => {
  test("requests, answers and errors", () => {
    expect(accepted.requests).toHaveLength(7);
    expect(accepted.answers).toHaveLength(8);
    expect(accepted.errors).toHaveLength(4);
  });

  test.each(byName(accepted.requests))("the request: %s", (_, { body }) => {
    expect(report(violations(requestBody, body))).toEqual([]);
    expect(verdicts("MemberCreateRequestBody", body)).toEqual(unanimous(true));
  });

  test.each(byName(accepted.answers))("the answer: %s", (_, one) => {
    expect(report(violations(responseBody, answer(one)))).toEqual([]);
    expect(verdicts("MemberResponseBody", answer(one))).toEqual(unanimous(true));
  });

  test.each(Object.entries(accepted.statuses))("the status %s, number %i", (status, id) => {
    const one = { from: "created", set: { connection_status: status, connection_status_id: id } } as AnswerCase;
    expect(report(violations(responseBody, answer(one)))).toEqual([]);
    expect(contract.components.schemas.ConnectionStatus["x-enumDescriptions"][status]).toMatch(new RegExp(`^\`${id}\` [A-Z]`));
  });

  test("two use cases, and explains each", () => {
    const { enum: useCases, "x-enumDescriptions": explained } = contract.components.schemas.UseCase;
    expect(useCases).toEqual(["PFM", "MONEY_MOVEMENT"]);
    expect(Object.keys(explained)).toEqual(useCases);
  });

  test("no other status, and explains each", () => {
    const { enum: statuses, "x-enumDescriptions": explained } = contract.components.schemas.ConnectionStatus;
    expect(statuses).toEqual([...Object.keys(accepted.statuses), null]);
    expect(Object.keys(explained)).toEqual(statuses.map(String));
    expect(contract.components.schemas.ConnectionStatus["x-extensible-enum"]).toBe(true);
    expect(connectionStatuses).toEqual(Object.keys(accepted.statuses));
  });

  test.each(byName(accepted.errors))("the error: %s", (_, { body }) => {
    expect(report(violations("/components/schemas/ErrorResponseBody", body))).toEqual([]);
    expect(verdicts("ErrorResponseBody", body)).toEqual(unanimous(true));
  });
});

const rules = (found: ReturnType<typeof violations>) => found.map(({ rule }) => rule);

function answer({ from, set, drop = [] }: AnswerCase) {
  const member: Record<string, unknown> = { ...examples[from].response.member, ...set };
  for (const field of drop) {
    if (!(field in member)) throw new Error(`${from} has no ${field} to drop`);
    delete member[field];
  }
  return { member };
}
