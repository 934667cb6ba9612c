/** The contract as an OpenAPI document, for what the generated modules do not say. */
import { createRequire } from "node:module";
import { valueAt } from "../contract/json.js";

// biome-ignore lint/suspicious/noExplicitAny: OpenAPI documents are walked by keys
export type Schema = any;

/** Loaded rather than imported, so that it is in the package once and Node does not warn of an import of JSON. */
export const document: Schema = createRequire(import.meta.url)("nexus-members-contract/openapi.json");

/** The part of the document that a `$ref` points to. */
const resolve = ($ref: string): Schema => valueAt(document, decodeURIComponent($ref.slice(1)));

/** The node itself, or what its `$ref` points to. */
export const dereference = (node: Schema): Schema => (node?.$ref ? dereference(resolve(node.$ref)) : node);

/** The schemas of every field of the contract, by its name: the same name may stand for several. */
export const fields: ReadonlyMap<string, readonly Schema[]> = collectFields(document, new Map());

function collectFields(node: Schema, found: Map<string, Schema[]>): Map<string, Schema[]> {
  if (typeof node !== "object" || node === null) return found;
  if (typeof node.properties === "object") {
    for (const [name, schema] of Object.entries<Schema>(node.properties))
      found.set(name, [...(found.get(name) ?? []), ...partsOf(schema)]);
  }
  for (const child of Object.values(node)) collectFields(child, found);
  return found;
}

/** A schema with its variants and items, each without `$ref`. */
function partsOf(schema: Schema): Schema[] {
  const { items, allOf = [], anyOf = [], oneOf = [], ...own } = dereference(schema);
  return [own, ...[items ?? [], allOf, anyOf, oneOf].flat().flatMap(partsOf)];
}
