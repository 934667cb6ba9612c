import type { Contract } from "../contract/contract.js";
import type { OpenApiDocument, Schema } from "../contract/document.js";
import { fieldsOf } from "../contract/fields.js";
import { keysOf } from "../contract/json.js";

/** A contract as a verification gets it: coverage, and what of a recording may be shown, are made from the document itself. */
export interface VerifiedContract extends Contract {
  readonly document: OpenApiDocument;
}

/** The name of the field at a pointer; for an item, that of its list. */
export function fieldNameAt(pointer: string): string {
  return keysOf(pointer).reduce((name, key) => (key === "0" ? name : key), "");
}

/** The schemas of every field of every body, by its name: the same name may stand for several. */
export function schemasByField(document: OpenApiDocument): ReadonlyMap<string, readonly Schema[]> {
  const bodies = document.operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)]);
  const found = new Map<string, Schema[]>();
  for (const [pointer, { schemas }] of bodies.flatMap((body) => [...fieldsOf(document, document.bodyOf(body)?.schema)])) {
    const name = fieldNameAt(pointer);
    found.set(name, [...(found.get(name) ?? []), ...schemas]);
  }
  return found;
}
