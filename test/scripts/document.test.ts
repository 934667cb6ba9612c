import { expect, test } from "vitest";
import { documentModule } from "../../scripts/generate/document.js";
import { OpenApiDocument } from "../../src/contract/document.js";

test("what a verification carries has no prose, and keeps the fields and values that are called like prose", () => {
  const fields = { title: { type: "string", description: "Its title." }, example: { const: { summary: "kept" } } };
  const schema = { title: "Thing", description: "A thing.", type: "object", required: ["title"], properties: fields };
  const root = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {},
    components: { schemas: { Thing: schema } },
  };

  const text = documentModule(new OpenApiDocument(root));

  const kept = {
    type: "object",
    required: ["title"],
    properties: { title: { type: "string" }, example: { const: { summary: "kept" } } },
  };
  expect(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf(";")))).toEqual({
    openapi: "3.1.0",
    info: { version: "1" },
    paths: {},
    components: { schemas: { Thing: kept } },
  });
});
