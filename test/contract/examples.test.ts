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

  test("every example component is used, and so is checked", () => {
    const used = new Set(JSON.stringify(contract.root).match(/#\/components\/examples\/[^"]+/g));
    const unused = Object.keys(contract.root.components.examples).filter((name) => !used.has(`#/components/examples/${name}`));
    expect(unused).toEqual([]);
  });

  test("every operation has an example of each response that it names, and of its request", () => {
    const without = contract.operations.flatMap(({ operationId, requestBody, responses }) => {
      const named = Object.entries(responses).filter(([status]) => status !== "default");
      const bodies = [...named, ...(requestBody ? [["request", requestBody] as const] : [])];
      return bodies
        .filter(([, body]) => contract.bodyOf(body) && Object.keys(contract.bodyOf(body)?.examples ?? {}).length === 0)
        .map(([name]) => `${operationId} ${name}`);
    });
    expect(without).toEqual([]);
    expect(contract.operations.length).toBeGreaterThan(0);
  });
});
