import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { connectionStatuses } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { contract, report, responseExamples, violations } from "../support/contract.js";

interface RequestCase {
  name: string;
  body: unknown;
  rule: string;
  answer: string;
}

interface AnswerCase {
  name: string;
  from: "standard" | "created" | "oauth";
  set?: object;
  drop?: string[];
  rule: string;
}

interface Cases {
  requests: RequestCase[];
  answers: AnswerCase[];
  errors: { name: string; body: unknown }[];
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
    expect(refused.answers.length).toBeGreaterThanOrEqual(25);
  });

  test.each(byName(refused.requests))("the request: %s", (_, { body, rule, answer }) => {
    const found = violations(requestBody, body);
    expect(rules(found), report(found).join("\n")).toContain(rule);
    expect(responseExamples.filter(({ status }) => status === "400").map(({ name }) => name)).toContain(answer);
  });

  test.each(byName(refused.answers))("the answer: %s", (_, one) => {
    const found = violations(responseBody, answer(one));
    expect(rules(found), report(found).join("\n")).toContain(one.rule);
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
  });

  test.each(byName(accepted.answers))("the answer: %s", (_, one) => {
    expect(report(violations(responseBody, answer(one)))).toEqual([]);
  });

  test.each(Object.entries(accepted.statuses))("the status %s, number %i", (status, id) => {
    const one = { from: "created", set: { connection_status: status, connection_status_id: id } } as AnswerCase;
    expect(report(violations(responseBody, answer(one)))).toEqual([]);
    expect(contract.components.schemas.ConnectionStatus["x-enumDescriptions"][status]).toMatch(new RegExp(`^\`${id}\` [A-Z]`));
  });

  test("no other status, and explains each", () => {
    const { enum: statuses, "x-enumDescriptions": explained } = contract.components.schemas.ConnectionStatus;
    expect(statuses).toEqual([...Object.keys(accepted.statuses), null]);
    expect(Object.keys(explained)).toEqual(statuses.map(String));
    expect(connectionStatuses).toEqual(Object.keys(accepted.statuses));
  });

  test.each(byName(accepted.errors))("the error: %s", (_, { body }) => {
    expect(report(violations("/components/schemas/ErrorResponseBody", body))).toEqual([]);
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
