import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { connectionStatuses } from "../../generated/contract.js";
import { contract, report, responseExamples, violations } from "../support/contract.js";
import { corpus, type Instance, schemas } from "../support/corpus.mjs";
import { unanimous, verdicts } from "../support/engines.js";

const all = corpus();
const some = (wanted: Partial<Instance>) =>
  all.filter((one) => Object.entries(wanted).every(([key, value]) => one[key as keyof Instance] === value));
const byName = (instances: Instance[]) => instances.map((one) => [one.part, one.name, one] as const);

function check({ part, body, accepted, rule }: Instance) {
  const found = violations(`/components/schemas/${schemas[part]}`, body);
  if (accepted) expect(report(found)).toEqual([]);
  if (rule) expect(rules(found), report(found).join("\n")).toContain(rule);
  expect(verdicts(schemas[part], body)).toEqual(unanimous(accepted));
}

test("the corpus has at least so many", () => {
  const count = (part: Instance["part"], accepted: boolean) => some({ part, accepted }).length;
  expect([count("requests", true), count("requests", false)]).toEqual([
    expect.toSatisfy((n) => n >= 60),
    expect.toSatisfy((n) => n >= 200),
  ]);
  expect([count("answers", true), count("answers", false)]).toEqual([
    expect.toSatisfy((n) => n >= 120),
    expect.toSatisfy((n) => n >= 220),
  ]);
  expect([count("errors", true), count("errors", false)]).toEqual([
    expect.toSatisfy((n) => n >= 15),
    expect.toSatisfy((n) => n >= 15),
  ]);
  expect(all.filter(({ rule }) => rule).length).toBeGreaterThanOrEqual(100);
});

describe("the contract refuses", () => {
  test.each(byName(some({ accepted: false })))("%s: %s", (_, __, one) => check(one));

  test("a request with one of the documented answers", () => {
    const names = responseExamples.filter(({ status }) => status === "400").map(({ name }) => name);
    const answers = all.flatMap(({ answer }) => answer ?? []);
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.filter((answer) => !names.includes(answer))).toEqual([]);
  });
});

describe("the contract accepts", () => {
  test.each(byName(some({ accepted: true })))("%s: %s", (_, __, one) => check(one));
});

describe("lists of values", () => {
  const { statuses } = parse(readFileSync(new URL("accepted.yaml", import.meta.url), "utf8"));

  test.each(Object.entries(statuses))("the status %s has its number, %i", (status, id) => {
    expect(contract.components.schemas.ConnectionStatus["x-enumDescriptions"][status]).toMatch(new RegExp(`^\`${id}\` [A-Z]`));
  });

  test("two use cases, and explains each", () => {
    const { enum: useCases, "x-enumDescriptions": explained } = contract.components.schemas.UseCase;
    expect(useCases).toEqual(["PFM", "MONEY_MOVEMENT"]);
    expect(Object.keys(explained)).toEqual(useCases);
  });

  test("no other status, and explains each", () => {
    const { enum: known, "x-enumDescriptions": explained } = contract.components.schemas.ConnectionStatus;
    expect(known).toEqual([...Object.keys(statuses), null]);
    expect(Object.keys(explained)).toEqual(known.map(String));
    expect(contract.components.schemas.ConnectionStatus["x-extensible-enum"]).toBe(true);
    expect(connectionStatuses).toEqual(Object.keys(statuses));
  });
});

const rules = (found: ReturnType<typeof violations>) => found.map(({ rule }) => rule);
