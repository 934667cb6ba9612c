import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { contract, issuesAt, report } from "../support/contract.js";
import { unanimous, validatorOf, verdicts } from "../support/engines.js";
import { corpus, type Instance, schemas, statuses } from "./corpus.js";

const all = corpus();
const byName = (instances: Instance[]) => instances.map((one) => [one.part, one.name, one] as const);

function check({ part, body, accepted, rule }: Instance) {
  const issues = issuesAt(`/components/schemas/${schemas[part]}`, body);
  if (rule) expect(issues.map((issue) => issue.rule)).toContain(rule);
  expect(verdicts(schemas[part], body), report(issues).join("\n")).toEqual(unanimous(accepted));

  // Each issue of our validator names a rule that the contract names, in a sentence.
  const named = issues.map((issue) => `${issue.pointer} ${issue.rule?.split("/").pop()}`);
  for (const issue of validatorOf[schemas[part]]?.issues(body, { strict: true }) ?? []) {
    const isOfParent = issue.rule === "required" || (issue.rule === "additionalProperties" && !issue.message.startsWith("has"));
    const place = isOfParent ? issue.pointer.replace(/\/[^/]*$/, "") : issue.pointer;
    expect(named).toContain(`${place} ${issue.rule}`);
    expect(issue.message).toMatch(/^(must|is|has) /);
  }
}

describe("the contract rejects", () => {
  test.each(byName(all.filter(({ accepted }) => !accepted)))("%s: %s", (_, __, one) => check(one));

  test("each of these requests with a response that it has", () => {
    const named = contract.operations.flatMap(({ responses }) =>
      Object.values(responses).flatMap((response) => Object.keys(contract.bodyOf(response)?.examples ?? {})),
    );
    const rejected = all.filter(({ part, rule }) => part === "requests" && rule);
    expect(rejected.filter(({ response }) => !named.includes(response ?? ""))).toEqual([]);
    expect(rejected.length).toBeGreaterThan(0);
  });
});

describe("the contract accepts", () => {
  test.each(byName(all.filter(({ accepted }) => accepted)))("%s: %s", (_, __, one) => check(one));
});

describe("the values of an enum", () => {
  const enums = Object.entries(contract.schemas).filter(([, schema]) => schema["x-enumDescriptions"]);

  test.each(enums)("%s: each is explained, and nothing else is", (_, schema) => {
    expect(Object.keys(schema["x-enumDescriptions"])).toEqual(schema.enum);
  });

  test.each(Object.entries(statuses))("the connection status %s has the number %i", (status, id) => {
    expect(contract.schemas.ConnectionStatus["x-enumDescriptions"][status]).toMatch(new RegExp(`^\`${id}\` [A-Z]`));
  });
});

test("the contract and the package have one version", () => {
  expect(contract.root.info.version).toBe(manifest.version);
});
