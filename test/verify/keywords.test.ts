import { expect, test } from "vitest";
import { OpenApiDocument } from "../../src/contract/document.js";
import { schemaMarks } from "../../src/verify/keywords.js";

const document = new OpenApiDocument({});

/** The marks of a value, one line for each: its name without the one of the schema, and `+`, `-` or `?` for not seen. */
function marksOf(schema: object, value: unknown, brokenFormats: string[] = []): string[] {
  const signs = { true: "+", false: "-", undefined: "?" };
  return schemaMarks(document, { schema, at: "S", value, pointer: "" }, brokenFormats).map(
    ({ kind, name, holds }) => `${kind === "keyword" ? "" : `${kind}: `}${name.slice(1).trim()} ${signs[`${holds}`]}`,
  );
}

test.each<[what: string, schema: object, value: unknown, marks: string[]]>([
  ["a string", { type: "string" }, "a", ["type +"]],
  ["another type", { type: "string" }, 1, ["type -"]],
  ["one of two types", { type: ["string", "null"] }, null, ["type +"]],
  ["none of two types", { type: ["string", "null"] }, 1, ["type -"]],
  ["a list", { type: "array" }, [], ["type +"]],
  ["an object for a list", { type: "array" }, {}, ["type -"]],
  ["an object", { type: "object" }, {}, ["type +"]],
  ["a list for an object", { type: "object" }, [], ["type -"]],
  ["null for an object", { type: "object" }, null, ["type -"]],
  ["a string for an object", { type: "object" }, "a", ["type -"]],
  ["an integer", { type: "integer" }, 1, ["type +"]],
  ["a fraction for an integer", { type: "integer" }, 1.5, ["type -"]],
  ["a boolean", { type: "boolean" }, false, ["type +"]],
  ["no value", { type: "string", enum: ["a"] }, undefined, ["type ?", "enum ?", 'enum value: enum "a" ?']],
  ["a value of an enum", { enum: ["a", null] }, null, ["enum +", 'enum value: enum "a" ?', "enum value: enum null +"]],
  ["a value of no enum", { enum: ["a", "b"] }, "c", ["enum -", 'enum value: enum "a" ?', 'enum value: enum "b" ?']],
  ["a constant", { const: { a: [1] } }, { a: [1] }, ["const +"]],
  ["another constant", { const: { a: [1] } }, { a: [2] }, ["const -"]],
  ["a pattern of Unicode", { pattern: "^\\p{L}$" }, "ä", ["pattern +"]],
  ["another string", { pattern: "^a$" }, "b", ["pattern -"]],
  ["a pattern and a number", { pattern: "^1$" }, 1, ["pattern ?"]],
  ["the shortest and longest string, in characters", { minLength: 1, maxLength: 1 }, "😀", ["minLength +", "maxLength +"]],
  ["a string that is too short", { minLength: 2, maxLength: 3 }, "😀", ["minLength -", "maxLength +"]],
  ["a string that is too long", { minLength: 2, maxLength: 3 }, "abcd", ["minLength +", "maxLength -"]],
  ["lengths and a list", { minLength: 0, maxLength: 9 }, ["a"], ["minLength ?", "maxLength ?"]],
  ["the shortest and longest list", { minItems: 1, maxItems: 1 }, [0], ["minItems +", "maxItems +"]],
  ["a list that is too short", { minItems: 2, maxItems: 3 }, [0], ["minItems -", "maxItems +"]],
  ["a list that is too long", { minItems: 2, maxItems: 3 }, [0, 0, 0, 0], ["minItems +", "maxItems -"]],
  ["numbers of items and a string", { minItems: 0, maxItems: 9 }, "a", ["minItems ?", "maxItems ?"]],
  ["the least and the greatest number", { minimum: 1, maximum: 1 }, 1, ["minimum +", "maximum +"]],
  ["a number that is too small", { minimum: 2, maximum: 3 }, 1, ["minimum -", "maximum +"]],
  ["a number that is too large", { minimum: 2, maximum: 3 }, 4, ["minimum +", "maximum -"]],
  ["limits and a string", { minimum: 0, maximum: 9 }, "5", ["minimum ?", "maximum ?"]],
  ["a keyword that is not known here", { multipleOf: 2 }, 2, ["multipleOf ?"]],
  ["keywords that only describe", { title: "T", description: "D", examples: [1], "x-evidence": {}, default: 1 }, 1, []],
  ["a keyword that begins like one of them", { descriptions: 1, "ax-evidence": 1 }, 1, ["descriptions ?", "ax-evidence ?"]],
  ["required fields", { required: ["a", "b"] }, { a: undefined }, ["required a +", "required b -"]],
  ["required fields of a list", { required: ["length"] }, [], ["required length ?"]],
  [
    "no unknown field",
    { additionalProperties: false, properties: { a: {} } },
    { a: 1 },
    ["additionalProperties +", "field: /a +"],
  ],
  ["an unknown field", { additionalProperties: false }, { toString: 1 }, ["additionalProperties -"]],
  ["open objects", { additionalProperties: true }, { b: 1 }, ["additionalProperties ?"]],
  ["a closed object and a list", { additionalProperties: false }, [1], ["additionalProperties ?"]],
])("%s", (_, schema, value, marks) => {
  expect(marksOf(schema, value)).toEqual(marks);
});

test.each<[what: string, schema: object, value: unknown, marks: string[]]>([
  ["a field is seen as what is in it", { properties: { a: { type: "string" } } }, { a: "b" }, ["field: /a +", "/a type +"]],
  ["a broken field", { properties: { a: { type: "string" } } }, { a: 1 }, ["field: /a -", "/a type -"]],
  ["a field that is missing", { properties: { a: { type: "string" } } }, {}, ["field: /a ?", "/a type ?"]],
  [
    "a field that every object inherits",
    { properties: { toString: { type: "string" } } },
    {},
    ["field: /toString ?", "/toString type ?"],
  ],
  ["fields of a list", { properties: { length: { type: "integer" } } }, [], ["field: /length ?", "/length type ?"]],
  ["each item of a list", { items: { type: "string" } }, ["a", 1], ["/items type +", "/items type -"]],
  ["an empty list", { items: { type: "string" } }, [], ["/items type ?"]],
  ["items of a string", { items: { type: "string" } }, "ab", ["/items type ?"]],
  [
    "all of several schemas",
    { allOf: [{ type: "string" }, { minLength: 2 }] },
    "a",
    ["/allOf/0 type +", "/allOf/1 minLength -"],
  ],
  ["the one that matches", { oneOf: [{ type: "string" }, { type: "integer" }] }, 1, ["/oneOf/1 +", "/oneOf/1 type +"]],
  [
    "the closest one where none matches",
    {
      anyOf: [
        { type: "string", minLength: 2 },
        { type: "integer", minimum: 0, const: 5 },
      ],
    },
    -1,
    ["/anyOf/0 -", "/anyOf/0 type -", "/anyOf/0 minLength ?"],
  ],
  [
    "all where there is no value",
    { oneOf: [{ type: "string" }, { type: "integer" }] },
    undefined,
    ["/oneOf/0 ?", "/oneOf/0 type ?", "/oneOf/1 ?", "/oneOf/1 type ?"],
  ],
])("%s", (_, schema, value, marks) => {
  expect(marksOf(schema, value)).toEqual(marks);
});

test("a format is broken where the validator says so, by JSON pointer", () => {
  const schema = { properties: { "a/b": { items: { format: "uri" } } } };
  const value = { "a/b": ["x", "https://x.example", 7] };
  expect(marksOf(schema, value, ["/a~1b/0"])).toEqual([
    "field: /a/b -",
    "/a/b/items format -",
    "/a/b/items format +",
    "/a/b/items format ?",
  ]);
});
