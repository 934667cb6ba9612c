/** Schemas that this contract does not have yet: what is compiled of them accepts what Ajv accepts. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { compiledModule } from "../../scripts/generate/compile.js";
import { OpenApiDocument, type Schema } from "../../src/contract/document.js";

const text = { type: "string" };
const nothing = { type: "null" };
const schemas: Record<string, Schema> = {
  Text: text,
  ShortText: { $ref: "#/components/schemas/Text", description: "Short.", maxLength: 3 },
  DescribedText: { $ref: "#/components/schemas/Text", description: "Any." },
  ShortTextOrNull: { anyOf: [text, nothing], maxLength: 3 },
  OneTextOrNull: { oneOf: [{ ...text, const: "one" }, nothing] },
  SomeTextOrNull: { anyOf: [{ ...text, enum: ["one", "two"] }, nothing] },
  OtherTextOrNull: { anyOf: [{ ...text, not: { const: "one" } }, nothing] },
  TextOrNullBothWays: { anyOf: [text, nothing], oneOf: [text, { type: "number" }] },
  StrictTextOrNull: { oneOf: [{ ...text, allOf: [text] }, nothing] },
};
const document = { openapi: "3.1.0", paths: {}, components: { schemas } };
const code = await compiledModule(new OpenApiDocument(document));
const compiled = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
const ajv = new Ajv2020({ strict: false }).addSchema(document, "contract");

const values = ["one", "two", "three", null, 1];

test.each(Object.keys(schemas))("%s", (name) => {
  const accepted = (validate: (value: unknown) => unknown) => values.filter((value) => validate(value));
  const expected = accepted((value) => ajv.validate(`contract#/components/schemas/${name}`, value));
  expect(accepted(compiled[name])).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
});

test("a parameter that two operations share is compiled once, under both names", async () => {
  const parameter = { name: "X-Quiet", in: "header", schema: { type: "boolean" } };
  const operation = (operationId: string) => ({
    post: {
      operationId,
      parameters: [{ $ref: "#/components/parameters/Quiet" }],
      responses: { 204: { description: "Done." } },
    },
  });
  const paths = { "/a": operation("doA"), "/b": operation("doB") };
  const root = { openapi: "3.1.0", paths, components: { parameters: { Quiet: parameter } } };

  const shared = await compiledModule(new OpenApiDocument(root));

  const { doA_header_X_Quiet: a, doB_header_X_Quiet: b } = await import(`data:text/javascript,${encodeURIComponent(shared)}`);
  expect(a(true)).toBe(true);
  expect(a("no")).toBe(false);
  expect(b).toBe(a);
});
