import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { contract, issuesAt, nodesOf, report } from "../support/contract.js";
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

test.each(Object.entries(statuses))("the connection status %s has the number %i, its position", (status, id) => {
  const { enum: values, "x-enumDescriptions": meanings } = contract.schemas.ConnectionStatus;
  expect(values.indexOf(status)).toBe(id);
  expect(meanings[status]).toMatch(new RegExp(`^\`${id}\` [A-Z]`));
});

test("each default is a value that its schema accepts", () => {
  const schemas = [...nodesOf(contract.root)].filter(
    ({ pointer, node }) => "default" in node && !pointer.endsWith("/responses"),
  );
  expect(schemas.length).toBeGreaterThan(0);
  for (const { pointer, node } of schemas) expect(report(issuesAt(pointer, node.default))).toEqual([]);
});

test("the contract and the package have one version", () => {
  expect(contract.root.info.version).toBe(manifest.version);
});
