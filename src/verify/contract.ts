import type { Contract } from "../contract/contract.js";
import type { OpenApiDocument, Schema } from "../contract/document.js";
import { escapeKey, keysOf } from "../contract/json.js";

/** A contract as a verification gets it: coverage, and what of a recording may be shown, are made from the document itself. */
export interface VerifiedContract extends Contract {
  readonly document: OpenApiDocument;
}

/** A schema within that of a body, and where what it describes stands: the index 0 stands for every item of a list. */
interface LocatedSchema {
  readonly pointer: string;
  readonly schema: Schema;
}

/** A schema, and those of its fields, items and variants, each without `$ref`. One that contains itself is not followed a second time. */
export function schemasWithin(
  document: OpenApiDocument,
  schema: Schema,
  pointer = "",
  outer: readonly Schema[] = [],
): LocatedSchema[] {
  const resolved = document.resolve(schema) ?? {};
  if (outer.includes(resolved)) return [];
  const within = [...outer, resolved];
  const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = resolved;
  const fields = Object.entries<Schema>(properties).flatMap(([name, field]) =>
    schemasWithin(document, field, `${pointer}/${escapeKey(name)}`, within),
  );
  const ofItems = items ? schemasWithin(document, items, `${pointer}/0`, within) : [];
  const variants = [allOf, anyOf, oneOf].flat().flatMap((variant) => schemasWithin(document, variant, pointer, within));
  // What stands beside a $ref counts too: OpenAPI 3.1 allows it.
  return [{ pointer, schema: { ...resolved, ...schema } }, ...fields, ...ofItems, ...variants];
}

/** The name of the field at a pointer; for an item, that of its list. */
export function fieldNameAt(pointer: string): string {
  return keysOf(pointer).reduce((name, key) => (key === "0" ? name : key), "");
}

/** The schemas of every field of every body, by its name: the same name may stand for several. */
export function schemasByField(document: OpenApiDocument): ReadonlyMap<string, readonly Schema[]> {
  const bodies = document.operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)]);
  const found = new Map<string, Schema[]>();
  for (const { pointer, schema } of bodies.flatMap((body) => schemasWithin(document, document.bodyOf(body)?.schema))) {
    const name = fieldNameAt(pointer);
    found.set(name, [...(found.get(name) ?? []), schema]);
  }
  return found;
}
