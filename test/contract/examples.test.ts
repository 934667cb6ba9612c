import { describe, expect, test } from "vitest";
import { escapeKey } from "../../src/contract/json.js";
import { contract, issuesAt, nodesOf, report } from "../support/contract.js";

interface Example {
  /** JSON pointer of the example in the bundle. */
  name: string;
  /** JSON pointer of its schema. */
  schema: string;
  value: unknown;
}

/** Every example and default of the bundle, wherever it stands: in schemas, parameters, headers, requests and responses. */
function findExamples(): Example[] {
  return [...nodesOf(contract.root)].flatMap(({ pointer, node }) => {
    if (node.schema) return examplesOf(pointer, node, `${pointer}/schema`);
    const values = Array.isArray(node.examples) ? examplesOf(pointer, node, pointer) : [];
    return "default" in node && !/\/responses$/.test(pointer)
      ? [...values, { name: `${pointer}/default`, schema: pointer, value: node.default }]
      : values;
  });
}

/** The examples of a node: in a schema a list of values, elsewhere named ones. */
function examplesOf(pointer: string, { examples = {}, example }: Record<string, unknown>, schema: string): Example[] {
  const found = Object.entries(examples as object).map(([key, node]) => ({
    name: `${pointer}/examples/${escapeKey(key)}`,
    schema,
    value: Array.isArray(examples) ? node : contract.resolve(node).value,
  }));
  return example === undefined ? found : [...found, { name: `${pointer}/example`, schema, value: example }];
}

const found = findExamples();

describe("every example matches its schema", () => {
  test.each(found.map((example) => [example.name, example] as const))("%s", (_, { schema, value }) => {
    expect(report(issuesAt(schema, value))).toEqual([]);
  });
});
