import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Node, nameOf, type OpenApiDocument, type Schema } from "../../src/contract/document.js";
import { docComment, lowerFirst } from "./text.js";

/** `paths`, `components` and `operations`, as openapi-typescript writes them. */
export async function typesModule(document: OpenApiDocument): Promise<string> {
  const nodes = await openapiTS(prepared(document), {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema: Schema) => (schema["x-extensible-enum"] === true && schema.enum ? openEnum(schema.enum) : undefined),
  });
  return astToString(nodes);
}

/** Each schema as a type of its own name. */
export function schemasModule(document: OpenApiDocument): string {
  const aliases = Object.entries(document.schemas).map(([name, schema]) => {
    const known = schema["x-extensible-enum"]
      ? `\n/** Every {@link ${name}} that this version of the contract knows. */\n` +
        `export type Known${name} = (typeof ${lowerFirst(name)}Values)[number];\n`
      : "";
    return `\n${docComment(schema.description)}export type ${name} = components["schemas"]["${name}"];\n${known}`;
  });
  const values = Object.keys(document.schemas).filter((name) => document.schemas[name]["x-extensible-enum"]);
  const imports = values.length
    ? `import type { ${values.map((name) => `${lowerFirst(name)}Values`).join(", ")} } from "./contract.js";\n`
    : "";
  return `${imports}import type { components } from "./types.js";\n${aliases.join("")}`;
}

/** An enum that may grow: its values, for completion, and every other value of their type. */
function openEnum(values: (string | number)[]): ts.TypeNode {
  const { factory } = ts;
  const isNumeric = typeof values[0] === "number";
  const literals = values.map((value) => ts.factory.createLiteralTypeNode(literalOf(value)));
  const anyValue = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(isNumeric ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(anyValue)]);
}

function literalOf(value: string | number): ts.LiteralTypeNode["literal"] {
  const { factory } = ts;
  if (typeof value === "string") return factory.createStringLiteral(value);
  if (value >= 0) return factory.createNumericLiteral(value);
  return factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, factory.createNumericLiteral(-value));
}

/** A copy of the contract with what openapi-typescript would not say by itself. */
function prepared(document: OpenApiDocument): Node {
  const copy: Node = structuredClone(document.root);
  const schemas: Record<string, Schema> = copy.components?.schemas ?? {};
  removeDiscriminators(copy);
  for (const schema of Object.values(schemas)) {
    // Editors show the description of a property on hover, but not that of the component it refers to.
    for (const property of Object.values<Schema>(schema.properties ?? {})) {
      if (property.$ref) property.description = schemas[nameOf(property) as string]?.description;
    }
    forbidOtherVariants(schema, schemas);
  }
  return copy;
}

/** Each variant fixes the property itself; openapi-typescript would replace its value by the name of the variant. */
function removeDiscriminators(node: Node) {
  if (typeof node !== "object" || node === null) return;
  if (node.discriminator?.propertyName) delete node.discriminator;
  for (const child of Object.values(node)) removeDiscriminators(child);
}

/** A closed variant of a `oneOf` does not take the properties of the other variants, which TypeScript checks only if they are `never`. */
function forbidOtherVariants({ oneOf = [] }: Schema, schemas: Record<string, Schema>) {
  const variants = oneOf.map((variant: Schema) => schemas[nameOf(variant) ?? ""] ?? variant);
  const names = new Set(variants.flatMap((variant: Schema) => Object.keys(variant.properties ?? {})));
  for (const variant of variants.filter((one: Schema) => one.additionalProperties === false)) {
    variant.properties ??= {};
    for (const name of names) variant.properties[name as string] ??= false;
  }
}
