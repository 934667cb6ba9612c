/** The fields of OpenAPI 3.1's objects and the keywords of JSON Schema 2020-12, as their own meta-schemas list them. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Node } from "../../src/contract/document.js";
import { valueAt } from "../../src/contract/json.js";

// The package does not export it.
const schemaOfOpenApi = new URL("../../node_modules/@hyperjump/json-schema/openapi-3-1/schema.js", import.meta.url).href;
const openapi: Node = (await import(/* @vite-ignore */ schemaOfOpenApi)).default;

const folder = join(dirname(createRequire(import.meta.url).resolve("ajv/package.json")), "dist/refs/json-schema-2020-12/meta");
const vocabularies: Node[] = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
const ofSchemas = { allOf: vocabularies };
// What OpenAPI adds to schemas.
const ofOpenApi = {
  properties: { discriminator: {}, externalDocs: { $ref: "#/$defs/external-documentation" }, example: {}, xml: {} },
};

/** Where the meta-schema describes an object: `openapi` is the document itself. */
function metaOf(kind: string): Node {
  if (kind === "openapi") return { ...openapi, $defs: undefined };
  return kind === "schema" ? { allOf: [ofSchemas, ofOpenApi] } : openapi.$defs[kind];
}

/** Every field, as `object field`, such as `parameter style`. */
export function everyField(): Set<string> {
  const kinds = ["openapi", ...Object.keys(openapi.$defs).filter((kind) => "properties" in metaOf(kind) || kind === "schema")];
  const mixedIn = ["examples", "specification-extensions", "styles-for-form", "reference", "responses"];
  const objects = kinds.filter((kind) => !mixedIn.includes(kind));
  return new Set(objects.flatMap((kind) => [...fieldsOf(metaOf(kind)).keys()].map((field) => `${kind} ${field}`)));
}

/** The fields that a document uses, in the same form. */
export function usedFields(document: Node): Set<string> {
  const used = new Set<string>();
  visit("openapi", document, used);
  return used;
}

function visit(kind: string, node: Node, used: Set<string>) {
  if (typeof node !== "object" || node === null) return;
  const meta = metaOf(kind);
  const fields = fieldsOf(meta);
  const [ofOthers] = [meta.additionalProperties, ...Object.values(meta.patternProperties ?? {})].filter(Boolean);
  for (const [key, child] of Object.entries<Node>(node)) {
    if (fields.has(key)) used.add(`${kind} ${key}`);
    const below: Node = fields.get(key) ?? ofOthers ?? {};
    const list = below.items ?? (below.$ref === "#/$defs/schemaArray" && { $dynamicRef: "#meta" });
    if (list) for (const item of child) visit(kindOf(list), item, used);
    else if (below.additionalProperties)
      for (const one of Object.values(child)) visit(kindOf(below.additionalProperties), one, used);
    else visit(kindOf(below), child, used);
  }
}

/** The kind of object that a meta-schema refers to; one without fields if it is none. */
function kindOf({ $ref = "", $dynamicRef }: Node): string {
  const name = $dynamicRef ? "schema" : $ref.replace("#/$defs/", "").replace("-or-reference", "");
  return name in openapi.$defs ? name : "map-of-strings";
}

/** The fields of an object, wherever its meta-schema says that it has them, each with its own meta-schema. */
function fieldsOf(meta: Node): Map<string, Node> {
  if (typeof meta !== "object" || meta === null) return new Map();
  const { allOf = [], then, dependentSchemas = {}, properties = {}, $ref = "" } = meta;
  const referenced = /^#\/\$defs\//.test($ref) ? valueAt(openapi, $ref.slice(1)) : undefined;
  const parts = [...allOf, then, ...Object.values(dependentSchemas), referenced].flatMap((part) => [...fieldsOf(part)]);
  return new Map([...parts, ...Object.entries<Node>(properties)]);
}
