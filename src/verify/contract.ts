import type { Contract } from "../contract/contract.js";
import type { OpenApiDocument, Schema } from "../contract/document.js";

/** A contract as a verification gets it: coverage, and what of a recording may be shown, are made from the document itself. */
export interface VerifiedContract extends Contract {
  readonly document: OpenApiDocument;
}

/** The schemas of every field of the contract, by its name: the same name may stand for several. */
export function schemasByField(document: OpenApiDocument): ReadonlyMap<string, readonly Schema[]> {
  const found = new Map<string, Schema[]>();
  const collect = (node: Schema) => {
    if (typeof node !== "object" || node === null) return;
    if (typeof node.properties === "object") {
      for (const [name, schema] of Object.entries<Schema>(node.properties))
        found.set(name, [...(found.get(name) ?? []), ...partsOf(document, schema)]);
    }
    for (const child of Object.values(node)) collect(child);
  };
  collect(document.root);
  return found;
}

/** A schema with its variants and items, each without `$ref`. */
function partsOf(document: OpenApiDocument, schema: Schema): Schema[] {
  const { items, allOf = [], anyOf = [], oneOf = [], ...own } = document.resolve(schema);
  return [own, ...[items ?? [], allOf, anyOf, oneOf].flat().flatMap((part) => partsOf(document, part))];
}
