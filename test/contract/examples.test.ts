import { describe, expect, test } from "vitest";
import {
  contract,
  operation,
  report,
  requestExamples,
  responseExamples,
  responseSchema,
  violations,
} from "../support/contract.js";

describe("every example of the contract matches its schema", () => {
  const schemaExamples = collect("/components/schemas", contract.components.schemas);

  test("none goes unnoticed", () => {
    expect(requestExamples).toHaveLength(8);
    expect(responseExamples).toHaveLength(13);
    expect(schemaExamples).toHaveLength(23);
    expect(Object.keys(contract.components.examples)).toHaveLength(8 + 13);
    expect(operation.parameters).toHaveLength(1);
    const withHeaders = Object.values<object>(contract.components.responses).filter((response) => "headers" in response);
    expect(withHeaders, "a response header: validate its example here").toEqual([]);
  });

  test.each(requestExamples.map((example) => [example.name, example] as const))("request %s", (_, { value }) => {
    expect(report(violations("/components/schemas/MemberCreateRequestBody", value))).toEqual([]);
  });

  test.each(responseExamples.map((example) => [example.name, example] as const))("response %s", (_, { status, value }) => {
    expect(report(violations(responseSchema(String(status)), value))).toEqual([]);
  });

  test.each(schemaExamples.map(({ keyword, pointer, value }) => [keyword, pointer, value] as const))(
    "%s of %s",
    (_, pointer, value) => {
      expect(report(violations(pointer, value))).toEqual([]);
    },
  );

  test("header MX-Skip-Webhook", () => {
    const parameter = contract.components.parameters["MX-Skip-Webhook"];
    expect(parameter.name).toBe("MX-Skip-Webhook");
    expect(report(violations("/components/parameters/MX-Skip-Webhook/schema", parameter.example))).toEqual([]);
    expect(report(violations("/components/parameters/MX-Skip-Webhook/schema", parameter.schema.default))).toEqual([]);
  });
});

/** Every `examples`, `example` and `default` of the schemas below a pointer. */
function collect(pointer: string, node: unknown): { keyword: string; pointer: string; value: unknown }[] {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    if (pointer.endsWith("/properties") || !["examples", "example", "default"].includes(key)) {
      return Array.isArray(child)
        ? child.flatMap((item, index) => collect(`${pointer}/${key}/${index}`, item))
        : collect(`${pointer}/${key}`, child);
    }
    const values = key === "examples" ? (child as unknown[]) : [child];
    return values.map((value) => ({ keyword: key, pointer, value }));
  });
}
