import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { mergeAllOf } from "../../scripts/contract/all-of.js";
import type { Schema } from "../../src/contract/document.js";

const document = {
  components: {
    schemas: {
      Named: { description: "Named.", type: "object", required: ["name"], properties: { name: { type: "string" } } },
      Tree: { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" }, size: { type: "number" } } },
      Bush: { type: "object", properties: { child: { $ref: "#/components/schemas/Bush" }, size: { type: "integer" } } },
      Endless: { allOf: [{ $ref: "#/components/schemas/Endless" }, { minProperties: 1 }] },
    },
  },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const rows: [string, Schema, Schema][] = [
  [
    "one reference stays a reference, with the text beside it",
    { description: "Mine.", allOf: [ref("Named")] },
    { ...ref("Named"), description: "Mine." },
  ],
  [
    "a reference with another part is resolved, and the outermost text wins",
    {
      description: "Mine.",
      allOf: [ref("Named"), { description: "Its.", required: ["age"], properties: { age: { type: "integer" } } }],
    },
    {
      description: "Mine.",
      type: "object",
      required: ["name", "age"],
      properties: { name: { type: "string" }, age: { type: "integer" } },
    },
  ],
  [
    "a property of two parts is merged, and the last text wins",
    {
      allOf: [
        { properties: { a: { type: ["string", "null"], description: "First.", maxLength: 9 } } },
        { properties: { a: { type: "string", description: "Last.", maxLength: 5 } } },
      ],
    },
    { properties: { a: { type: "string", description: "Last.", maxLength: 5 } } },
  ],
  ["a value has to be in both enums", { allOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] }, { enum: ["b"] }],
  ["integers are numbers", { allOf: [{ type: "number" }, { type: "integer" }] }, { type: "integer" }],
  [
    "two patterns stay in an allOf",
    { allOf: [{ type: "string", pattern: "a" }, { pattern: "b" }] },
    { type: "string", pattern: "b", allOf: [{ pattern: "a" }] },
  ],
  ["nothing is valid where types exclude each other", { allOf: [{ type: "string" }, { type: "integer" }] }, false],
  ["nothing is valid where enums have nothing in common", { allOf: [{ enum: ["a"] }, { enum: ["b"] }] }, false],
  ["nothing is valid where consts differ", { allOf: [{ const: "a" }, { const: "b" }] }, false],
  [
    "a property that a closed part does not have is not valid",
    { allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: { type: "string" } } }] },
    { properties: { a: {}, b: false }, additionalProperties: false },
  ],
  [
    "a closed part with patterns of names stays in an allOf",
    { allOf: [{ patternProperties: { "^x": {} }, additionalProperties: false }, { properties: { x: { type: "string" } } }] },
    { properties: { x: { type: "string" } }, allOf: [{ patternProperties: { "^x": {} }, additionalProperties: false }] },
  ],
  [
    "what depends on all parts keeps them",
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
  ],
  [
    "an allOf deeper down is merged",
    { items: { oneOf: [{ allOf: [{ minimum: 1 }, { minimum: 2 }] }] } },
    { items: { oneOf: [{ minimum: 2 }] } },
  ],
  [
    "two schemas within themselves are merged once",
    { allOf: [ref("Tree"), ref("Bush")] },
    { type: "object", properties: { child: { allOf: [ref("Tree"), ref("Bush")] }, size: { type: "integer" } } },
  ],
  ["a schema of nothing but itself stays", ref("Endless"), ref("Endless")],
];

const values = [
  ...["a", "b", "c", "ab", 0.5, 1, 2, null],
  ...[{}, { a: 1 }, { a: "text" }, { a: "long text" }, { b: "b" }, { b: 1 }, { x: 1 }, { x: "x" }, { name: "n", age: 1 }],
  ...[[0.5], [2], { child: { size: 0.5 } }, { child: { child: { size: 0.5 } } }, { size: 1, child: { size: 2 } }],
];

describe("a merged schema", () => {
  test.each(rows)("%s", (_, schema, merged) => {
    expect(mergeAllOf(document, schema)).toEqual(merged);
  });

  test.each(rows.filter(([, schema]) => !("$ref" in (schema as object))))(
    "has the same valid values: %s",
    (_, schema, merged) => {
      const validity = [schema, merged].map((one) => {
        const validate = new Ajv2020({ strict: false }).compile({ allOf: [one], ...document });
        return values.map((value) => validate(value));
      });
      expect(validity[1]).toEqual(validity[0]);
    },
  );
});
