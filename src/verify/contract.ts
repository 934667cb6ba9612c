import type { Contract } from "../contract/contract.js";
import type { OpenApiDocument, Schema } from "../contract/document.js";
import { escapeKey } from "../contract/json.js";

/** A contract as a verification gets it: coverage, and what of a recording may be shown, are made from the document itself. */
export interface VerifiedContract extends Contract {
  readonly document: OpenApiDocument;
}

/** A schema within that of a body. */
interface LocatedSchema {
  /** Where what it describes stands: the index 0 stands for every item of a list. */
  readonly pointer: string;
  /** The name of the field there; for an item, that of its list. */
  readonly name: string;
  readonly schema: Schema;
}

/** A schema, and those of its fields, items and variants, each without `$ref`. One that contains itself is not followed a second time. */
export function schemasWithin(document: OpenApiDocument, whole: Schema): LocatedSchema[] {
  const follow = (schema: Schema, pointer: string, name: string, outer: readonly Schema[]): LocatedSchema[] => {
    const resolved = document.resolve(schema) ?? {};
    if (outer.includes(resolved)) return [];
    const within = [...outer, resolved];
    const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = resolved;
    const fields = Object.entries<Schema>(properties);
    return [
      // What stands beside a $ref counts too: OpenAPI 3.1 allows it.
      { pointer, name, schema: { ...resolved, ...schema } },
      ...fields.flatMap(([key, field]) => follow(field, `${pointer}/${escapeKey(key)}`, key, within)),
      ...(items ? follow(items, `${pointer}/0`, name, within) : []),
      ...[...allOf, ...anyOf, ...oneOf].flatMap((variant) => follow(variant, pointer, name, within)),
    ];
  };
  return follow(whole, "", "", []);
}

/** The schemas of every field of every body, by its name: the same name may stand for several. */
export function schemasByField(document: OpenApiDocument): ReadonlyMap<string, readonly Schema[]> {
  const bodies = document.operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)]);
  const found = new Map<string, Schema[]>();
  for (const { name, schema } of bodies.flatMap((body) => schemasWithin(document, document.bodyOf(body)?.schema)))
    found.set(name, [...(found.get(name) ?? []), schema]);
  return found;
}
