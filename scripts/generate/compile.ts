/** The schemas of a contract as Ajv compiles them: every component schema, every parameter, and the variants of every union. */
import { fileURLToPath } from "node:url";
import { _, Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { CompiledSchema } from "../../src/contract/contract.js";
import { type Node, nameOf, OpenApiDocument, type Schema, valuesOf } from "../../src/contract/document.js";
import { escapeKey } from "../../src/contract/json.js";
import { parameterSchemaName, responseHeaders } from "../contract/operations.js";
import { formats } from "./formats.js";
import { setErrors } from "./messages.js";
import { withoutKeywords } from "./text.js";

/** The compiled schemas by name, for use at once. */
export function compileSchemas(described: OpenApiDocument): Record<string, CompiledSchema> {
  const { ajv, references } = prepare(described);
  return Object.fromEntries(
    [...references].map(([name, reference]) => [name, ajv.getSchema(reference) as unknown as CompiledSchema]),
  );
}

/**
 * The compiled schemas as a module, each exported by its name. It needs neither Ajv nor `eval`. That they accept what the contract
 * accepts is proved by test/contract against two other validators.
 */
export async function compiledModule(described: OpenApiDocument): Promise<string> {
  const { ajv, references } = prepare(described);
  const code = exportedByAlias(plainer(standalone.default(ajv, Object.fromEntries(references))));
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const bundle = await build({
    stdin: {
      contents: `import { characterCount, numberFormats } from "./scripts/generate/compiled-helpers.ts";\n${code}`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    charset: "utf8",
    preserveSymlinks: true, // The paths in its comments are the same wherever node_modules is.
  });
  return bundle.outputFiles[0]?.text ?? "";
}

/**
 * Ajv copies all errors so far to add those of a function, which takes quadratic time for a list with many mistakes. Where in the schema
 * an error comes from nobody reads, and the message about a wrong type is made from its parameters.
 */
function plainer(code: string): string {
  return code
    .replaceAll(
      /vErrors = vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\);/g,
      "if (vErrors === null) vErrors = $1.errors; else for (const error of $1.errors) vErrors.push(error);",
    )
    .replaceAll(/schemaPath:"[^"]*",/g, "")
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "characterCount")
    .replaceAll(/(keyword:"type",params:\{type:[^}]*\}),message:"[^"]*"/g, "$1");
}

/** A schema may have the name of something that the code uses, such as `Array`. */
function exportedByAlias(code: string): string {
  return code.replaceAll(/^export const (\w+) = (\w+);/gm, "export { $2 as $1 };");
}

/** The names of the compiled schemas that a schema needs to explain a union: its variants, and theirs. */
export function variantsIn(described: OpenApiDocument, name: string): string[] {
  const document = new OpenApiDocument(withoutText(described.root));
  const schemas = schemasOf(document);
  const names = variantsOf(schemas);
  const found = new Set<string>();
  const seen = new Set<Node>();
  const visit = (node: Node) => {
    if (typeof node !== "object" || node === null || seen.has(node)) return;
    seen.add(node);
    for (const variant of [node.oneOf ?? [], node.anyOf ?? []].flat())
      found.add(nameOf(variant) ?? (names.get(variant) as string));
    for (const child of node.$ref ? [document.resolve(node)] : Object.values(node)) visit(child);
  };
  visit(schemas.get(name));
  return [...found];
}

/** An Ajv that knows the contract, and where in it each schema is. */
function prepare(described: OpenApiDocument) {
  const document = new OpenApiDocument(withoutText(described.root));
  const schemas = schemasOf(document);
  const names = variantsOf(schemas);
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    multipleOfPrecision: 10, // 19.99 is a multiple of 0.01, although 19.99 / 0.01 is 1998.9999999999998.
    code: { source: true, esm: true, lines: true, formats: _`numberFormats` },
    formats,
  });
  // Ajv notes on each function which properties it has evaluated, which keeps bundlers from dropping unused functions.
  Object.assign(ajv.opts, { unevaluated: JSON.stringify(document.root).includes('"unevaluated') });
  ajv.addVocabulary([...vocabulary, ...extensionsIn(document.root)]);
  setErrors(ajv, document, (variants, { discriminator }) => ({
    variants: variants.map((variant) => nameOf(variant) ?? (names.get(variant) as string)),
    tag: discriminator?.propertyName ?? tagOf(document, variants),
  }));
  const { components = {}, paths = {} } = document.root;
  ajv.addSchema({ components, paths }, "contract", false, false);
  const pointers = pointersIn(document.root);
  const all = [...schemas, ...[...names].map(([schema, name]) => [name, schema] as const)];
  const references = new Map(all.map(([name, schema]) => [name, `contract#${encodeURI(pointers.get(schema) as string)}`]));
  return { ajv, references };
}

/** Keywords of OpenAPI that validate nothing, and what has schemas in it. */
const vocabulary = ["discriminator", "components", "paths"];

/** The schemas of components, parameters and response headers, by the names that they are compiled under. */
function schemasOf(document: OpenApiDocument): Map<string, Schema> {
  const others = document.operations.flatMap((operation) => [
    ...operation.parameters.map((parameter) => [parameterSchemaName(operation, parameter), parameter.schema] as const),
    ...Object.keys(operation.responses)
      .flatMap((status) => responseHeaders(document, operation, status))
      .map(({ schemaName, parameter }) => [schemaName, parameter.schema] as const),
  ]);
  return new Map([...Object.entries(document.schemas), ...others]);
}

/** The variants of unions that are no component, named by where they are. */
function variantsOf(schemas: Map<string, Schema>): Map<Schema, string> {
  const names = new Map<Schema, string>();
  for (const [name, schema] of schemas) nameVariants(schema, name, names);
  return names;
}

function nameVariants(node: Node, at: string, names: Map<Schema, string>) {
  if (typeof node !== "object" || node === null) return;
  const isUnion = Array.isArray(node) && /_(one|any)Of$/.test(at);
  for (const [key, child] of Object.entries<Node>(node)) {
    const place = key === "properties" ? at : `${at}_${key.replace(/\W/g, "_")}`;
    if (isUnion && !nameOf(child)) names.set(child, place);
    nameVariants(child, place, names);
  }
}

/** The property that tells variants apart: two of them allow one value each, and not the same. */
function tagOf(document: OpenApiDocument, variants: Schema[]): string | undefined {
  const only = variants.map((variant) => onlyValues(document, variant));
  const names = new Set(only.flatMap((values) => [...values.keys()]));
  return [...names].find((name) => new Set(only.flatMap((values) => values.get(name) ?? [])).size > 1);
}

/** The properties for which a schema allows one value alone. */
function onlyValues(document: OpenApiDocument, schema: Schema): Map<string, unknown> {
  const { properties = {}, allOf = [] } = document.resolve(schema);
  const found = new Map<string, unknown>(allOf.flatMap((part: Schema) => [...onlyValues(document, part)]));
  for (const [name, property] of Object.entries<Schema>(properties)) {
    const values = valuesOf(document.resolve(property)) ?? [];
    if (values.length === 1) found.set(name, values[0]);
  }
  return found;
}

/** What validates nothing: compiled schemas hold parts of their source. */
const text = /^(description|summary|default|examples?|deprecated|externalDocs|x-(?!extensible-enum$).*)$/;

function withoutText(root: Node): Node {
  return withoutKeywords(root, (keyword) => text.test(keyword));
}

function pointersIn(node: Node, at = "", found = new Map<Node, string>()): Map<Node, string> {
  if (typeof node !== "object" || node === null) return found;
  found.set(node, at);
  for (const [key, child] of Object.entries(node)) pointersIn(child, `${at}/${escapeKey(key)}`, found);
  return found;
}

function extensionsIn(node: Node): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = Object.keys(node).filter((key) => key.startsWith("x-"));
  return [...new Set([...own, ...Object.values(node).flatMap(extensionsIn)])];
}
