import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { type Node, nameOf, type OpenApiDocument, type Schema } from "../../src/contract/document.js";
import { docComment, lowerFirst } from "./text.js";

/**
 * `paths`, `components` and `operations`, as openapi-typescript writes them, but with each schema as a declaration of its own name:
 * editors and error messages show the name.
 */
export async function typesModule(document: OpenApiDocument): Promise<string> {
  const nodes = await openapiTS(prepared(document), {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema: Schema) => (schema["x-extensible-enum"] === true && schema.enum ? openEnum(schema.enum) : undefined),
  });
  return astToString(withNames(nodes, document.schemas));
}

/** The schemas, and the known values of those that may grow. */
export function schemasModule(document: OpenApiDocument): string {
  const names = Object.keys(document.schemas);
  const growing = names.filter((name) => document.schemas[name]["x-extensible-enum"]);
  const values = growing.map((name) => `${lowerFirst(name)}Values`);
  const known = growing.map(
    (name) =>
      `\n/** Every {@link ${name}} that this version of the contract knows. */\n` +
      `export type Known${name} = (typeof ${lowerFirst(name)}Values)[number];\n`,
  );
  const imports = values.length ? `import type { ${values.join(", ")} } from "./contract.js";\n` : "";
  return `${imports}\nexport type {\n${names.map((name) => `  ${name},\n`).join("")}} from "./types.js";\n${known.join("")}`;
}

/** Moves each schema from `components` to a declaration of its own name, and refers to it by that name. */
function withNames(nodes: ts.Node[], schemas: Record<string, Schema>): ts.Node[] {
  const declarations: ts.DeclarationStatement[] = [];
  const declare = (member: ts.TypeElement) => {
    if (!ts.isPropertySignature(member) || !member.type) return member;
    const name = nameOfProperty(member);
    const declaration = declarationOf(name, member.type);
    const description = docComment(schemas[name].description).trim().slice("/*".length, -"*/".length);
    if (description) ts.addSyntheticLeadingComment(declaration, ts.SyntaxKind.MultiLineCommentTrivia, description, true);
    declarations.push(declaration);
    return ts.factory.createPropertySignature(undefined, member.name, undefined, referenceTo(name));
  };
  const visit = (node: ts.Node): ts.Node => {
    const name = schemaReferredTo(node);
    if (name) return referenceTo(name);
    const visited = ts.visitEachChild(node, visit, undefined);
    if (!ts.isInterfaceDeclaration(visited) || visited.name.text !== "components") return visited;
    return withMembers(visited, (section) => {
      if (!ts.isPropertySignature(section) || nameOfProperty(section) !== "schemas") return section;
      if (!section.type || !ts.isTypeLiteralNode(section.type)) return section;
      const type = ts.factory.createTypeLiteralNode(section.type.members.map(declare));
      return ts.factory.createPropertySignature(undefined, section.name, undefined, type);
    });
  };
  const visited = nodes.map(visit);
  return [...declarations, ...visited];
}

/** An interface where TypeScript has one for it: an object. */
function declarationOf(name: string, type: ts.TypeNode): ts.DeclarationStatement {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  if (!ts.isTypeLiteralNode(type)) return ts.factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
  return ts.factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members);
}

/** The `Name` of `components["schemas"]["Name"]`. */
function schemaReferredTo(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  return stringIn(node.objectType.indexType) === "schemas" ? stringIn(node.indexType) : undefined;
}

function stringIn(node: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}

function nameOfProperty({ name }: ts.TypeElement): string {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "";
}

function referenceTo(name: string): ts.TypeReferenceNode {
  return ts.factory.createTypeReferenceNode(name);
}

function withMembers(node: ts.InterfaceDeclaration, replace: (member: ts.TypeElement) => ts.TypeElement) {
  const { modifiers, name, typeParameters, heritageClauses, members } = node;
  return ts.factory.updateInterfaceDeclaration(node, modifiers, name, typeParameters, heritageClauses, members.map(replace));
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
      if (property.$ref) property.description ??= schemas[nameOf(property) as string]?.description;
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
